import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { contentDigest } from '../assembly';
import type { KnownCode } from '../model';

export interface CodeOptions {
  readonly acknowledgeBundle?: readonly string[];
}

/** The runtime of the provider framework as it lies in aws-cdk-lib, whose assets leave the type declarations out. */
const FRAMEWORK = ['custom-resources', 'lib', 'provider-framework', 'runtime'];

export function withCode(command: Command): Command {
  return command.option('--acknowledge-bundle <sha256...>', 'code of the handlers that a person has read: it loosens, where unknown code destroys', digests);
}

/**
 * The code that may act for the organization: the handlers of this package, which lie beside the bundle of this command line, the
 * framework of the aws-cdk-lib that is installed with it, and what was acknowledged.
 */
export function knownCode({ acknowledgeBundle }: CodeOptions): KnownCode {
  const handlers = contentDigest(join(__dirname, '..', 'handler'), (name) => name.endsWith('.map'));
  return {
    ...(handlers === undefined ? {} : { handlers }),
    framework: frameworkDigests(),
    ...(acknowledgeBundle === undefined ? {} : { acknowledged: acknowledgeBundle }),
  };
}

/**
 * With and without the hidden files of the folder, which not every aws-cdk-lib copies. Empty where none is installed with this package:
 * then the framework has to be acknowledged.
 */
function frameworkDigests(): string[] {
  const folder = packageFolder('aws-cdk-lib');
  if (folder === undefined) return [];
  const runtime = join(folder, ...FRAMEWORK);
  const isType = (name: string) => name.endsWith('.ts');
  return [isType, (name: string) => isType(name) || name.startsWith('.')].flatMap((isLeftOut) => contentDigest(runtime, isLeftOut) ?? []);
}

function packageFolder(name: string): string | undefined {
  try {
    return dirname(createRequire(__filename).resolve(`${name}/package.json`));
  } catch {
    return undefined;
  }
}

function digests(text: string, former: readonly string[] = []): readonly string[] {
  if (!/^[0-9a-fA-F]{64}$/.test(text)) throw new InvalidArgumentError('Give the SHA-256 that a review names, of 64 hexadecimal digits.');
  return [...former, text.toLowerCase()];
}
