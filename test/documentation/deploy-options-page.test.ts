import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const read = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8');
const TABLE = read('docs', 'guide', 'deploy-options.md').split('\n').filter((line) => line.startsWith('| `'));
const SCENARIOS = ['deploy-options', 'express'].map((name) => read('test', 'proofs', 'scenarios', `${name}.test.ts`)).join('\n');
/** The names of all tests, without the parts in which the cases of a table differ. */
const NAMES = [...SCENARIOS.matchAll(/^ {2}test(?:\.each\(.*?\))?\('([^']+)'/gm)].map(([, name]) => name);

test('each option on the page of deploy options names a scenario that rehearses it', () => {
  const named = TABLE.map((row) => row.split(' | ').at(-1)!.replace(/ \|$/, ''));
  expect(named.length).toBeGreaterThanOrEqual(13);
  const missing = named.filter((text) => !/^the (same test|tests of `--express`)$/.test(text))
    .filter((text) => !NAMES.some((name) => name.startsWith(text.replaceAll('`', ''))));
  expect(missing).toEqual([]);
});
