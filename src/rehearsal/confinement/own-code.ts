import { createHash } from 'crypto';
import { existsSync } from 'fs';
import { join } from 'path';
import type { FunctionCode } from '../lambda/code';
import { readFunctionCode } from '../lambda/read-code';

let own: string | undefined;

/** Whether code equals the handler bundle of this installation of the package, byte for byte. */
export function isOwnCode(code: FunctionCode): boolean {
  own ??= digestOf(readFunctionCode(packageAsset('handler')));
  return digestOf(code) === own;
}

/** A digest of the names and contents of all files. */
function digestOf({ files }: FunctionCode): string {
  const digest = createHash('sha256');
  for (const [path, content] of [...files].sort(([one], [other]) => (one < other ? -1 : 1))) {
    digest.update(`${JSON.stringify(path)} ${content.length}\n`).update(content);
  }
  return digest.digest('hex');
}

/**
 * The folder of one of this package's bundles. The bundles are next to the bundle of the command line. Unbundled code finds them from the
 * root of the project.
 */
export function packageAsset(name: 'handler' | 'confined'): string {
  const folders = [join(__dirname, '..', name), join(__dirname, '..', '..', '..', 'assets', name)];
  const found = folders.find((folder) => existsSync(join(folder, 'index.js')));
  if (found === undefined) {
    throw new Error(`A bundle of cdk-aws-organizations is missing. Given: ${folders[0]}. Install the package again.`);
  }
  return found;
}
