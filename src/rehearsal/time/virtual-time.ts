import { type Timer, TimerQueue } from './timer-queue';

/**
 * A clock that stands still while anything runs and then jumps to the next timer.
 *
 * All of a rehearsal lives in one thread and waits for nothing but these timers, so "nothing runs" means that the promises and
 * ticks of one turn of the event loop have drained: the order of events is a function of the inputs.
 */
export class VirtualTime {
  private readonly queue = new TimerQueue();
  private sequence = 0;

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

  /**
   * Runs the work to its end, moving the clock whenever it only waits.
   * @throws Error if it waits for something that no timer will bring.
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

async function eventLoopTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
