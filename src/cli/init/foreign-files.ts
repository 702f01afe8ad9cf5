import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join, relative, sep } from 'node:path';
import type { ForeignFiles } from '../../init';
import { pathStats } from '../sources/path-stats';

const TEXTS = ['.json', '.yaml', '.yml', '.template', '.tfstate', '.tf'];
const OTHER_FOLDERS = new Set(['node_modules', '.git', '.terraform', 'cdk.out']);
const MOST_FILES = 5_000;
const MOST_BYTES = 256 * 2 ** 20;

/**
 * The texts of a file, or of all files of a folder that may belong to a foreign format. Links are not followed.
 * @throws Error if the path does not exist, or if there is too much
 */
export function foreignFiles(path: string): ForeignFiles {
  const stats = pathStats(path);
  if (stats === undefined) throw new Error(`This path does not exist: ${path}. Give the file or the folder that the other tool reads or writes.`);
  const found = stats.isDirectory() ? filesBelow(path) : [path];
  const bytes = found.reduce((sum, file) => sum + statSync(file).size, 0);
  if (bytes > MOST_BYTES || found.length > MOST_FILES) {
    throw new Error(`There is too much to read in ${path}: ${found.length} files with ${bytes} bytes. Give a folder or a file with the organization only.`);
  }
  return new Map(found.map((file) => [
    stats.isDirectory() ? relative(path, file).split(sep).join('/') : basename(file), readFileSync(file, 'utf8').replace(/^\ufeff/, ''),
  ]));
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    // A cloud assembly is skipped in a folder, and read where it is the folder itself.
    if (entry.isDirectory()) return OTHER_FOLDERS.has(entry.name) ? [] : filesBelow(path);
    return entry.isFile() && TEXTS.includes(extname(entry.name)) ? [path] : [];
  });
}
