import { OccupiedRecord } from '../disturbances/conflicts';
import { BucketRecord } from '../disturbances/rate-limiter';
import { Tables } from '../store/records';

export const STATE_FORMAT = 1;

/** Makes of one seed another that gives other numbers. */
const SECOND_STREAM = 0x5bd1e995;

/** Traces of earlier calls, besides their effects, that affect later calls. */
export interface DisturbancesState {
  /** The state of their random source. */
  readonly random: number;
  /** The token buckets of the published rates. */
  readonly buckets: readonly BucketRecord[];
  /** Entities that writes are changing. */
  readonly occupied: readonly OccupiedRecord[];
}

export function noDisturbances(seed: number): DisturbancesState {
  return { random: seed + SECOND_STREAM, buckets: [], occupied: [] };
}

/** An organization and everything in it. */
export interface OrganizationState {
  /** Null as long as there is no organization; then there is no root, account and so on either. */
  readonly organization: Tables['organization'] | null;
  readonly root: Tables['root'] | null;
  /** A parent stands before its children. */
  readonly organizationalUnits: readonly Tables['organizationalUnits'][];
  /** The management account is one of them. */
  readonly accounts: readonly Tables['accounts'][];
  /** Those of the customer. */
  readonly policies: readonly Tables['policies'][];
  readonly attachments: readonly Tables['attachments'][];
  readonly policyTypes: readonly Tables['policyTypes'][];
  readonly trustedServices: readonly Tables['trustedServices'][];
  readonly delegatedAdministrators: readonly Tables['delegatedAdministrators'][];
  readonly resourcePolicy: Tables['resourcePolicy'] | null;
  readonly createAccountRequests: readonly Tables['createAccountRequests'][];
  /** The changes of effective policies. Absent: none. */
  readonly policyChanges?: readonly Tables['policyChanges'][];
}

/**
 * The whole state of a simulator as JSON. Times are milliseconds since the epoch; account creations and closures in progress and
 * pending policy types carry the time at which they end. The policies that AWS manages are left out: they follow from the
 * organization. What was written before it was saved is visible to every reader of a simulator that starts from it.
 */
export interface SimulatorState extends OrganizationState {
  readonly format: typeof STATE_FORMAT;
  /** The account that has the organization, or can create it. Absent: the simulator's default. */
  readonly managementAccount?: { readonly id: string; readonly email: string };
  /** Email addresses that no new account can have because an account outside the organization has them. */
  readonly addressesTakenElsewhere: readonly string[];
  /** Accounts in no organization, and those that came to one from outside. Absent: there are none. */
  readonly knownAccounts?: readonly Tables['knownAccounts'][];
  /** The profiles of accounts in AWS Account Management. Absent: there are none. */
  readonly accountProfiles?: readonly Tables['accountProfiles'][];
  /** Those of all organizations, until 30 days after their end. Absent: there are none. */
  readonly handshakes?: readonly Tables['handshakes'][];
  readonly responsibilityTransfers?: readonly Tables['responsibilityTransfers'][];
  /** Organizations besides the simulator's own. Absent: there are none. */
  readonly otherOrganizations?: readonly OrganizationState[];
  /** The states of the random sources, one for writes and one for reads. */
  readonly random: { readonly writes: number; readonly reads: number };
  /** The time by which the simulator's clock is ahead of the given clock. Absent: none. */
  readonly clockAheadMs?: number;
  /** Absent: there are none. */
  readonly disturbances?: DisturbancesState;
}

/** An account without an organization. */
export function emptyOrganization(): OrganizationState {
  return {
    organization: null,
    root: null,
    organizationalUnits: [],
    accounts: [],
    policies: [],
    attachments: [],
    policyTypes: [],
    trustedServices: [],
    delegatedAdministrators: [],
    resourcePolicy: null,
    createAccountRequests: [],
  };
}

/** A stand-alone management account and nothing else. */
export function emptyState(seed = 1): SimulatorState {
  return {
    format: STATE_FORMAT,
    ...emptyOrganization(),
    addressesTakenElsewhere: [],
    random: { writes: seed, reads: -1 - seed },
  };
}
