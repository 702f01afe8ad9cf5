/**
 * Writes docs/review: five pull requests on the landing-zone example, each as `cdk-org diff --rehearse` shows it, in Markdown and JSON,
 * and its page as a picture where there is a Chromium; and what drift says of the example
 * after changes by hand. One of them replays recorded calls, which lie beside it. `.ci/run` runs it without pictures and compares.
 *
 * Usage: npx tsx scripts/review-examples.ts [NAME…] [--no-pictures]
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { driftExample } from './review-examples/drift';
import { pictureOf } from './review-examples/picture';
import { PULL_REQUESTS, type PullRequest } from './review-examples/pull-requests';
import { recordedOrganization } from './review-examples/recorded-organization';
import { cleanUp, synthesizeExample } from '../test/end-to-end/example';
import { createTemporaryFolder, removeTemporaryFolder } from '../test/support/temporary-folder';

const ROOT = join(__dirname, '..');
const WORK = join(ROOT, 'tmp', 'review-examples');

/** @returns the file of the page. */
function review({ name, title, base, head, records }: PullRequest): string {
  const work = join(WORK, name);
  const folder = join(ROOT, 'docs', 'review', name);
  for (const each of [work, folder]) mkdirSync(each, { recursive: true });
  // Under short names, since reports say where the code lies.
  cpSync(synthesizeExample(...base), join(work, 'base'), { recursive: true });
  cpSync(synthesizeExample(...head), join(work, 'head'), { recursive: true });
  const recorded = records && recordedOrganization(work, folder, records);
  const { status } = spawnSync(process.execPath, [
    join(ROOT, 'bin', 'cdk-org'), 'diff', 'base', 'head', '--rehearse', '--title', title,
    ...(recorded ? ['--organization', recorded.organization, '--replay', recorded.trail] : []),
    '--output', join(folder, 'review.md'), join(folder, 'review.json'), 'review.html',
  ], { cwd: work, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`The review of ${name} failed with exit code ${status}`);
  withoutDigest(join(folder, 'review.json'));
  return join(work, 'review.html');
}

/** The digest changes with each change of the handlers. */
function withoutDigest(file: string): void {
  const { digest: _digest, ...rest } = JSON.parse(readFileSync(file, 'utf8')) as { readonly digest?: string };
  writeFileSync(file, `${JSON.stringify(rest, undefined, 2)}\n`);
}

async function show(name: string, page: string, hash = ''): Promise<void> {
  if (!process.argv.includes('--no-pictures')) await pictureOf(page, join(ROOT, 'docs', 'review', name, 'screenshot.png'), hash);
  console.log(`docs/review/${name}`);
}

async function main(): Promise<void> {
  createTemporaryFolder();
  rmSync(WORK, { recursive: true, force: true });
  const given = process.argv.slice(2).filter((each) => !each.startsWith('--'));
  const isWanted = (name: string) => given.length === 0 || given.includes(name);
  for (const pullRequest of PULL_REQUESTS.filter(({ name }) => isWanted(name))) {
    await show(pullRequest.name, review(pullRequest), pullRequest.records && '#replay');
  }
  if (isWanted('drift')) await show('drift', driftExample(join(WORK, 'drift'), join(ROOT, 'docs', 'review', 'drift')));
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
}).finally(() => {
  cleanUp();
  removeTemporaryFolder();
});
