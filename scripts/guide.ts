/**
 * Runs the code and the commands of the pages in docs/guide, and writes the output of each command into its page; lists the messages
 * and the limits of the code on their pages.
 *
 * Usage: npx tsx scripts/guide.ts [PAGE.md …]
 */
import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { LIMITS, withLimits } from './guide/limits';
import { organizationIn, organizationOf, snapshotsOf } from './guide/organizations';
import { GUIDE, readPage, withOutputs } from './guide/page';
import { PageRun } from './guide/page-run';
import { TROUBLESHOOTING, withMessages } from './guide/troubleshooting';

async function main(names: readonly string[]): Promise<void> {
  for (const name of names) {
    const generated = { [TROUBLESHOOTING]: withMessages, [LIMITS]: withLimits }[name];
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

const given = process.argv.slice(2);
void main(given.length > 0 ? given : readdirSync(GUIDE).filter((name) => name.endsWith('.md')));
