/**
 * Runs the code and the commands of the pages in docs/guide, and writes the output of each command into its page; lists the messages
 * and the limits of the code on their pages.
 *
 * Usage: npx tsx scripts/guide.ts [PAGE.md …]
 */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { LIMITS, withLimits } from './guide/limits';
import { organizationIn, organizationOf, snapshotsOf } from './guide/organizations';
import { GUIDE, pagesWithOutput, readPage, withOutputs } from './guide/page';
import { PageRun } from './guide/page-run';
import { TROUBLESHOOTING, withMessages } from './guide/troubleshooting';

async function main(names: readonly string[]): Promise<void> {
  const generatedPages: Readonly<Record<string, (page: string) => string>> = { [TROUBLESHOOTING]: withMessages, [LIMITS]: withLimits };
  const known = [...pagesWithOutput(), ...Object.keys(generatedPages)];
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`No page of docs/guide with an output (given: ${unknown.join(', ')}). Give ${known.join(', ')}; or nothing, for all.`);
  for (const name of names.length > 0 ? names : known) {
    const generated = generatedPages[name];
    if (generated) {
      writeFileSync(join(GUIDE, name), generated(readPage(name)));
      continue;
    }
    const folder = mkdtempSync(join(tmpdir(), 'guide-'));
    try {
      const page = readPage(name);
      const stale = await new PageRun(page, folder, await organizationOf(name)).run();
      writeFileSync(join(GUIDE, name), withOutputs(page, stale));
      const snapshots = snapshotsOf(name, folder);
      if (snapshots && !isDeepStrictEqual(organizationIn(snapshots.taken), organizationIn(snapshots.example))) {
        copyFileSync(snapshots.taken, snapshots.example);
      }
      console.log(`${name}: ${stale.length} outputs are written`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
