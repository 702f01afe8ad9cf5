import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PullRequest } from './pull-requests';
import { recordedOrganization } from './recorded-organization';
import { synthesizeExample } from '../../test/end-to-end/example';

const ROOT = join(__dirname, '..', '..');

/**
 * Reviews a pull request on the example.
 * @param folder for `review.md` and `review.json`
 * @returns the file of the page, in the work folder
 */
export function review({ name, title, base, head, records }: PullRequest, work: string, folder: string): string {
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
