import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '..', '..', 'docs', 'contributing');

/** Rows such as `| Step | [account.ts](../../src/…/account.ts) | \`settle\`, \`checkState\` |`. */
const rows = [...readFileSync(join(FOLDER, 'walkthrough.md'), 'utf8').matchAll(/^\|.*\| \[[^\]]+\]\(([^)]+)\) \| (`.*`) \|$/gm)]
  .map(([, path, functions]) => ({ path, functions: [...functions.matchAll(/`(\w+)`/g)].map(([, name]) => name) }));

test.each(rows)('docs/contributing/walkthrough.md names functions that are in $path: $functions', ({ path, functions }) => {
  const text = readFileSync(join(FOLDER, path), 'utf8');
  expect(functions.filter((name) => !definition(name).test(text))).toEqual([]);
});

test('docs/contributing/walkthrough.md has rows with functions', () => {
  expect(rows.length).toBeGreaterThan(20);
});

/** A function, a class, a constructor, or a method at the indentation of a member. */
function definition(name: string): RegExp {
  return new RegExp(`(function|class) ${name}\\b|^ {2}((public|private|async|static) )*${name}\\(`, 'm');
}
