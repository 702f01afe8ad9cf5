import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { buildSync } from 'esbuild';

export const SOURCE = join(__dirname, '..', '..', 'src');

/** Entry points do their work as soon as they are loaded. */
const ENTRY_POINTS = ['cli/main.ts', 'report/page/main.ts'].map((file) => join(SOURCE, file));

/** Every source file that defines something for other files. */
export function sourceFiles(): string[] {
  return readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).map((file) => join(SOURCE, file))
    .filter((file) => file.endsWith('.ts') && !ENTRY_POINTS.includes(file)).sort();
}

/** The source files that each source file imports values from. Imports of types only leave no trace in the compiled code. */
export function valueImports(files: readonly string[]): Map<string, string[]> {
  const { metafile } = buildSync({
    stdin: { contents: files.map((file) => `import ${JSON.stringify(file)};`).join('\n'), resolveDir: SOURCE },
    absWorkingDir: SOURCE,
    bundle: true,
    packages: 'external',
    platform: 'node',
    metafile: true,
    write: false,
  });
  return new Map(Object.entries(metafile.inputs).map(([file, { imports }]) => [
    file, imports.filter(({ external }) => !external).map(({ path }) => path),
  ]));
}

/** The shortest cycle through each file that is in one, as `a.ts -> b.ts -> a.ts`; the same cycle once. */
export function cycles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const found = new Map<string, string>();
  for (const start of graph.keys()) {
    const path = shortestWayBack(graph, start);
    const members = [...path ?? []].sort().join(' ');
    if (path && !found.has(members)) found.set(members, [...path, start].join(' -> '));
  }
  return [...found.values()];
}

function shortestWayBack(graph: ReadonlyMap<string, readonly string[]>, start: string): string[] | undefined {
  const ways = [[start]];
  const seen = new Set<string>();
  for (let way = ways.shift(); way; way = ways.shift()) {
    for (const next of graph.get(way[way.length - 1]) ?? []) {
      if (next === start) return way;
      if (!seen.has(next)) ways.push([...way, next]);
      seen.add(next);
    }
  }
  return undefined;
}

export function nameOf(file: string): string {
  return relative(SOURCE, file);
}
