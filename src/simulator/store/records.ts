/**
 * The records of the simulator, one for each object. Records are immutable and get replaced. Times are milliseconds since the epoch.
 */
export type Tags = Readonly<Record<string, string>>;

export type FeatureSet = 'ALL' | 'CONSOLIDATED_BILLING';

export interface OrganizationRecord {
  readonly id: string;
  readonly featureSet: FeatureSet;
  readonly managementAccountId: string;
  readonly managementAccountEmail: string;
  readonly createdAt: number;
}

export interface RootRecord {
  readonly id: string;
  readonly name: string;
  readonly tags: Tags;
}

export interface OrganizationalUnitRecord {
  readonly id: string;
  readonly name: string;
  readonly parentId: string;
  readonly tags: Tags;
}

export const ACCOUNT_STATES = ['PENDING_ACTIVATION', 'ACTIVE', 'SUSPENDED', 'PENDING_CLOSURE', 'CLOSED'] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

export interface AccountRecord {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly parentId: string;
  readonly state: AccountState;
  readonly joinedMethod: 'INVITED' | 'CREATED';
  readonly joinedAt: number;
  readonly tags: Tags;
  /** The role that the management account can assume, for created accounts. */
  readonly roleName?: string;
  readonly iamUserAccessToBilling?: 'ALLOW' | 'DENY';
  readonly closureRequestedAt?: number;
  /** The time at which the state becomes CLOSED. */
  readonly closedAt?: number;
  /** The time from which reads agree on the closure, where a reading lets them differ. */
  readonly closureShownAt?: number;
  /** Whether its administrators have deleted AWSServiceRoleForOrganizations, which all features need. */
  readonly lacksServiceLinkedRole?: boolean;
}

export interface PolicyRecord {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly description: string;
  readonly content: string;
  readonly awsManaged: boolean;
  readonly tags: Tags;
}

export interface AttachmentRecord {
  readonly policyId: string;
  readonly targetId: string;
}

export const POLICY_TYPE_STATUSES = ['ENABLED', 'PENDING_ENABLE', 'PENDING_DISABLE'] as const;

/** A policy type of the root. A disabled type has no record. */
export interface PolicyTypeRecord {
  readonly type: string;
  readonly status: (typeof POLICY_TYPE_STATUSES)[number];
  /** The time at which a pending status ends. */
  readonly settlesAt?: number;
}

export interface TrustedServiceRecord {
  readonly servicePrincipal: string;
  readonly enabledAt: number;
}

export interface DelegatedAdministratorRecord {
  readonly accountId: string;
  readonly servicePrincipal: string;
  readonly enabledAt: number;
}

export interface ResourcePolicyRecord {
  readonly id: string;
  readonly content: string;
  readonly tags: Tags;
}

export const CREATE_ACCOUNT_STATES = ['IN_PROGRESS', 'SUCCEEDED', 'FAILED'] as const;

export interface CreateAccountRequestRecord {
  readonly id: string;
  readonly accountName: string;
  readonly email: string;
  readonly state: (typeof CREATE_ACCOUNT_STATES)[number];
  readonly requestedAt: number;
  /** The time at which the state IN_PROGRESS ends. */
  readonly completesAt: number;
  /** The account that it makes; callers see it after success only. */
  readonly accountId: string;
  /** The paired account in GovCloud, for CreateGovCloudAccount. */
  readonly govCloudAccountId?: string;
  /** The reason for the failure. It is decided with the request, and callers see it only after the failure. */
  readonly failureReason?: string;
  readonly roleName?: string;
  readonly iamUserAccessToBilling?: 'ALLOW' | 'DENY';
  readonly tags: Tags;
}

/** The last change of the effective policies of a type because of the root, an OU or an account itself. */
export interface PolicyChangeRecord {
  /** The type of the policies, or `*` for all types. */
  readonly type: string;
  readonly targetId: string;
  readonly at: number;
}

/** The profile of an account in AWS Account Management. An account for which nothing was changed has no record. */
export interface AccountProfileRecord {
  readonly accountId: string;
  readonly contactInformation?: Readonly<Record<string, string>>;
  readonly phoneVerification?: PhoneVerificationRecord;
  /** By their types. */
  readonly alternateContacts: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Opt-in Regions that were enabled or disabled, by their codes. */
  readonly regions: Readonly<Record<string, RegionRecord>>;
  readonly emailUpdate?: EmailUpdateRecord;
}

export interface RegionRecord {
  /** Whether it is enabled from `settlesAt` on; until then the change is in progress. */
  readonly enabled: boolean;
  /** 0: long ago. */
  readonly settlesAt: number;
}

export const PHONE_VERIFICATION_STATUSES = ['PENDING', 'VERIFIED'] as const;

