import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const OTHER_FOLDERS = new Set(['node_modules', '.git']);

/** The files of a clone, sorted by their paths. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1)).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return OTHER_FOLDERS.has(entry.name) ? [] : filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}
