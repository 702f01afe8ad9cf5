import { existsSync, type Stats, statSync } from 'node:fs';

/**
 * Describes the file or folder at the end of a path. Undefined if there is none: also for a link that leads nowhere or to itself, and for a
 * path through a file.
 */
export function pathStats(path: string): Stats | undefined {
  return existsSync(path) ? statSync(path) : undefined;
}
