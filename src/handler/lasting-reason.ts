import { LASTS_MS } from './engine/limits';
import type { Clock } from '../organizations';

/**
 * For how long one call has waited for one and the same thing. Patience counts from the start of an event, which rates or dying calls can
 * make long: what was only met now has had no time to pass.
 */
export class LastingReason {
  private reason?: string;
  private since = 0;

  constructor(private readonly clock: Clock) {}

  meet(reason: string): void {
    if (reason === this.reason) return;
    this.reason = reason;
    this.since = this.clock.now();
  }

  get lasts(): boolean {
    return this.clock.now() - this.since >= LASTS_MS;
  }
}
