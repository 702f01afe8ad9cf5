import { type Timer, TimerQueue } from './timer-queue';

/**
 * A clock that stands still while anything runs and then jumps to the next timer.
 *
 * A rehearsal waits only for these timers and for held work. The clock jumps once the promises and ticks of one turn of the event loop have
 * drained and no work is held. So the order of events depends only on the inputs.
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

  /** Stops the clock until the work, which runs outside of this process, has ended. A failure of the work ends the run. */
  public hold(work: Promise<void>): void {
    this.held.add(work);
    work.then(() => this.held.delete(work), () => undefined);
  }

  /**
   * Runs the work to its end, and moves the clock whenever the work only waits.
   * @throws Error if the work waits for something other than a timer, or the error of held work.
   */
  public async run<T>(work: () => Promise<T>): Promise<T> {
    let settled = false;
    const result = work().finally(() => {
      settled = true;
    });
    // The result is read after the loop. Until then, a rejection must not count as unhandled.
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
        throw new Error('The rehearsal waits, but no timer is set. Given: no timer. Please report this as a bug.');
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
