/** Calls a second, and how many may come at once. */
interface Bucket {
  readonly rate: number;
  readonly burst: number;
}

/**
 * The published rates of the writing operations, and of the reads that contacts and Regions need. They are written down here a second time
 * on purpose: the bound must not come from the simulator that is measured. Source: AWS Organizations User Guide, "Quotas and service limits
 * for AWS Organizations", throttling limits.
 */
const RATES: Readonly<Record<string, Bucket>> = {
  CreateOrganization: { rate: 1, burst: 1 },
  EnablePolicyType: { rate: 1, burst: 1 },
  CreateOrganizationalUnit: { rate: 1, burst: 2 },
  CreateAccount: { rate: 0.1, burst: 3 },
  MoveAccount: { rate: 2, burst: 3 },
  CreatePolicy: { rate: 2, burst: 3 },
  AttachPolicy: { rate: 2, burst: 3 },
  EnableAWSServiceAccess: { rate: 1, burst: 2 },
  RegisterDelegatedAdministrator: { rate: 1, burst: 2 },
  TagResource: { rate: 4, burst: 6 },
  ListTagsForResource: { rate: 10, burst: 15 },
  // Source: AWS Account Management Reference Guide, "Quotas for AWS Account Management".
  PutAlternateContact: { rate: 5, burst: 8 },
  GetAlternateContact: { rate: 10, burst: 15 },
  EnableRegion: { rate: 1, burst: 1 },
  ListRegions: { rate: 5, burst: 5 },
};

/** Account creations that may be in progress at once. */
const CREATIONS_AT_ONCE = 5;

/** Changes of Regions in progress at once in an organization, and the average that one takes in the simulator (2 to 10 minutes). */
const REGION_CHANGES = { atOnce: 50, averageSeconds: 360 };

/**
 * Seconds that no deployment can do without: the longest of what each operation's token bucket takes for the calls that the organization
 * needs, of what the account creations take with five in progress, and of the time at which each request for an account can be sent at the
 * earliest and what it takes from then on. `creationSeconds` is in the order of the requests: how long one takes is chance, and known only
 * afterwards. The last change of a Region need not have ended, so that the bound counts the rounds of changes before it.
 */
export function lowerBound(neededCalls: Readonly<Record<string, number>>, creationSeconds: readonly number[], regionChanges = 0): number {
  const buckets = Object.entries(neededCalls).map(([operation, count]) => tokenAt(operation, count));
  const ends = creationSeconds.map((seconds, index) => tokenAt('CreateAccount', index + 1) + seconds);
  const creations = creationSeconds.reduce((sum, seconds) => sum + seconds, 0) / CREATIONS_AT_ONCE;
  const { atOnce, averageSeconds } = REGION_CHANGES;
  const regions = Math.max(0, regionChanges - atOnce) * averageSeconds / atOnce;
  return Math.max(...buckets, ...ends, creations, regions);
}

/** When the call of this number can be made at the earliest, in seconds. */
function tokenAt(operation: string, count: number): number {
  const { rate, burst } = RATES[operation];
  return Math.max(0, count - burst) / rate;
}
