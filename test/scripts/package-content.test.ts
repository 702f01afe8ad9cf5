import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentProblems, deadImports, entryOf, type Packed } from '../../scripts/package-content/check';
import { ENTRIES } from '../../scripts/package-content/entries';
import { packageContentPage } from '../../scripts/package-content/page';

const ROOT = join(__dirname, '..', '..');
const SMALL = [{ path: 'lib/', reason: 'Code', limit: 2 }, { path: 'lib/model/', reason: 'Model', limit: 1 }, { path: 'README.md', reason: 'Page', limit: 1 }];

function packed(files: Readonly<Record<string, number>>): Packed {
  const total = Object.values(files).reduce((sum, size) => sum + size, 0);
  return { size: total, unpackedSize: total, files: Object.entries(files).map(([path, size]) => ({ path, size })) };
}

test('a package with the expected entries below their limits has no problems', () => {
  expect(contentProblems(packed({ 'lib/index.js': 2_000, 'lib/model/index.js': 1_000, 'README.md': 1 }), SMALL)).toEqual([]);
});

test('a file without an entry, a missing entry and an entry above its limit are problems, and a longer path decides', () => {
  const [unexpected, missing, tooLarge, ...others] = contentProblems(packed({ 'lib/index.js': 1, 'lib/model/index.js': 1_001, '.env': 1 }), SMALL);
  expect(unexpected).toContain('.env is not expected in the package.');
  expect(missing).toContain('README.md is missing in the package.');
  expect(tooLarge).toContain('lib/model/ is too large (given: 1.0 kB, limit: 1 kB).');
  expect(others).toEqual([]);
});

test('the limits of the whole package hold too', () => {
  const problems = contentProblems({ ...packed({ 'lib/a.js': 1, 'lib/model/a.js': 1, 'README.md': 1 }), size: 1e9, unpackedSize: 1e9 }, SMALL);
  expect(problems.map((problem) => problem.slice(0, 30))).toEqual(['The unpacked package is too la', 'The tarball is too large (give']);
});

test.each([
  ['lib/index.js', { 'lib/index.js': 'const a = require("./a"); exports.b = require("aws-cdk-lib");', 'lib/a.js': 'require("./gone")' }, ['lib/a.js imports ./gone']],
  ['lib/index.d.ts', { 'lib/index.d.ts': 'export * from \'./types\';', 'lib/types/index.d.ts': 'type A = import("../gone").A;' }, ['lib/types/index.d.ts imports ../gone']],
  ['a file that nothing loads', { 'lib/index.js': '/** from \'./example\' */', 'lib/unused.js': 'require("./gone")' }, []],
])('an import that leads to no file of the package is found below %s', (_, files: Readonly<Record<string, string>>, expected) => {
  const found = deadImports(Object.keys(files), (path) => files[path]);
  expect(found.map((problem) => problem.split(',')[0])).toEqual(expected);
});

test('the room of the report, which is only in bundles, has no entry, and the model has', () => {
  expect(entryOf('lib/report/index.js')).toBeUndefined();
  expect(entryOf('lib/model/organization.js')?.path).toBe('lib/model/');
});

test('each entry has a reason, and docs/contributing/package-content.md says it', () => {
  expect(ENTRIES.filter(({ reason }) => reason.length < 5)).toEqual([]);
  expect(readFileSync(join(ROOT, 'docs', 'contributing', 'package-content.md'), 'utf8')).toBe(packageContentPage());
});
