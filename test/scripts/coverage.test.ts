import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ReasonLookup } from '../../scripts/coverage-page/markdown';
import type { CoveragePage } from '../../scripts/coverage-page/page';
import { REASONS } from '../../scripts/coverage-page/reasons';
import { CHANGE_KINDS } from '../../src/report/changes/change-text';

const SCRIPT = join(__dirname, '..', '..', 'scripts', 'coverage.ts');

let page: CoveragePage;

beforeAll(() => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', 'tsx/cjs', SCRIPT, '--json'], {
    encoding: 'utf8', maxBuffer: 64_000_000, env: { ...process.env, TSX_DISABLE_CACHE: '1', NODE_NO_WARNINGS: '1' },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  page = JSON.parse(stdout) as CoveragePage;
}, 300_000);

test('docs/coverage.md is up to date: after a change, run "npx tsx scripts/coverage.ts"', () => {
  const written = readFileSync(join(__dirname, '..', '..', 'docs', 'coverage.md'), 'utf8').split('\n');
  const derived = page.text.split('\n');
  const differing = derived.findIndex((line, index) => line !== written[index]);
  expect({ line: differing + 1, text: written[differing] }).toEqual({ line: differing + 1, text: derived[differing] });
  expect(written).toHaveLength(derived.length);
});

test('no cell of docs/coverage.md is empty without a reason, and no reason in scripts/coverage-page/reasons.ts is left over', () => {
  expect({ missing: page.missingReasons, unused: page.unusedReasons }).toEqual({ missing: [], unused: [] });
  expect(page.text).not.toMatch(/\| *\|/);
});

test('the simulator answers each of the 63 operations of the model, and a test of the simulator names each', () => {
  const simulated = page.operations.filter(({ isSimulated }) => isSimulated);
  expect([simulated.length, page.operations.length]).toEqual([63, 63]);
  expect(simulated.filter(({ simulator, test: file }) => simulator === undefined || file === undefined)).toEqual([]);
});

test('each operation that a method of a port sends is called by a handler or another part of the library', () => {
  const sent = page.operations.filter(({ methods }) => methods.length > 0);
  expect(sent.length).toBeGreaterThanOrEqual(38);
  expect(sent.filter(({ handlerFiles, otherFiles }) => handlerFiles.length + otherFiles.length === 0)).toEqual([]);
});

test('each operation that a handler calls is interrupted by the crash points', () => {
  const handled = page.operations.filter(({ handlerFiles }) => handlerFiles.length > 0);
  const rows = handled.map(({ name }) => page.text.split('\n').find((line) => line.startsWith(`| \`${name}\` |`)));
  expect(rows.filter((row) => !row?.includes('crash points of'))).toEqual([]);
});

test('a kind of change that a reason names exists', () => {
  const named = Object.values(REASONS).flatMap((reason) => [...reason.matchAll(/`(\w+(?:Changed|Allowed))`/g)].map(([, kind]) => kind));
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((kind) => !(CHANGE_KINDS as readonly string[]).includes(kind))).toEqual([]);
});

test('a missing reason shows in its cell, and a reason that no cell needs is reported', () => {
  const reasons = new ReasonLookup({ 'Account.RoleName': 'first', '*.Reconcile': 'second', 'Gone.Name': 'third' });
  expect([reasons.of('Account.RoleName', '*.RoleName'), reasons.of('Account.Reconcile', '*.Reconcile')]).toEqual(['first', 'second']);
  expect(reasons.of('Account.Name', '*.Name')).toBe('**no reason given** for `Account.Name`');
  expect([reasons.missing, reasons.unused]).toEqual([['Account.Name'], ['Gone.Name']]);
});
