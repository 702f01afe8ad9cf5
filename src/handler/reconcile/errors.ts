export interface RequeueOptions {
  /** Counts from the start of the event. Without it, the deadline of the event is the only bound. */
  readonly patienceSeconds?: number;
  /** For the error with which the event fails when the patience is over. */
  readonly advice?: string;
  /** What to say in a warning when the patience is over. The event then succeeds, and the resource stays as it is. */
  readonly retainMessage?: string;
  /** How much later than the waiter's next turn another attempt is worthwhile. */
  readonly restSeconds?: number;
}

/** A state that has to change first: the handler makes another attempt later, for a bounded time. */
export class RequeueError extends Error {
  public override readonly name = 'RequeueError';

  /**
   * @param reason completes "Waiting until …"
   * @param retriesInCall whether another attempt in the same call is worthwhile
   */
  constructor(public readonly reason: string, public readonly options: RequeueOptions = {}, public readonly retriesInCall = true) {
    // What a service answered may end with one already.
    super(`Waiting until ${reason.replace(/\.$/, '')}.`);
  }
}

/** An error that no further attempt can change: what is wrong with which value, and what to do about it. */
export class TerminalError extends Error {
  public override readonly name = 'TerminalError';

  constructor(public readonly problem: string, public readonly advice: string) {
    super(`${problem} ${advice}`);
  }
}
