/**
 * Writes docs/contributing/dependencies.md: each package with its license and reason, and what is written here although libraries do it.
 * Exit code 1 if a reason is missing or left over, or if a license is not allowed.
 *
 * Usage: npx tsx scripts/dependencies.ts
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dependenciesPage } from './dependencies/page';

const { text, problems } = dependenciesPage();
writeFileSync(join(__dirname, '..', 'docs', 'contributing', 'dependencies.md'), text);
problems.forEach((problem) => console.error(problem));
process.exitCode = problems.length > 0 ? 1 : 0;
