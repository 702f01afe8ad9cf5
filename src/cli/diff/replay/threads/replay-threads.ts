import { join } from 'node:path';
import { type ResourceLimits, Worker } from 'node:worker_threads';
import type { Replay, ReplayState } from '../../../../trail';
import { PACKAGE_FOLDER } from '../../../package-folder';
import type { ReplayedChange } from '../replay-files';

/** A thread asks for its next file, or sends what it has found in all of them. */
export type ThreadMessage = 'next' | ReplayState;

const PROGRAM = join(PACKAGE_FOLDER, 'assets', 'replay', 'index.js');

/**
 * Lets threads read files, and adds what they find to a replay. Each judges on its own: to send its calls, grouped by principal and
 * request, would take longer than to judge the different requests once more.
 * @param next the next file; undefined after the last one
 * @param resourceLimits of each thread; those of Node.js if there are none
 * @throws Error for a thread without enough memory
 */
export async function addFilesInThreads(
  count: number, change: ReplayedChange, replay: Replay, next: () => string | undefined, resourceLimits: ResourceLimits = {},
): Promise<void> {
  const threads = Array.from({ length: count }, () => new Worker(PROGRAM, { workerData: change, execArgv: [], resourceLimits }));
  try {
    await Promise.all(threads.map(async (thread) => replay.merge(await stateOf(thread, next))));
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

/** @throws Error for a thread that ends without a state */
function stateOf(thread: Worker, next: () => string | undefined): Promise<ReplayState> {
  return new Promise((resolve, reject) => {
    thread.on('message', (message: ThreadMessage) => {
      if (message === 'next') thread.postMessage(next());
      else resolve(message);
    });
    thread.on('error', (error: NodeJS.ErrnoException) => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? outOfMemory(error) : error));
    thread.on('exit', (code) => reject(new Error(`The recorded calls cannot be read: a thread ended early (exit code: ${code}). Try again, or give fewer files.`)));
  });
}

function outOfMemory({ message }: Error): Error {
  return new Error(`The recorded calls need more memory than a thread has (${message}): the change affects too many principals. Give fewer files to --replay.`);
}
