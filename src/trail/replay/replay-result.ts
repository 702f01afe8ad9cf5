import type { UnmappedKind } from '../call-of-record';

/** Calls that a change affects for certain, and at most, where keys are not recorded. */
export interface Bounds {
  readonly atLeast: number;
  readonly atMost: number;
}

/** One action of a principal that the change affects. */
export interface AffectedUse {
  readonly direction: 'denied' | 'allowed';
  /** `s3:GetObject`. */
  readonly action: string;
  readonly calls: Bounds;
  /** How many of these calls were refused when they were recorded, by any policy. */
  readonly refused: number;
  /** The time of the last such call, such as `2026-11-20T10:15:30Z`. */
  readonly lastUse?: string;
  /** The first of the resources in the order of their texts. */
  readonly resource?: string;
  /** The keys, resources and policies on which it depends, sorted; empty where nothing is open. */
  readonly dependsOn: readonly string[];
  /** The statements that deny it after the change, or did before: `DenyOtherRegions of allowed-regions at Workloads`, sorted. */
  readonly statements: readonly string[];
}

/** A role, a user or a service in one account, with what the change does to its calls. */
export interface AffectedPrincipal {
  /** An ARN, a service, or `*`. */
  readonly principal: string;
  /** The account in which its calls were judged. */
  readonly accountId: string;
  /** `Workloads/Prod/shop-prod`, after the change. */
  readonly account: string;
  /** `Workloads/Prod`, or `root`. */
  readonly organizationalUnit: string;
  /** The most calls first. */
  readonly uses: readonly AffectedUse[];
}

/** Records that are no call to judge, with the reason. */
export interface UnmappedRecords {
  readonly kind: UnmappedKind;
  readonly reason: string;
  /** `signin.amazonaws.com ConsoleLogin`. */
  readonly event: string;
  readonly records: number;
}

/** The effect of a change of policies on recorded calls. */
export interface ReplayResult {
  readonly records: number;
  /** Records that were judged. */
  readonly calls: number;
  /** Different requests among them, as far as the policies can tell them apart; counted up to a million. */
  readonly distinct: number;
  /** The times of the first and the last record. */
  readonly from?: string;
  readonly to?: string;
  /** Calls that passed when they were recorded, and that the change denies. */
  readonly newlyDenied: Bounds;
  /** Calls that the change allows. */
  readonly newlyAllowed: Bounds;
  /** Calls that passed when they were recorded and that the policies before the change deny: they were others then. */
  readonly contradicted: number;
  /** The most affected first. */
  readonly principals: readonly AffectedPrincipal[];
  /** The most frequent first. */
  readonly unmapped: readonly UnmappedRecords[];
}
