/**
 * An estimate of a token bucket that the service keeps: after a refusal, when the next token comes at the latest.
 *
 * It keeps calls away that would be refused for certain, so that a resource that waits for its turn costs none. Other environments draw
 * from the same bucket; then a call is refused, and the estimate begins again. It never delays a call by more than one token takes.
 */
export class TokenEstimate {
  private emptyAt?: number;
  private taken = 0;

  constructor(private readonly tokenMs: number, private readonly burst: number) {}

  /** How many milliseconds it takes until a call may be accepted; 0 if one may be now. */
  msToNext(now: number): number {
    return Math.max(0, Math.ceil((1 - this.tokens(now)) * this.tokenMs));
  }

  accepted(now: number): void {
    this.taken += 1;
    // What a full bucket does not hold is lost.
    const surplus = this.tokens(now) - this.burst;
    if (surplus > 0) this.taken += surplus;
  }

  refused(now: number): void {
    this.emptyAt = now;
    this.taken = 0;
  }

  private tokens(now: number): number {
    return this.emptyAt === undefined ? this.burst : (now - this.emptyAt) / this.tokenMs - this.taken;
  }
}
