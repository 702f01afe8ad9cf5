import { LASTS_MS, PAUSE_WHILE_IT_LASTS_MS, READING_IN_CALL_MS } from './engine/limits';
import type { Clock } from '../organizations';

/**
 * For how long one call has found nothing to do. A look may last for minutes, if it reads long lists: then what it began with counts as
 * what was seen last, and the next look decides.
 */
export class Quiet {
  private readonly calledAt: number;
  private since: number;
  private lookedAt: number;

  constructor(private readonly clock: Clock) {
    this.calledAt = this.since = this.lookedAt = clock.now();
  }

  /** A look begins. */
  look(): void {
    this.lookedAt = this.clock.now();
  }

  /** Something was written, or waited for. */
  disturb(): void {
    this.since = this.clock.now();
  }

  /** Whether the last look began late enough; or it took so long that another one does not fit into the call. */
  get isLong(): boolean {
    return this.lookedAt >= this.since && (this.lookedAt - this.since >= LASTS_MS || this.lookLastedMs >= READING_IN_CALL_MS / 3);
  }

  /** Whether a look takes so long that the next call would have no time for a second one either. */
  get isSlow(): boolean {
    return this.lookLastedMs >= LASTS_MS;
  }

  /** Whether the next look decides, where the next call would only begin with as long a look again. */
  get isWorthWaiting(): boolean {
    return this.isSlow && this.clock.now() - this.calledAt < READING_IN_CALL_MS / 2;
  }

  get pauseMs(): number {
    const rest = this.since + LASTS_MS - this.clock.now();
    return this.isSlow ? Math.max(rest, PAUSE_WHILE_IT_LASTS_MS) : PAUSE_WHILE_IT_LASTS_MS;
  }

  private get lookLastedMs(): number {
    return this.clock.now() - this.lookedAt;
  }
}
