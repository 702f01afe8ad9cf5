/** Not yet: look again in a while, for a bounded time. */
export class Wait extends Error {
  public override readonly name = 'Wait';

  /**
   * `reason` completes "Waiting until …". `patienceSeconds` counts from the start of the event; left out, the deadline of the event
   * is the only bound. When the time is over the event fails with the `advice`, or ends well with a warning if what is waited for
   * may be left behind. `pause`: looking again within the call is worthwhile. `restSeconds`: it is not even at the waiter's next turn,
   * so that the call ends so much later.
   */
  constructor(
    public readonly reason: string,
    public readonly options: {
      readonly patienceSeconds?: number; readonly advice?: string; readonly leaveBehind?: string; readonly restSeconds?: number;
    } = {},
    public readonly pause = true,
  ) {
    // What a service answered may end with one already.
    super(`Waiting until ${reason.replace(/\.$/, '')}.`);
  }
}

/** Final: what is wrong with which value, and what to do about it. */
export class Failure extends Error {
  public override readonly name = 'Failure';

  constructor(public readonly problem: string, public readonly advice: string) {
    super(`${problem} ${advice}`);
  }
}
