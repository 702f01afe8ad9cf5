import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { coveragePage } from './coverage-page/page';

/**
 * Writes docs/coverage.md: each operation of AWS Organizations and each construct, with what simulates, calls, shows and proves it.
 *
 * Usage: npx tsx scripts/coverage.ts
 */
async function main(): Promise<void> {
  const { text, operations, missingReasons, unusedReasons } = await coveragePage();
  writeFileSync(join(__dirname, '..', 'docs', 'coverage.md'), text);
  const simulated = operations.filter(({ isSimulated }) => isSimulated).length;
  console.log(`docs/coverage.md: ${operations.length} operations, ${simulated} simulated`);
  missingReasons.forEach((key) => console.log(`No reason for an empty cell (given: ${key}). Add it to scripts/coverage-page/reasons.ts.`));
  unusedReasons.forEach((key) => console.log(`A reason that no cell needs (given: ${key}). Remove it from scripts/coverage-page/reasons.ts.`));
}

void main();
