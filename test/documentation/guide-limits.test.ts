import { LIMITS, withLimits } from '../../scripts/guide/limits';
import { readPage } from '../../scripts/guide/page';

test('docs/guide/limits.md has the numbers of the code: after a change, run "npx tsx scripts/guide.ts limits.md"', () => {
  const page = readPage(LIMITS);
  expect(page).toContain('<!-- table: quotas -->');
  expect(withLimits(page)).toBe(page);
});

test('a number that the code does not have any more is found', () => {
  const page = readPage(LIMITS);
  expect(withLimits(page.replace('| `organizationalUnitDepth` | 5 |', '| `organizationalUnitDepth` | 4 |'))).toBe(page);
});
