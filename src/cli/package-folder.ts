import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of this package. */
export const PACKAGE_FOLDER = join(__dirname, '..', '..');

export const PACKAGE_NAME = 'cdk-aws-organizations';

/** The versions of this package and of its peers, as an app that uses it names them. */
export function packageVersions(): Record<string, string> {
  const { version, peerDependencies } = JSON.parse(readFileSync(join(PACKAGE_FOLDER, 'package.json'), 'utf8')) as {
    version: string; peerDependencies: Record<string, string>;
  };
  return { 'aws-cdk-lib': peerDependencies['aws-cdk-lib'], [PACKAGE_NAME]: `^${version}`, 'constructs': peerDependencies.constructs };
}
