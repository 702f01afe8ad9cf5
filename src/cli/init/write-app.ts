import { existsSync, mkdirSync, readdirSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** A repository and a virtual environment of Python may be there already. */
const ALLOWED = ['.git', '.venv'];

/** @throws Error unless the folder is new or empty. It names a file that is in the way. */
export function assertEmptyFolder(folder: string, command = 'init'): void {
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (stats === undefined) return;
  if (!stats.isDirectory()) throw new Error(`This is a file, not a folder: ${folder}. Give a new folder, or an empty one.`);
  const [found, ...more] = readdirSync(folder).filter((name) => !ALLOWED.includes(name)).sort();
  if (found === undefined) return;
  const others = more.length === 0 ? '' : `, and ${more.length} more`;
  throw new Error(`The folder is not empty: ${join(folder, found)} is in it${others}. "cdk-org ${command}" overwrites nothing. Give a new folder, or an empty one.`);
}

/** Writes files by their paths below a folder. An existing file stays. @throws Error if a file exists. */
export function writeApp(folder: string, files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: 'wx' });
  }
}

/**
 * Returns a function that removes the files of an app, and the folders that were made for them. Other files stay.
 * @param folder as it is before it is written
 */
export function removalOf(folder: string, files: ReadonlyMap<string, string>): () => void {
  const paths = [...files.keys()].map((path) => resolve(folder, path));
  const made = new Set(paths.flatMap((path) => missingFolders(dirname(path))));
  return () => {
    for (const path of paths) rmSync(path, { force: true });
    const deepestFirst = [...made].sort((one, other) => other.length - one.length);
    for (const each of deepestFirst) if (existsSync(each) && readdirSync(each).length === 0) rmdirSync(each);
  };
}

/** The folders of a path that do not exist. */
function missingFolders(path: string): string[] {
  return existsSync(path) ? [] : [path, ...missingFolders(dirname(path))];
}
