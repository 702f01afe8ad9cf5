/**
 * Measures the prose of the project after its style guide: phrases that are banned, how docstrings begin, and the length of sentences.
 * `npm run prose` prints the counts, `npm run prose -- --list` every place, `npm run prose -- docs src/handler` those below some paths.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { docstringOpeners } from './prose/docstrings';
import { bannedPhrases, type Finding } from './prose/phrases';
import { sentences, wordsOf } from './prose/sentences';

const ROOT = join(__dirname, '..');
const ALL = ['README.md', 'CONTRIBUTING.md', 'docs', 'src', 'test', 'scripts', 'examples'];
/** Written by scripts from code or from observed output, or lists of names. */
const GENERATED = /\.generated\.|docs\/review\/|docs\/coverage|node_modules|cdk\.out/;
/** The rules themselves hold what they ban. */
const RULES = /^(scripts\/prose\/|test\/scripts\/prose)/;
const LONGEST_SENTENCE = 25;

const { values: { list }, positionals } = parseArgs({ allowPositionals: true, options: { list: { type: 'boolean', default: false } } });
const files = (positionals.length > 0 ? positionals : ALL).flatMap((path) => filesBelow(join(ROOT, path)))
  .filter((file) => /\.(ts|md)$/.test(file) && !GENERATED.test(file))
  .map((file) => ({ name: relative(ROOT, file), text: readFileSync(file, 'utf8') }))
  .filter(({ name }) => !RULES.test(name));

const phrases = files.flatMap(({ name, text }) => bannedPhrases(name, text));
const openers = files.filter(({ name }) => name.endsWith('.ts')).flatMap(({ name, text }) => docstringOpeners(name, text));
const pages = files.filter(({ name }) => name.endsWith('.md')).map(({ name, text }) => ({ name, lengths: sentences(text).map(wordsOf) }));

print('Banned phrases', phrases);
print('Docstrings that begin with “What …” or the like', openers);
console.log('Sentences of pages');
for (const { name, lengths } of pages.filter(({ lengths: each }) => each.length > 0)) {
  const long = lengths.filter((length) => length > LONGEST_SENTENCE).length;
  if (list || average(lengths) > 20) console.log(`  ${name.padEnd(50)}${average(lengths).toFixed(1).padStart(6)} words on average, ${long} of ${lengths.length} longer than ${LONGEST_SENTENCE}`);
}
const all = pages.flatMap(({ lengths }) => lengths);
if (all.length > 0) console.log(`  ${'all pages'.padEnd(50)}${average(all).toFixed(1).padStart(6)} words on average, ${all.filter((length) => length > LONGEST_SENTENCE).length} of ${all.length} longer than ${LONGEST_SENTENCE}`);

function print(title: string, findings: readonly Finding[]): void {
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

function average(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
}
