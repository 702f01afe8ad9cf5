import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { coveragePage } from './coverage-page/page';

/**
 * Writes docs/coverage.md: each operation of AWS Organizations and each construct, with what simulates, calls, shows and proves it.
 *
 * Usage: npx tsx scripts/coverage.ts
 *
 * With --json it writes no file, and prints the page as JSON (`CoveragePage`). The test runs it in a process of its own, where it takes a
 * fifth of the time that it takes inside of jest.
 */
async function main(): Promise<void> {
  const page = await coveragePage();
  if (process.argv.includes('--json')) {
    process.stdout.write(JSON.stringify(page));
    return;
  }
  const { text, operations, missingReasons, unusedReasons } = page;
  writeFileSync(join(__dirname, '..', 'docs', 'coverage.md'), text);
  const simulated = operations.filter(({ isSimulated }) => isSimulated).length;
  console.log(`docs/coverage.md: ${operations.length} operations, ${simulated} simulated`);
  missingReasons.forEach((key) => console.log(`No reason for an empty cell (given: ${key}). Add it to scripts/coverage-page/reasons.ts.`));
  unusedReasons.forEach((key) => console.log(`A reason that no cell needs (given: ${key}). Remove it from scripts/coverage-page/reasons.ts.`));
}

void main();
