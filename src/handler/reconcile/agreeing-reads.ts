import type { Clock } from '../../organizations';
import { READ_PAUSE_MS } from '../consistency';

const MOST_READS = 6;
/** Takes about ten seconds. */
export const MANY_READS = 7;
/** Takes about twenty seconds: by then a stack that did not see a claim has taken its step, and that step is visible. */
export const LONG_READS = 14;

/**
 * Reads until two consecutive answers are equal, or `agreeing` of them where more is at stake. Endpoints may lag behind one another. One
 * reading is not enough where a stale one would destroy an object, or would make it look foreign or deleted.
 */
export async function agreeingReads<T>(clock: Clock, read: () => Promise<T>, agreeing = 2): Promise<T> {
  let last = await read();
  for (let reads = 1, equal = 1; reads < Math.max(MOST_READS, agreeing); reads += 1) {
    await clock.sleep(READ_PAUSE_MS);
    const next = await read();
    equal = JSON.stringify(next) === JSON.stringify(last) ? equal + 1 : 1;
    if (equal === agreeing) return next;
    last = next;
  }
  return last;
}

/** Reads until one of several answers decides. An endpoint that is ahead of the others is right; one that is behind proves nothing. */
export async function readsUntil<T>(
  clock: Clock, read: () => Promise<T>, decides: (answer: T) => boolean, most = MANY_READS,
): Promise<T> {
  for (let reads = 1; ; reads += 1) {
    const answer = await read();
    if (decides(answer) || reads === most) return answer;
    await clock.sleep(READ_PAUSE_MS);
  }
}
