import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { FLEET_FILE } from './read-fleet';

/**
 * The texts of files and of the files in folders, by their paths from a folder.
 * @param folder where relative paths start
 * @throws Error if a path does not exist, or if there is no file with rows
 */
export function fleetFiles(paths: readonly string[], folder: string): ReadonlyMap<string, string> {
  const files = [...new Set(paths.flatMap((path) => filesAt(resolve(folder, path), path)))];
  if (files.length === 0) {
    throw new Error(`There is no file with rows (given: ${JSON.stringify(paths)}). Give files that end in .json, .yaml, .yml or .csv, or folders with such files.`);
  }
  return new Map(files.map((file) => [relative(folder, file).split(sep).join('/'), readFileSync(file, 'utf8')]));
}

/**
 * Hidden files and folders are left out, and links that lead to no file or folder with rows.
 * @param above the real paths of the folders around it: a link may lead back to one of them
 */
function filesAt(path: string, given: string, above: readonly string[] = []): string[] {
  if (!existsSync(path)) throw new Error(`This path of a fleet does not exist (given: ${JSON.stringify(given)}). Give a file or a folder with rows; a relative path starts at the current folder.`);
  if (!statSync(path).isDirectory()) {
    if (!FLEET_FILE.test(path)) throw new Error(`This is no file with rows (given: ${JSON.stringify(given)}). Give a file that ends in .json, .yaml, .yml or .csv.`);
    return [path];
  }
  const real = realpathSync(path);
  if (above.includes(real)) return [];
  return readdirSync(path).filter((name) => !name.startsWith('.')).sort().flatMap((name) => {
    const inner = join(path, name);
    const isFolder = existsSync(inner) && statSync(inner).isDirectory();
    return isFolder || FLEET_FILE.test(name) ? filesAt(inner, inner, [...above, real]) : [];
  });
}
