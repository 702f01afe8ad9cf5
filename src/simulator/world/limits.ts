const DAY_MS = 24 * 3600 * 1000;

/**
 * Quotas that the simulator enforces. Source: AWS Organizations User Guide, "Quotas and service limits for AWS Organizations"
 * (September 2026). AWS raises some of them on request, so each can be set.
 */
export interface Limits {
  /** Accounts in the organization, the management account and closed ones included. AWS starts at 10 and raises it up to 50,000. */
  readonly accounts: number;
  readonly organizationalUnits: number;
  readonly organizationalUnitDepth: number;
  readonly accountCreationsInProgress: number;
  readonly accountClosuresInProgress: number;
  /** Closures in 30 days; undefined is AWS's rule: 20 % of the accounts, at least 250 and at most 1,000. */
  readonly accountClosuresIn30Days?: number;
  /** The age from which a created account may leave. */
  readonly minimumAgeForRemovalMs: number;
  readonly tagsPerResource: number;
  /** Invitations in 24 hours that were not accepted; undefined is AWS's rule: the number of accounts, at least 20. */
  readonly invitationsIn24Hours?: number;
  /** The age of an organization from which an account may move to another organization. */
  readonly minimumAgeForTransferMs: number;
  /** The time after joining or leaving in which an account cannot join another organization. AWS gives no number. */
  readonly membershipChangeIntervalMs: number;
  /** Accounts of an organization that can enable all features by EnableAllFeatures. */
  readonly accountsEnablingAllFeatures: number;
  /** Billing transfers to one organization. AWS starts at none and raises it up to 1,000. */
  readonly inboundTransfers: number;
  /** Billing transfers from one organization. */
  readonly outboundTransfers: number;
  /** Transfers in a row. AWS starts at 1 and raises it to 2. */
  readonly transferChainLength: number;
  /** Transfers to an organization and to those that pass theirs on to it. */
  readonly transfersInAChain: number;
  /** By service principal, for services that limit their delegated administrators. */
  readonly delegatedAdministrators: Readonly<Record<string, number>>;
}

export const DEFAULT_LIMITS: Limits = {
  accounts: 50_000,
  organizationalUnits: 2_000,
  organizationalUnitDepth: 5,
  accountCreationsInProgress: 5,
  accountClosuresInProgress: 3,
  minimumAgeForRemovalMs: 4 * DAY_MS,
  tagsPerResource: 50,
  minimumAgeForTransferMs: 7 * DAY_MS,
  membershipChangeIntervalMs: 0,
  accountsEnablingAllFeatures: 5_000,
  inboundTransfers: 1_000,
  outboundTransfers: 1,
  transferChainLength: 2,
  transfersInAChain: 1_000,
  delegatedAdministrators: { 'member.org.stacksets.cloudformation.amazonaws.com': 5 },
};

export const CLOSURE_WINDOW_MS = 30 * DAY_MS;

/** The time for which a closed account stays in the organization. Source: User Guide, "Closing a member account in an organization". */
export const CLOSED_ACCOUNT_STAYS_MS = 90 * DAY_MS;

/** The lifetime of a handshake, and the time it is shown afterwards. Source: User Guide, "Quotas and service limits". */
export const INVITATION_EXPIRES_MS = 15 * DAY_MS;
export const ALL_FEATURES_EXPIRES_MS = 90 * DAY_MS;
export const ENDED_HANDSHAKE_STAYS_MS = 30 * DAY_MS;

export const INVITATION_WINDOW_MS = DAY_MS;

export function invitationsAllowed({ invitationsIn24Hours, accounts }: Limits): number {
  return invitationsIn24Hours ?? Math.max(20, accounts);
}

export function closuresAllowed(limits: Limits, accounts: number): number {
  return limits.accountClosuresIn30Days ?? Math.min(1_000, Math.max(250, Math.floor(accounts * 0.2)));
}

export interface PolicyTypeLimits {
  /** Characters of a document as sent. */
  readonly contentLength: number;
  /** Policies attached directly to one target. */
  readonly attachments: number;
  /** Policies that a target must keep while the type is enabled. */
  readonly minimumAttachments: number;
  /** Policies of the type in the organization, without those of AWS. */
  readonly policies: number;
}

const USUAL: PolicyTypeLimits = { contentLength: 10_000, attachments: 10, minimumAttachments: 0, policies: 1_000 };

const BY_TYPE: Readonly<Record<string, PolicyTypeLimits>> = {
  SERVICE_CONTROL_POLICY: { contentLength: 10_240, attachments: 10, minimumAttachments: 1, policies: 10_000 },
  RESOURCE_CONTROL_POLICY: { contentLength: 5_120, attachments: 5, minimumAttachments: 1, policies: 2_000 },
  AISERVICES_OPT_OUT_POLICY: { ...USUAL, contentLength: 2_500, attachments: 5 },
  CHATBOT_POLICY: { ...USUAL, attachments: 5 },
};

/** The guide gives no numbers yet for the newest types: they get the usual ones. */
export function policyTypeLimits(type: string): PolicyTypeLimits {
  return BY_TYPE[type] ?? USUAL;
}
