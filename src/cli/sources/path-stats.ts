import { existsSync, type Stats, statSync } from 'node:fs';

/** What a path leads to; undefined if that is nothing: also for a link that leads nowhere or to itself, and for a path through a file. */
export function pathStats(path: string): Stats | undefined {
  return existsSync(path) ? statSync(path) : undefined;
}
