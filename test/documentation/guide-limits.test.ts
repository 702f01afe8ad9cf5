import { readdirSync } from 'node:fs';
import { LIMITS, withLimits } from '../../scripts/guide/limits';
import { GUIDE, readPage } from '../../scripts/guide/page';

test('docs/guide/limits.md has the numbers of the code: after a change, run "npx tsx scripts/guide.ts limits.md"', () => {
  const page = readPage(LIMITS);
  expect(page).toContain('<!-- table: quotas -->');
  expect(withLimits(page)).toBe(page);
});

test('a number that the code does not have any more is found', () => {
  const page = readPage(LIMITS);
  expect(withLimits(page.replace('| `organizationalUnitDepth` | 5 |', '| `organizationalUnitDepth` | 4 |'))).toBe(page);
});

test('the index names every page of the guide', () => {
  const index = readPage('README.md');
  const pages = readdirSync(GUIDE).filter((name) => name.endsWith('.md') && name !== 'README.md');
  expect(pages.filter((name) => !index.includes(`](${name})`))).toEqual([]);
});
