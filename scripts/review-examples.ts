/**
 * Writes docs/review: five pull requests on the landing-zone example, each as `cdk-org diff --rehearse` shows it, in Markdown and JSON,
 * and its page as a picture where there is a Chromium; and what drift says of the example
 * after changes by hand. One of them replays recorded calls, which lie beside it. `.ci/run` runs it without pictures and compares.
 *
 * Usage: npx tsx scripts/review-examples.ts [NAME…] [--no-pictures]
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { driftExample } from './review-examples/drift';
import { pictureOf } from './review-examples/picture';
import { PULL_REQUESTS } from './review-examples/pull-requests';
import { review } from './review-examples/review';
import { cleanUp } from '../test/end-to-end/example';
import { createTemporaryFolder, removeTemporaryFolder } from '../test/support/temporary-folder';

const ROOT = join(__dirname, '..');
const WORK = join(ROOT, 'tmp', 'review-examples');

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
    const page = review(pullRequest, join(WORK, pullRequest.name), join(ROOT, 'docs', 'review', pullRequest.name));
    await show(pullRequest.name, page, pullRequest.records && '#replay');
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
