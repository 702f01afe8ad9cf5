/**
 * Compares the API of `.jsii` with that of the last release on npm, by jsii-diff. Fails if a stable part has changed incompatibly, unless
 * `.compatignore` lists the key of the change. Before the first release, it says that there is nothing to compare.
 *
 *   npx projen compile && npx projen api-diff [--released FOLDER]
 *
 * `--released` names a folder with a package or a `.jsii` file in the place of npm.
 */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

const ROOT = join(__dirname, '..');
const PACKAGE = 'cdk-aws-organizations';
const JSII_DIFF = join(dirname(require.resolve('jsii-diff/package.json')), 'bin', 'jsii-diff');

export interface Outcome {
  readonly passed: boolean;
  readonly text: string;
}

/** The answer of `npm view PACKAGE version --json`: the version of the last release, or `undefined` before the first one. */
export function releasedVersion(answer: string): string | undefined {
  const parsed: unknown = JSON.parse(answer);
  if (typeof parsed === 'string') return parsed;
  const { error } = parsed as { readonly error?: { readonly code?: string; readonly summary?: string } };
  if (error?.code === 'E404') return undefined;
  throw new Error(`npm does not say which version is released (given: ${error?.code ?? answer}, ${error?.summary ?? ''}). Run "npm view ${PACKAGE} version".`);
}

/** Compares two assemblies: each a folder or file, or `npm:PACKAGE@VERSION`. */
export function compareApis(released: string, current: string, acceptedChanges: string): Outcome {
  const { status, stdout, stderr, error } = spawnSync(
    process.execPath, [JSII_DIFF, released, current, '--error-on=prod', '--keys', '--ignore-file', acceptedChanges], { encoding: 'utf8' },
  );
  const text = `${stdout}${stderr}${error?.message ?? ''}`.trim();
  // jsii-diff also exits with 0 if it could not load the release.
  return { passed: status === 0 && !text.includes('Skipping analysis'), text };
}

function main(): void {
  const { values: { released } } = parseArgs({ options: { released: { type: 'string' } } });
  const version = released === undefined ? releasedVersion(spawnSync('npm', ['view', PACKAGE, 'version', '--json'], { encoding: 'utf8' }).stdout) : undefined;
  if (released === undefined && version === undefined) {
    console.log(`There is no release of ${PACKAGE} on npm yet: nothing to compare.`);
    return;
  }
  const base = released ?? `npm:${PACKAGE}@${version}`;
  const { passed, text } = compareApis(base, ROOT, join(ROOT, '.compatignore'));
  if (text !== '') console.log(text);
  console.log(passed
    ? `The stable API is compatible with ${base}.`
    : 'The stable API is not compatible with the last release: deprecate first, or list the keys in .compatignore for a new minor version (docs/releases.md).');
  if (!passed) process.exitCode = 1;
}

if (require.main === module) main();
