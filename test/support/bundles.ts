import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const BUNDLES = ['handler', 'cli', 'page', 'confined', 'yaml'].map((name) => join(ROOT, 'assets', name, 'index.js'));
const SOURCES = ['src', 'scripts/bundle', 'scripts/bundle.ts', 'package-lock.json'].map((name) => join(ROOT, name));

/**
 * Bundles the handlers, the command line, the page, the program of confined rehearsals and the parser of YAML
 * if a source is newer than one of the bundles.
 */
export function ensureBundles(): void {
  const oldest = Math.min(...BUNDLES.map(modifiedAt));
  if (SOURCES.every((path) => newest(path) < oldest)) return;
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', join('scripts', 'bundle.ts')], { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`The sources cannot be bundled (exit code ${status}). Mend them and run \`npx tsx scripts/bundle.ts\`:\n${stderr}`);
}

/** When a file, or anything in a folder, was changed last. A folder changes when a file in it is deleted. */
function newest(path: string): number {
  const files = statSync(path).isDirectory() ? readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name)) : [];
  return Math.max(...[path, ...files].map(modifiedAt));
}

function modifiedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
