/** The clock of a simulator: another clock, which may run faster here and can be moved forward. */
export class SimulatorClock {
  private readonly startedAt: number;

  /**
   * @param source milliseconds since the epoch
   * @param timeFactor how many of its seconds pass in one second of the source
   * @param movedMs how far it is ahead of the source at the start
   */
  constructor(private readonly source: () => number, private readonly timeFactor = 1, private movedMs = 0) {
    if (!(timeFactor > 0 && Number.isFinite(timeFactor))) {
      throw new Error(`Time cannot run at this factor: ${timeFactor}. Give a number above 0, such as 100.`);
    }
    this.startedAt = source();
  }

  readonly now = (): number => {
    const now = this.source();
    return now + Math.round((now - this.startedAt) * (this.timeFactor - 1)) + this.movedMs;
  };

  /** How far it is ahead of its source. */
  get aheadMs(): number {
    return this.now() - this.source();
  }

  advance(milliseconds: number): void {
    this.movedMs += milliseconds;
  }
}
