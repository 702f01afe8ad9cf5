import { createHash } from 'crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'fs';
import { join } from 'path';

/**
 * The SHA-256 of the content of a file or folder: the names and contents of its files in their order, and which of them can be executed,
 * without the folder's own name. The hash in the name of an asset is no proof of its contents, since an app may choose it.
 * @param isLeftOut files that are not part of the code, by their names
 * @returns undefined if there is no such file or folder
 */
export function contentDigest(path: string, isLeftOut: (name: string) => boolean = () => false): string | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  const hash = createHash('sha256');
  if (!stats.isDirectory()) return hash.update(sumOf(path, false)).digest('hex');
  for (const name of filesBelow(path, '')) {
    if (!isLeftOut(name)) hash.update(`${JSON.stringify(name)} ${sumOf(join(path, name), true)}\n`);
  }
  return hash.digest('hex');
}

function filesBelow(directory: string, prefix: string): string[] {
  const entries = readdirSync(join(directory, prefix), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => (entry.isDirectory() ? filesBelow(directory, `${prefix}${entry.name}/`) : [`${prefix}${entry.name}`]));
}

/** The digest of a file. Links are not followed, because they may leave the folder. Only the zip of a folder keeps the mode of a file. */
function sumOf(file: string, keepsMode: boolean): string {
  const stats = lstatSync(file);
  if (stats.isSymbolicLink()) return `link ${readlinkSync(file)}`;
  if (!stats.isFile()) return 'no file';
  // eslint-disable-next-line no-bitwise
  const executable = keepsMode && (stats.mode & 0o100) !== 0 ? 'x ' : '';
  return executable + createHash('sha256').update(readFileSync(file)).digest('hex');
}
