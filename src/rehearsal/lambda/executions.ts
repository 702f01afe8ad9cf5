/**
 * The concurrent executions of an account's functions in one Region, against their limit (AWS Lambda Developer Guide, "Understanding
 * Lambda function scaling"). A fresh account has a limit of 10.
 */
export class Executions {
  /** The number of refused invocations. */
  public throttled = 0;
  /** The maximum of executions at the same time. */
  public peak = 0;
  private running = 0;

  constructor(public readonly limit = Number.POSITIVE_INFINITY) {}

  public get isLimited(): boolean {
    return Number.isFinite(this.limit);
  }

  /** Starts an execution. @returns whether it was admitted, in which case `end` must follow. */
  public begin(): boolean {
    if (this.running >= this.limit) {
      this.throttled += 1;
      return false;
    }
    this.running += 1;
    this.peak = Math.max(this.peak, this.running);
    return true;
  }

  public end(): void {
    this.running -= 1;
  }
}
