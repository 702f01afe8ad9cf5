/**
 * Measures the prose of the project after its style guide: phrases that are banned, how docstrings begin, and the length of sentences.
 *
 * `npm run prose` prints the counts, `npm run prose -- --list` every place, `npm run prose -- docs src/handler` those below some paths.
 * `npm run prose -- --check` lists the places that the style does not accept, and fails if there are any.
 * `npm test` runs it beside the lint.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { average, measureProse, MOST_WORDS_ON_AVERAGE, proseProblems, type Prose } from './prose/measure';
import type { Finding } from './prose/phrases';

const ROOT = join(__dirname, '..');
const ALL = ['README.md', 'CONTRIBUTING.md', 'docs', 'src', 'test', 'scripts', 'examples'];
/** Written by scripts from code or from observed output, or lists of names. */
const GENERATED = /\.generated\.|docs\/review\/|docs\/api\/|docs\/coverage|node_modules|cdk\.out/;
/** The rules themselves hold what they ban. */
const RULES = /^(scripts\/prose\/|test\/scripts\/prose)/;
const LONGEST_SENTENCE = 25;

const { values: { check, list }, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: 'boolean', default: false }, list: { type: 'boolean', default: false } },
});
const files = (positionals.length > 0 ? positionals : ALL).flatMap((path) => filesBelow(join(ROOT, path)))
  .filter((file) => /\.(ts|md)$/.test(file) && !GENERATED.test(file))
  .map((file) => ({ name: relative(ROOT, file).replaceAll('\\', '/'), text: readFileSync(file, 'utf8') }))
  .filter(({ name }) => !RULES.test(name));

const prose = measureProse(files);
if (check) printProblems(prose);
else printCounts(prose);

function printProblems(measured: Prose): void {
  const problems = proseProblems(measured);
  if (problems.length === 0) return;
  problems.forEach((problem) => console.error(problem));
  console.error(`${problems.length} places are not in the style of this project: scripts/prose/phrases.ts has other words.`);
  process.exitCode = 1;
}

function printCounts({ phrases, openers, pages }: Prose): void {
  printFindings('Banned phrases', phrases);
  printFindings('Docstrings that begin with “What …” or the like', openers);
  console.log('Sentences of pages');
  for (const { name, lengths } of pages) {
    if (list || average(lengths) > MOST_WORDS_ON_AVERAGE) printLengths(name, lengths);
  }
  const all = pages.flatMap(({ lengths }) => lengths);
  if (all.length > 0) printLengths('all pages', all);
}

function printLengths(name: string, lengths: readonly number[]): void {
  const long = lengths.filter((length) => length > LONGEST_SENTENCE).length;
  console.log(`  ${name.padEnd(50)}${average(lengths).toFixed(1).padStart(6)} words on average, ${long} of ${lengths.length} longer than ${LONGEST_SENTENCE}`);
}

function printFindings(title: string, findings: readonly Finding[]): void {
  console.log(`${title}: ${findings.length}`);
  const counts = new Map<string, number>();
  for (const { phrase } of findings) counts.set(phrase, (counts.get(phrase) ?? 0) + 1);
  for (const [phrase, count] of [...counts].sort(([, a], [, b]) => b - a)) console.log(`  ${String(count).padStart(4)}  ${phrase}`);
  if (list) for (const { file, line, phrase } of findings) console.log(`  ${file}:${line}  ${phrase}`);
}

function filesBelow(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path).filter((entry) => entry !== 'node_modules').flatMap((entry) => filesBelow(join(path, entry)));
}
