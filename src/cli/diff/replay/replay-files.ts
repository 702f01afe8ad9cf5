import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { readRecords } from './read-records';
import { addFilesInThreads } from './threads/replay-threads';
import { trailFiles } from './trail-files';
import type { Organization } from '../../../model';
import type { Replay } from '../../../trail';
import { statusLine } from '../../output/status-line';

/** The organization before and after a change. */
export interface ReplayedChange {
  readonly before: Organization;
  readonly after: Organization;
}

/** Starting a thread takes as long as reading so many bytes of files. */
const BYTES_FOR_A_THREAD = 4 * 1024 * 1024;

/** More threads need more memory than a gigabyte. */
const MOST_THREADS = 4;

/**
 * Adds the records of a source to a replay. Threads share many files, and give the same result.
 * @throws Error for a source that cannot be read
 */
export async function addFiles(source: string, change: ReplayedChange, replay: Replay): Promise<void> {
  const files = trailFiles(source);
  const status = statusLine();
  let begun = 0;
  const next = (): string | undefined => {
    if (begun === files.length) return undefined;
    begun++;
    status.show(`Replaying recorded calls: file ${begun} of ${files.length}`);
    return files[begun - 1];
  };
  try {
    const threads = threadsFor(files);
    if (threads > 1) await addFilesInThreads(threads, change, replay, next);
    else for (let file = next(); file !== undefined; file = next()) await readRecords(file, replay);
  } finally {
    status.clear();
  }
}

/** @returns 1 if no other thread is worth its start */
export function threadsFor(files: readonly string[]): number {
  const most = Math.min(availableParallelism(), files.length, MOST_THREADS);
  if (most === 1) return 1;
  const bytes = files.reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0);
  return Math.max(1, Math.min(most, Math.floor(bytes / BYTES_FOR_A_THREAD)));
}
