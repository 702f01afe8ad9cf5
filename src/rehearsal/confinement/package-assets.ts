import { existsSync } from 'fs';
import { join } from 'path';

/**
 * The folder of one of this package's bundles. They lie beside the bundle of the command line; code that is not bundled itself finds them
 * from the root of the project.
 */
export function packageAsset(name: 'handler' | 'confined'): string {
  const folders = [join(__dirname, '..', name), join(__dirname, '..', '..', '..', 'assets', name)];
  const found = folders.find((folder) => existsSync(join(folder, 'index.js')));
  if (found === undefined) {
    throw new Error(`A bundle of cdk-aws-organizations is missing. Given: ${folders[0]}. Install the package again.`);
  }
  return found;
}
