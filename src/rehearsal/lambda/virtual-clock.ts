/** The time of an execution environment, which is the rehearsal's time while the environment runs. */
export interface EnvironmentClock {
  now(): number;
  setTimer(milliseconds: number, callback: () => void): { cancelled?: boolean };
}

/** A handle like that of `setTimeout`. No timer keeps a process alive here, so `ref` and `unref` have no effect. */
class TimeoutHandle {
  private timer: { cancelled?: boolean } | undefined;

  constructor(private readonly clock: EnvironmentClock, private readonly milliseconds: number, private readonly callback: () => void) {
    this.refresh();
  }

  public refresh(): this {
    this.cancel();
    this.timer = this.clock.setTimer(this.milliseconds, this.callback);
    return this;
  }

  public cancel(): void {
    if (this.timer) {
      this.timer.cancelled = true;
    }
  }

  public ref(): this {
    return this;
  }

  public unref(): this {
    return this;
  }

  public hasRef(): boolean {
    return true;
  }
}

type Callback = (...args: unknown[]) => void;

/** `setTimeout` and its family, `Date` and `performance` on the clock. */
export function virtualClock(clock: EnvironmentClock) {
  const start = clock.now();
  const setTimeout = (callback: Callback, milliseconds = 0, ...args: unknown[]) =>
    new TimeoutHandle(clock, Number(milliseconds), () => callback(...args));
  const setInterval = (callback: Callback, milliseconds = 0, ...args: unknown[]): TimeoutHandle => {
    const handle: TimeoutHandle = new TimeoutHandle(clock, Math.max(1, Number(milliseconds)), () => {
      handle.refresh();
      callback(...args);
    });
    return handle;
  };
  const clear = (handle: unknown) => {
    if (handle instanceof TimeoutHandle) {
      handle.cancel();
    }
  };
  const timers = {
    setTimeout,
    setInterval,
    setImmediate: (callback: Callback, ...args: unknown[]) => setTimeout(callback, 0, ...args),
    clearTimeout: clear,
    clearInterval: clear,
    clearImmediate: clear,
  };
  const sleep = async (milliseconds = 0, value?: unknown) => new Promise((resolve) => {
    setTimeout(() => resolve(value), milliseconds);
  });
  return {
    timers,
    timersPromises: { setTimeout: sleep, setImmediate: async (value?: unknown) => sleep(0, value), scheduler: { wait: sleep } },
    performance: { now: () => clock.now() - start, timeOrigin: start, mark: () => undefined, measure: () => undefined },
    Date: virtualDate(() => clock.now()),
    AbortSignal: virtualAbortSignal(setTimeout),
    hrtime: Object.assign(
      (previous: [number, number] = [0, 0]) => {
        const elapsed = (clock.now() - start) * 1e6 - (previous[0] * 1e9 + previous[1]);
        return [Math.floor(elapsed / 1e9), elapsed % 1e9];
      },
      { bigint: () => BigInt(clock.now() - start) * 1_000_000n },
    ),
  };
}

/** The real `Date` with a different current time. All dates are real ones, of this class and of the real one. */
function virtualDate(now: () => number): DateConstructor {
  function VirtualDate(...args: unknown[]): Date | string {
    if (new.target === undefined) return new Date(now()).toString();
    const values = (args.length > 0 ? args : [now()]) as [number];
    // A proxy takes seven times as long, and the SDK asks for the time often.
    return new.target === VirtualDate ? new Date(...values) : Reflect.construct(Date, values, new.target) as Date;
  }
  Object.defineProperties(VirtualDate, { ...Object.getOwnPropertyDescriptors(Date), now: { value: now } });
  return VirtualDate as unknown as DateConstructor;
}

function virtualAbortSignal(setTimeout: (callback: Callback, milliseconds: number) => unknown): typeof AbortSignal {
  const timeout = (milliseconds: number) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')), milliseconds);
    return controller.signal;
  };
  return new Proxy(AbortSignal, { get: (target, key) => (key === 'timeout' ? timeout : Reflect.get(target, key) as unknown) });
}
