import { existsSync, type Stats, statSync } from 'node:fs';

/** The file or folder of a path; undefined for none, a link that leads nowhere or to itself, and a path through a file. */
export function pathStats(path: string): Stats | undefined {
  return existsSync(path) ? statSync(path) : undefined;
}
