import { posix } from 'node:path';
import { ENTRIES, type Entry, TARBALL_LIMIT, TOTAL_LIMIT } from './entries';

export interface PackedFile {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

/** A package as `npm pack --json` describes it. */
export interface Packed {
  /** Of the tarball, in bytes. */
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly PackedFile[];
}

/** The entry to which a file of the package belongs. */
export function entryOf(path: string, entries = ENTRIES): Entry | undefined {
  const fits = entries.filter((entry) => (entry.path.endsWith('/') ? path.startsWith(entry.path) : path === entry.path));
  return fits.sort((one, other) => other.path.length - one.path.length)[0];
}

/** Bytes of each entry that has files. */
export function sizes({ files }: Packed, entries = ENTRIES): Map<Entry, number> {
  const result = new Map<Entry, number>();
  for (const { path, size } of files) {
    const entry = entryOf(path, entries);
    if (entry !== undefined) result.set(entry, (result.get(entry) ?? 0) + size);
  }
  return result;
}

/** Unexpected, missing and too large parts of a package, a sentence each. */
export function contentProblems(packed: Packed, entries = ENTRIES): string[] {
  const found = sizes(packed, entries);
  const tooLarge = (name: string, bytes: number, limit: number) => (bytes <= limit * 1_000 ? []
    : [`${name} is too large (given: ${kilobytes(bytes)} kB, limit: ${limit} kB). Make it smaller, or raise the limit in scripts/package-content/entries.ts.`]);
  return [
    ...packed.files.filter(({ path }) => entryOf(path, entries) === undefined).map(({ path }) => (
      `${path} is not expected in the package. Exclude it by npmignore in .projenrc.ts, or add it with a reason to scripts/package-content/entries.ts.`)),
    ...entries.filter((entry) => !found.has(entry)).map(({ path }) => (
      `${path} is missing in the package. Build it first (npx projen bundle, npx projen compile), or remove it from scripts/package-content/entries.ts.`)),
    ...[...found].flatMap(([{ path, limit }, bytes]) => tooLarge(path, bytes, limit)),
    ...tooLarge('The unpacked package', packed.unpackedSize, TOTAL_LIMIT),
    ...tooLarge('The tarball', packed.size, TARBALL_LIMIT),
  ];
}

/** Relative imports of code and types below lib/ that lead to no file of the package. */
export function deadImports(files: readonly string[], textOf: (path: string) => string): string[] {
  const packed = new Set(files);
  const code = files.filter((path) => path.startsWith('lib/'));
  return reachable(['lib/index.js', 'lib/index.d.ts'].filter((path) => code.includes(path)), packed, textOf).dead;
}

function reachable(roots: readonly string[], packed: ReadonlySet<string>, textOf: (path: string) => string): { readonly dead: string[] } {
  const seen = new Set(roots);
  const dead: string[] = [];
  for (const path of seen) {
    for (const specifier of importsOf(textOf(path))) {
      const target = resolved(path, specifier, packed);
      if (target === undefined) dead.push(`${path} imports ${specifier}, which is not in the package. Import less, or remove it from npmignore in .projenrc.ts.`);
      else seen.add(target);
    }
  }
  return { dead };
}

function importsOf(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '');
  return [...code.matchAll(/(?:\brequire\(|\bimport\(|\bfrom )["'](\.[^"']*)["']/g)].map(([, specifier]) => specifier);
}

function resolved(from: string, specifier: string, packed: ReadonlySet<string>): string | undefined {
  const base = posix.join(posix.dirname(from), specifier);
  const endings = from.endsWith('.d.ts') ? ['.d.ts', '/index.d.ts'] : ['', '.js', '/index.js'];
  return endings.map((ending) => base + ending).find((path) => packed.has(path));
}

export function kilobytes(bytes: number): string {
  return (bytes / 1_000).toFixed(1);
}
