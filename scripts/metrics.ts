/**
 * Measures how the source code is laid out: lengths of files, sizes of folders, cycles of imports, and how many types of the handler a
 * reader has to know. `npm run metrics` prints the figures; they are for a comparison of two commits, and nothing fails.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { cycles, nameOf, SOURCE, sourceFiles, valueImports } from '../test/source-files/value-imports';

/** Files of at most this many lines are fragments where only one other file imports them. */
const SHORT = 30;
const LARGEST_FOLDER = 15;

interface SourceFile {
  readonly name: string;
  readonly text: string;
  readonly lines: number;
}

const files: SourceFile[] = sourceFiles()
  .filter((file) => !file.endsWith('.generated.ts'))
  .map((file) => ({ name: nameOf(file), text: readFileSync(file, 'utf8') }))
  .map((file) => ({ ...file, lines: file.text.split('\n').length - 1 }));
const importers = importersOf(files);

const lengths = files.map(({ lines }) => lines).sort((a, b) => a - b);
const short = files.filter(({ name, lines }) => lines <= SHORT && basename(name) !== 'index.ts');
const fragments = short.filter(({ name }) => (importers.get(name)?.size ?? 0) <= 1);
const folders = foldersOf(SOURCE).sort((a, b) => b.count - a.count);
const types = sharedTypes(files.filter(({ name }) => name.startsWith('handler/')));

const rows: [string, string | number][] = [
  ['source files', files.length],
  ['lines in all', lengths.reduce((sum, each) => sum + each, 0)],
  ['median length of a file, lines', quantile(lengths, 0.5)],
  ['90th percentile', quantile(lengths, 0.9)],
  [`files of at most ${SHORT} lines, index files aside`, short.length],
  ['of these with one importer or none', fragments.length],
  ['largest flat folder', `${folders[0].name}, ${folders[0].count} files`],
  [`folders with more than ${LARGEST_FOLDER} files`, folders.filter(({ count }) => count > LARGEST_FOLDER).length],
  ['cycles of value imports', cycles(valueImports(sourceFiles())).length],
  ['types of the handler that two or more of its files import', types.length],
];
for (const [label, value] of rows) console.log(`${label.padEnd(60)}${typeof value === 'number' ? value.toLocaleString('en') : value}`);
if (process.argv.includes('--list')) {
  console.log(`\nFolders with more than ${LARGEST_FOLDER} files:`);
  for (const { name, count } of folders.filter(({ count: size }) => size > LARGEST_FOLDER)) console.log(`  ${String(count).padStart(3)}  ${name}`);
  console.log(`\nShort files with one importer:\n  ${fragments.map(({ name }) => name).join('\n  ')}`);
  console.log(`\nTypes of the handler:\n  ${types.join('\n  ')}`);
}

/** By the name of a file the files that import it, types included. */
function importersOf(all: readonly SourceFile[]): Map<string, Set<string>> {
  const names = new Set(all.map(({ name }) => name));
  const found = new Map<string, Set<string>>();
  for (const { name, text } of all) {
    for (const [, path] of text.matchAll(/from '(\.[^']*)'/g)) {
      const target = [`${join(dirname(name), path)}.ts`, join(dirname(name), path, 'index.ts')].find((each) => names.has(each));
      if (target) found.set(target, (found.get(target) ?? new Set()).add(name));
    }
  }
  return found;
}

function foldersOf(folder: string): { name: string; count: number }[] {
  const entries = readdirSync(folder).map((entry) => join(folder, entry));
  const inside = entries.filter((entry) => statSync(entry).isDirectory());
  const count = entries.filter((entry) => entry.endsWith('.ts') && basename(entry) !== 'index.ts').length;
  return [{ name: nameOf(folder) || 'src', count }, ...inside.flatMap(foldersOf)];
}

/** Exported types, interfaces and classes whose name two or more other files of the same set use. */
function sharedTypes(all: readonly SourceFile[]): string[] {
  const exported = all.flatMap(({ name, text }) => [...text.matchAll(/^export (?:abstract )?(?:interface|class|type) (\w+)/gm)].map(([, type]) => ({ name, type })));
  return exported.filter(({ name, type }) => all.filter((file) => file.name !== name && new RegExp(`\\b${type}\\b`).test(file.text)).length >= 2)
    .map(({ type }) => type).sort();
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.floor((sorted.length - 1) * share)];
}
