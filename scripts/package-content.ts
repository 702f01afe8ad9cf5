/**
 * Lists what the package for npm holds, with sizes and reasons. Exit code 1 if something is unexpected, missing or too large, or if code
 * imports a file that is not in the package.
 *
 *   npx projen bundle && npx projen compile && npx tsx scripts/package-content.ts
 *   npx tsx scripts/package-content.ts --page     # writes docs/contributing/package-content.md
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { contentProblems, deadImports, kilobytes, type Packed, sizes } from './package-content/check';
import { packageContentPage } from './package-content/page';

const ROOT = join(__dirname, '..');

function main(): void {
  const { values: { page } } = parseArgs({ options: { page: { type: 'boolean', default: false } } });
  if (page) {
    writeFileSync(join(ROOT, 'docs', 'contributing', 'package-content.md'), packageContentPage());
    return;
  }
  const packed = readPacked(execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, stdio: ['ignore', 'pipe', 'ignore'],
  }));
  for (const [{ path, limit, reason }, bytes] of sizes(packed)) {
    console.log(`${kilobytes(bytes).padStart(9)} of ${limit.toString().padStart(6)} kB  ${path.padEnd(34)} ${reason}`);
  }
  console.log(`${packed.files.length} files, ${kilobytes(packed.unpackedSize)} kB unpacked, ${kilobytes(packed.size)} kB packed`);
  const problems = [...contentProblems(packed), ...deadImports(packed.files.map(({ path }) => path), (path) => readFileSync(join(ROOT, path), 'utf8'))];
  problems.forEach((problem) => console.error(problem));
  if (problems.length > 0) process.exitCode = 1;
}

/** Older versions of npm answer with a list, newer ones with an object by the name of the package. */
function readPacked(json: string): Packed {
  const [packed] = Object.values(JSON.parse(json) as Readonly<Record<string, Packed>>);
  return packed;
}

main();
