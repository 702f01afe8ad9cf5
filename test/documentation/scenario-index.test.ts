import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const TESTS = join(__dirname, '..');
const SCENARIOS = join(TESTS, 'proofs', 'scenarios');

const page = readFileSync(join(TESTS, '..', 'docs', 'proofs.md'), 'utf8');
const [, section = ''] = /^## Scenarios$([\s\S]*?)^## /m.exec(page) ?? [];
const rows = [...section.matchAll(/^\| (\d+) \| .* \| (.*) \|$/gm)].map(([, number, tests]) => ({
  number: Number(number), files: [...tests.matchAll(/`([\w/-]+\.test\.ts)`/g)].map(([, file]) => file),
}));

/** The scenarios that the names of tests begin with. */
function numbersIn(source: string): number[] {
  return [...new Set([...source.matchAll(/^ *(?:describe|test)\b.*?['`](\d+)\. /gm)].map(([, number]) => Number(number)))];
}

test('the index of scenarios has each number once, in order', () => {
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 36 }, (_, index) => index + 1));
});

test('the index of scenarios names test files that exist', () => {
  const files = rows.flatMap((row) => row.files);
  expect(files.filter((file) => !existsSync(file.includes('/') ? join(TESTS, file) : join(SCENARIOS, file)))).toEqual([]);
});

test('the index of scenarios leads from each number in the name of a test to its file', () => {
  const numbered = readdirSync(SCENARIOS).flatMap((file) => (
    numbersIn(readFileSync(join(SCENARIOS, file), 'utf8')).map((number) => ({ file, number }))));
  expect(numbered.length).toBeGreaterThan(0);
  expect(numbered.filter(({ file, number }) => !rows.some((row) => row.number === number && row.files.includes(file)))).toEqual([]);
});

test('numbers are found in names of tests and of groups', () => {
  expect(numbersIn('describe.each(CASES)(\'34. In a mode\', () => {\n  test(`7. One`, () => {});\n  test(\'8 units\', () => {});\n')).toEqual([34, 7]);
});
