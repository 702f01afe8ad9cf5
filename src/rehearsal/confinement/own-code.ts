import { createHash } from 'crypto';
import { packageAsset } from './package-assets';
import type { FunctionCode } from '../lambda/code';
import { readFunctionCode } from '../lambda/read-code';

let own: string | undefined;

/** Whether it is, byte for byte, the handler bundle of this installation of the package. */
export function isOwnCode(code: FunctionCode): boolean {
  own ??= digestOf(readFunctionCode(packageAsset('handler')));
  return digestOf(code) === own;
}

/** Names and contents of all files. */
function digestOf({ files }: FunctionCode): string {
  const digest = createHash('sha256');
  for (const [path, content] of [...files].sort(([one], [other]) => (one < other ? -1 : 1))) {
    digest.update(`${JSON.stringify(path)} ${content.length}\n`).update(content);
  }
  return digest.digest('hex');
}
