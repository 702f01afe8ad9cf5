export interface RequeueOptions {
  /** Seconds from the start of the event. Without it, only the deadline of the event applies. */
  readonly patienceSeconds?: number;
  /** The advice in the error that fails the event when the patience is over. */
  readonly advice?: string;
  /** The warning when the patience is over. The event then succeeds, and the resource stays as it is. */
  readonly retainMessage?: string;
  /** How long after the waiter's next call the next attempt is worthwhile. */
  readonly restSeconds?: number;
  /**
   * Whether another attempt in the same call is worthwhile. It always is when the patience is over: it decides how the event ends.
   * @default true
   */
  readonly retriesInCall?: boolean;
  /**
   * Whether a service refused a call that had no effect, for its rate, a conflict or a fault. That says nothing about what an earlier
   * attempt waited for.
   */
  readonly isRefusal?: boolean;
}

/** A state that has to change first: the handler makes another attempt later, for a bounded time. */
export class RequeueError extends Error {
  public override readonly name = 'RequeueError';

  /** @param reason completes "Waiting until …" */
  constructor(public readonly reason: string, public readonly options: RequeueOptions = {}) {
    // The answer of a service may already end with a full stop.
    super(`Waiting until ${reason.replace(/\.$/, '')}.`);
  }
}

/** An error that no further attempt can resolve. It names the problem, the value and the remedy. */
export class TerminalError extends Error {
  public override readonly name = 'TerminalError';

  constructor(public readonly problem: string, public readonly advice: string) {
    super(`${problem} ${advice}`);
  }
}
