import { type Timer, TimerQueue } from './timer-queue';

/**
 * A clock that stands still while anything runs and then jumps to the next timer.
 *
 * A rehearsal waits for nothing but these timers and what `hold` names, so "nothing runs" means that the promises and ticks of one turn
 * of the event loop have drained and nothing is held: the order of events is a function of the inputs.
 */
export class VirtualTime {
  private readonly queue = new TimerQueue();
  private sequence = 0;
  private readonly held = new Set<Promise<void>>();

  /** @param start milliseconds since 1970 */
  constructor(private current: number) {}

  /** Milliseconds since 1970. */
  public now(): number {
    return this.current;
  }

  public setTimer(milliseconds: number, callback: () => void): Timer {
    const delay = milliseconds > 0 ? milliseconds : 0;
    const timer: Timer = { at: this.current + delay, sequence: this.sequence++, callback };
    this.queue.push(timer);
    return timer;
  }

  public async sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.setTimer(milliseconds, resolve);
    });
  }

  /** Keeps the clock from moving until the work, which happens outside of this process, has ended. Its failure ends the run. */
  public hold(work: Promise<void>): void {
    this.held.add(work);
    work.then(() => this.held.delete(work), () => undefined);
  }

  /**
   * Runs the work to its end, moving the clock whenever it only waits.
   * @throws Error if it waits for something that no timer will bring, or what a held work fails with.
   */
  public async run<T>(work: () => Promise<T>): Promise<T> {
    let settled = false;
    const result = work().finally(() => {
      settled = true;
    });
    // Whoever looks at the result does so after the loop; until then a rejection is not unhandled.
    result.catch(() => undefined);
    for (;;) {
      await eventLoopTurn();
      if (this.held.size > 0) {
        await Promise.all(this.held);
        continue;
      }
      if (settled) {
        return result;
      }
      const timer = this.queue.pop();
      if (timer === undefined) {
        throw new Error('The rehearsal waits for something that no timer will bring. Given: no timer is set. Please report this as a bug.');
      }
      this.current = Math.max(this.current, timer.at);
      timer.callback();
    }
  }
}

export async function eventLoopTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
