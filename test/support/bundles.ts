import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const ROOT = join(__dirname, '..', '..');
const BUNDLES = ['handler', 'cli', 'page', 'confined', 'replay', 'yaml'].map((name) => join(ROOT, 'assets', name, 'index.js'));
const SRC = join(ROOT, 'src');
/** The script of the page runs in a browser. */
const PAGE = join('report', 'page');
const SOURCES = ['src', 'scripts/bundle', 'scripts/bundle.ts', 'package-lock.json'].map((name) => join(ROOT, name));

/**
 * Bundles the handlers, the command line, the page, the programs of confined rehearsals and of threads, and the parser of YAML
 * if a source is newer than one of the bundles.
 */
export function ensureBundles(): void {
  const oldest = Math.min(...BUNDLES.map(modifiedAt));
  if (SOURCES.every((path) => newest(path) < oldest)) return;
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', join('scripts', 'bundle.ts')], { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`The sources cannot be bundled (exit code ${status}). Mend them and run \`npx tsx scripts/bundle.ts\`:\n${stderr}`);
}

/**
 * Compiles the library to `lib`, where apps of the tests take it from, if a source is newer. The compiler of the release also checks types
 * and writes declarations, and takes a minute: `npx projen compile` replaces these files by its own.
 */
export async function ensureLibrary(): Promise<void> {
  if (newest(SRC) < modifiedAt(join(ROOT, 'lib', 'index.js'))) return;
  const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !name.startsWith(PAGE));
  await build({
    entryPoints: sources.map((name) => join(SRC, name)), outbase: SRC, outdir: join(ROOT, 'lib'), format: 'cjs', platform: 'node', logLevel: 'silent',
  });
}

/** When a file, or anything in a folder, was changed last. A folder changes when a file in it is deleted. */
function newest(path: string): number {
  const files = statSync(path).isDirectory() ? readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name)) : [];
  return Math.max(...[path, ...files].map(modifiedAt));
}

function modifiedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
