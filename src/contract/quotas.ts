/**
 * A limit of AWS Organizations that this library checks. AWS raises limits from time to time: the context key
 * `cdk-aws-organizations:quota:<name>` overrides each of them.
 */
export interface Quota {
  readonly value: number;
  /** The AWS documentation page, and when it was read. */
  readonly source: string;
}

const USER_GUIDE = 'AWS Organizations User Guide, "Quotas and service limits for AWS Organizations", September 2026';
const API = 'AWS Organizations API Reference, November 2026';

export const QUOTAS = {
  organizationalUnitDepth: { value: 5, source: USER_GUIDE },
  organizationalUnits: { value: 2_000, source: USER_GUIDE },
  organizationalUnitNameLength: { value: 128, source: API },
  accountNameLength: { value: 50, source: API },
  emailMinimumLength: { value: 6, source: API },
  emailLength: { value: 64, source: API },
  invitationNotesLength: { value: 1_024, source: API },
  policyNameLength: { value: 128, source: API },
  policyDescriptionLength: { value: 512, source: API },
  resourcePolicyLength: { value: 40_000, source: USER_GUIDE },
  tagsPerResource: { value: 50, source: USER_GUIDE },
  tagKeyLength: { value: 128, source: API },
  tagValueLength: { value: 256, source: API },
  accountCreationsInProgress: { value: 5, source: USER_GUIDE },
} as const satisfies Record<string, Quota>;

export type QuotaName = keyof typeof QUOTAS;

export const QUOTA_CONTEXT_PREFIX = 'cdk-aws-organizations:quota:';

export const RECONCILE_CONTEXT_KEY = 'cdk-aws-organizations:reconcile';
