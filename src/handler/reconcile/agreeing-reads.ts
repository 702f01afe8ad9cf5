import type { Clock } from '../../organizations';

const PAUSE_MS = 1_500;
const MOST_READS = 6;

/**
 * Reads until two consecutive answers are equal. Endpoints may be behind one another: where a wrong reading would destroy,
 * or would take something for foreign or gone, one reading is not enough.
 */
export async function agreeingReads<T>(clock: Clock, read: () => Promise<T>): Promise<T> {
  let last = await read();
  for (let reads = 1; reads < MOST_READS; reads += 1) {
    await clock.sleep(PAUSE_MS);
    const next = await read();
    if (JSON.stringify(next) === JSON.stringify(last)) return next;
    last = next;
  }
  return last;
}
