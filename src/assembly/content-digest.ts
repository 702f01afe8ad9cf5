import { createHash } from 'crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'fs';
import { join } from 'path';

/**
 * The SHA-256 of the content of a file or folder: the names and contents of its files in their order, without the folder's own name. The
 * hash in the name of an asset is no proof of its contents, since an app may choose it.
 * @param isLeftOut files that are not part of the code, by their names
 * @returns undefined if there is no such file or folder
 */
export function contentDigest(path: string, isLeftOut: (name: string) => boolean = () => false): string | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  const hash = createHash('sha256');
  if (!stats.isDirectory()) return hash.update(sumOf(path)).digest('hex');
  for (const name of filesBelow(path, '')) {
    if (!isLeftOut(name)) hash.update(`${JSON.stringify(name)} ${sumOf(join(path, name))}\n`);
  }
  return hash.digest('hex');
}

function filesBelow(directory: string, prefix: string): string[] {
  const entries = readdirSync(join(directory, prefix), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => (entry.isDirectory() ? filesBelow(directory, `${prefix}${entry.name}/`) : [`${prefix}${entry.name}`]));
}

/** The digest of a file. Links are not followed, because they may leave the folder. */
function sumOf(file: string): string {
  const stats = lstatSync(file);
  if (stats.isSymbolicLink()) return `link ${readlinkSync(file)}`;
  return stats.isFile() ? createHash('sha256').update(readFileSync(file)).digest('hex') : 'no file';
}
