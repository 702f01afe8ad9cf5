import { lstatSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathStats } from '../sources/path-stats';

/** A repository and a virtual environment of Python may be there already. */
const ALLOWED = ['.git', '.venv'];
const ADVICE = 'Give a new folder, or an empty one.';

/** @throws Error unless the folder is new or empty. It names a file that is in the way. */
export function assertEmptyFolder(folder: string, command = 'init'): void {
  const stats = pathStats(folder);
  if (stats === undefined) return assertNew(folder);
  if (!stats.isDirectory()) throw new Error(`This is a file, not a folder: ${folder}. ${ADVICE}`);
  const [found, ...more] = readdirSync(folder).filter((name) => !ALLOWED.includes(name)).sort();
  if (found === undefined) return;
  const others = more.length === 0 ? '' : `, and ${more.length} more`;
  throw new Error(`The folder is not empty: ${join(folder, found)} is in it${others}. "cdk-org ${command}" overwrites nothing. ${ADVICE}`);
}

/** @throws Error if a folder cannot be made there */
function assertNew(folder: string): void {
  const above = nearest(dirname(resolve(folder)));
  if (pathStats(above)?.isDirectory() === false) throw new Error(`A part of this path is a file, not a folder: ${folder}. ${ADVICE}`);
  if (isLink(folder)) throw new Error(`This is a link that leads nowhere: ${folder}. ${ADVICE}`);
}

/** The nearest folder of a path that exists, or a file or link in its place. */
function nearest(path: string): string {
  return pathStats(path) !== undefined || isLink(path) || dirname(path) === path ? path : nearest(dirname(path));
}

/** Whether a path is a link, also if it leads nowhere. */
function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}