/** Whether the phone number of the contact information is that of the account's owner. Absent: nobody has asked. */
export interface PhoneVerificationRecord {
  /** The code that AWS sends to the phone. */
  readonly code: string;
  readonly status: (typeof PHONE_VERIFICATION_STATUSES)[number];
}

export const EMAIL_UPDATE_STATUSES = ['PENDING', 'COMPLETED'] as const;

/** The last change of the address of an account. */
export interface EmailUpdateRecord {
  readonly address: string;
  /** The code that AWS sends to the new address. The state of the simulator stands for that mail. */
  readonly code: string;
  readonly status: (typeof EMAIL_UPDATE_STATUSES)[number];
  readonly changedAt: number;
}

/** An account that is in no organization, or came to one from outside. In an organization it is in its table of accounts as well. */
export interface KnownAccountRecord {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  /** Absent: that of the Region for which the requests of its organization are signed. */
  readonly partition?: string;
  /** The commercial account that pays for a GovCloud account. */
  readonly pairedAccountId?: string;
  /** The time at which it last joined or left an organization. */
  readonly membershipChangedAt?: number;
}

export const HANDSHAKE_ACTIONS = [
  'INVITE', 'ENABLE_ALL_FEATURES', 'APPROVE_ALL_FEATURES', 'ADD_ORGANIZATIONS_SERVICE_LINKED_ROLE', 'TRANSFER_RESPONSIBILITY',
] as const;
export const HANDSHAKE_STATES = ['REQUESTED', 'OPEN', 'CANCELED', 'ACCEPTED', 'DECLINED', 'EXPIRED'] as const;
export type HandshakeState = (typeof HANDSHAKE_STATES)[number];

/** The recipient of a handshake. */
export interface HandshakePartyRecord {
  readonly type: 'ACCOUNT' | 'EMAIL' | 'ORGANIZATION';
  readonly id: string;
}

/**
 * A request of one account to another one, or of an organization to itself.
 *
 *     REQUESTED ──(ENABLE_ALL_FEATURES: all have approved)──▶ OPEN
 *     REQUESTED or OPEN ──▶ ACCEPTED | DECLINED | CANCELED | EXPIRED ──(30 days)──▶ deleted
 */
export interface HandshakeRecord {
  readonly id: string;
  readonly action: (typeof HANDSHAKE_ACTIONS)[number];
  readonly state: HandshakeState;
  /** The organization that sent it, as it was then. */
  readonly organizationId: string;
  readonly featureSet: FeatureSet;
  readonly managementAccountId: string;
  readonly managementAccountEmail: string;
  readonly managementAccountName: string;
  readonly partition: string;
  readonly recipient: HandshakePartyRecord;
  readonly notes?: string;
  /** The tags of the account that joins, or of the transfer. */
  readonly tags: Tags;
  /** The handshake that an approval is a part of. */
  readonly parentId?: string;
  readonly transferId?: string;
  readonly requestedAt: number;
  readonly expiresAt: number;
  /** The time at which it was accepted, declined or canceled, or expired. */
  readonly endedAt?: number;
}

export const TRANSFER_STATUSES = ['REQUESTED', 'DECLINED', 'CANCELED', 'EXPIRED', 'ACCEPTED', 'WITHDRAWN'] as const;

/** One side of a transfer of responsibility. */
export interface TransferParticipantRecord {
  readonly organizationId: string;
  readonly accountId: string;
  readonly email: string;
}

/** The bills of the source are paid by the target, which asked for it. */
export interface ResponsibilityTransferRecord {
  readonly id: string;
  readonly name: string;
  readonly status: (typeof TRANSFER_STATUSES)[number];
  readonly source: TransferParticipantRecord;
  readonly target: TransferParticipantRecord;
  readonly startsAt: number;
  readonly endsAt?: number;
  readonly handshakeId: string;
  readonly tags: Tags;
}

/** The record of each table. */
export interface Tables {
  organization: OrganizationRecord;
  root: RootRecord;
  organizationalUnits: OrganizationalUnitRecord;
  accounts: AccountRecord;
  policies: PolicyRecord;
  attachments: AttachmentRecord;
  policyTypes: PolicyTypeRecord;
  trustedServices: TrustedServiceRecord;
  delegatedAdministrators: DelegatedAdministratorRecord;
  resourcePolicy: ResourcePolicyRecord;
  createAccountRequests: CreateAccountRequestRecord;
  policyChanges: PolicyChangeRecord;
  accountProfiles: AccountProfileRecord;
  knownAccounts: KnownAccountRecord;
  handshakes: HandshakeRecord;
  responsibilityTransfers: ResponsibilityTransferRecord;
}

/** Tables that all organizations have in common. */
export const SHARED_TABLES = ['knownAccounts', 'accountProfiles', 'handshakes', 'responsibilityTransfers'] as const satisfies readonly (keyof Tables)[];

export type TableName = keyof Tables;
