import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { organizationIn, organizationOf, snapshotsOf } from '../../scripts/guide/organizations';
import { isShown, pagesWithOutput, readPage, type Stale, withOutputs } from '../../scripts/guide/page';
import { PageRun } from '../../scripts/guide/page-run';
import { isNight } from '../proofs/support/proof-runs';

/** Each takes twenty seconds of processor. */
const BY_NIGHT = ['day-two.md', 'everyday-tasks.md'];
const PAGES = pagesWithOutput().filter((name) => isNight() || !BY_NIGHT.includes(name));

let folder: string;
let runs: Readonly<Record<string, readonly Stale[]>>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guide-'));
  // Most of the time goes into processes of the CLI, so that pages run side by side.
  runs = Object.fromEntries(await Promise.all(PAGES.map(async (name) => [name, await runOf(name)])));
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function runOf(name: string): Promise<Stale[]> {
  return new PageRun(readPage(name), subfolder(name), await organizationOf(name)).run();
}

function subfolder(name: string): string {
  return mkdirSync(join(folder, name), { recursive: true })!;
}

test.each(PAGES)('code and output of docs/guide/%s are those of a run: after a change, run "npx tsx scripts/guide.ts"', (name) => {
  expect(runs[name]).toEqual([]);
});

test('the example of adopt.md has the snapshot that the page takes: after a change, run "npx tsx scripts/guide.ts adopt.md"', () => {
  const { taken, example } = snapshotsOf('adopt.md', join(folder, 'adopt.md'))!;
  expect(organizationIn(taken)).toBeDefined();
  expect(organizationIn(example)).toEqual(organizationIn(taken));
});

test('a page is run if it shows the output of a command', () => {
  expect(pagesWithOutput()).toContain('getting-started.md');
  expect(pagesWithOutput()).not.toContain('fleets.md');
});

const PAGE = `
\`\`\`ts
// bin/app.ts
import { App, Stack } from 'aws-cdk-lib';
import { Organization, OrganizationalUnit } from 'cdk-aws-organizations';

const { root } = new Organization(new Stack(new App(), 'Landing'), 'Organization');
new OrganizationalUnit(root, 'Unit', { parent: root, organizationalUnitName: 'Workloads' });
\`\`\`

\`\`\`console
$ npx cdk synth --quiet
$ npx cdk-org graph --format mermaid
…
  n0 --> n1["Workloads"]
\`\`\`
`;

test('an output that the code of its page no longer has is found', async () => {
  const renamed = PAGE.replace("organizationalUnitName: 'Workloads'", "organizationalUnitName: 'Sandbox'");
  expect(await new PageRun(PAGE, subfolder('page')).run()).toEqual([]);
  expect(await new PageRun(renamed, subfolder('renamed')).run()).toEqual([expect.objectContaining({ command: 'npx cdk-org graph --format mermaid' })]);
});

test('a changed output is written into its page', async () => {
  const stale = PAGE.replace('n1["Workloads"]', 'n1["Sandbox"]').replaceAll('…\n', '');
  const written = withOutputs(stale, await new PageRun(stale, subfolder('stale')).run());
  expect(written).toContain('n1["Workloads"]');
  expect(written).not.toContain('Sandbox');
  expect(await new PageRun(written, subfolder('written')).run()).toEqual([]);
});

test.each([
  [['one', 'two'], ['one', 'two'], true],
  [['one'], ['one', 'two'], false],
  [['…', 'two'], ['one', 'one', 'two'], true],
  [['one', '…', 'three', '…'], ['one', 'two', 'three'], true],
  [['one', '…', 'four'], ['one', 'two', 'three'], false],
  [['in … units (all)'], ['in 3 units (all)'], true],
  [['in … units (all)'], ['in 3 units (some)'], false],
  [['API calls  5: 2 writing, 3 reading', '  0:09.5  Done'], ['API calls  6: 2 writing, 4 reading', ' 10:00.1  Done'], true],
  [['API calls  5: 2 writing, 3 reading'], ['API calls  5: 1 writing, 4 reading'], false],
])('an output that a page shows as %j is that of %j: %s', (shown, output, expected) => {
  expect(isShown(shown, output)).toBe(expected);
});
