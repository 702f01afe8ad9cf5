import { Rate, RATE_OF_ALL, RATES, tableRow } from './rates';
import { ACCOUNT_MANAGEMENT_RATES } from '../account-management/rates';
import { throttled } from '../protocol/service-error';
import type { OrganizationsReadings } from '../readings/readings';

/** A bucket as it was when it was last drawn from. One that was never drawn from is full. */
export interface BucketRecord {
  /**
   * The operation (or the first one of those that share it, or `*`), and whose bucket it is: an account's ID, `organization` for the
   * simulator's own organization, or `organization of` and the ID of another one's management account.
   */
  readonly name: string;
  readonly tokens: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Counts calls against the published rates. Buckets fill by the clock, when they are looked at. */
export class RateLimiter {
  private readonly buckets: Map<string, BucketRecord>;

  constructor(buckets: readonly BucketRecord[], private readonly readings: OrganizationsReadings) {
    this.buckets = new Map(buckets.map((bucket) => [bucket.name, bucket]));
  }

  /** Takes a token from the caller's bucket and from the organization's; refuses the call if one of them is empty. */
  admit(operation: string, accountId: string, now: number, ofOrganization = 'organization'): void {
    const { rateBuckets, refusedCalls } = this.readings;
    const { account, organization } = RATES[operation] ?? ACCOUNT_MANAGEMENT_RATES[operation] ?? {};
    const shared = rateBuckets === 'onePerTableRow' ? tableRow(operation) : operation;
    const drawn = [
      ...account ? [this.draw(`${shared} ${accountId}`, account, now)] : [],
      ...organization ? [this.draw(`${shared} ${ofOrganization}`, organization, now)] : [],
      ...account && operation in RATES && rateBuckets === 'oneMoreForAll' ? [this.draw(`* ${accountId}`, RATE_OF_ALL, now)] : [],
    ];
    const isRefused = drawn.some(({ tokens }) => tokens < 0);
    if (isRefused && refusedCalls === 'takeNoToken') throw throttled(this.readings);
    drawn.forEach((bucket) => this.buckets.set(bucket.name, { ...bucket, tokens: Math.max(0, bucket.tokens) }));
    if (isRefused) throw throttled(this.readings);
  }

  state(): BucketRecord[] {
    return [...this.buckets.values()];
  }

  private draw(name: string, { perSecond, burst }: Rate, now: number): BucketRecord {
    const { tokens, at } = this.buckets.get(name) ?? { tokens: burst, at: now };
    const filled = tokens + Math.max(0, now - at) * perSecond / 1000;
    // Rounded, so that a caller who waits exactly for the next token finds a whole one.
    return { name, tokens: Math.round((Math.min(burst, filled) - 1) * 1e6) / 1e6, at: now };
  }
}
