import { Rate, RATES } from './rates';
import { ServiceError } from '../service-error';

/** A bucket as it was when it was last drawn from. One that was never drawn from is full. */
export interface BucketRecord {
  /** The operation, and whose bucket it is: an account's id, or `organization`. */
  readonly name: string;
  readonly tokens: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Counts calls against the published rates. Buckets fill by the clock, when they are looked at. */
export class RateLimiter {
  private readonly buckets: Map<string, BucketRecord>;

  constructor(buckets: readonly BucketRecord[]) {
    this.buckets = new Map(buckets.map((bucket) => [bucket.name, bucket]));
  }

  /** Takes a token from the caller's bucket and from the organization's; refuses the call, and takes none, if one of them is empty. */
  admit(operation: string, accountId: string, now: number): void {
    const { account, organization } = RATES[operation] ?? {};
    const drawn = [
      ...account ? [this.draw(`${operation} ${accountId}`, account, now)] : [],
      ...organization ? [this.draw(`${operation} organization`, organization, now)] : [],
    ];
    if (drawn.some(({ tokens }) => tokens < 0)) {
      throw new ServiceError('TooManyRequestsException',
        'You have sent too many requests in too short a period of time. Try again later.');
    }
    drawn.forEach((bucket) => this.buckets.set(bucket.name, bucket));
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
