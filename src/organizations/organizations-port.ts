import type { PolicyTypeName, Tag } from '../contract';

/**
 * AWS Organizations in its own words, as far as this library speaks with it.
 *
 * Lists hide paging: they go on until the service gives no more token, since a page may be empty and still not be the last.
 * An iterable fetches the next page only when it is asked for. Every method rejects with an `OrganizationsError`.
 * Source: AWS Organizations API Reference, the page of each operation.
 */
export interface OrganizationsPort {
  describeOrganization(): Promise<OrganizationDescription>;
  createOrganization(featureSet: FeatureSet): Promise<OrganizationDescription>;
  /** Refused while accounts are in the organization, closed ones too. */
  deleteOrganization(): Promise<void>;
  /** Asks every invited account to agree to all features. */
  enableAllFeatures(): Promise<Handshake>;
  /** Those of the organization that are open, and those that ended in the last 30 days. */
  listHandshakesForOrganization(action: HandshakeAction): AsyncIterable<Handshake>;
  acceptHandshake(id: string): Promise<void>;
  cancelHandshake(id: string): Promise<void>;
  listRoots(): AsyncIterable<Root>;
  enablePolicyType(rootId: string, type: PolicyTypeName): Promise<void>;
  /** Detaches all policies of the type in the whole organization. */
  disablePolicyType(rootId: string, type: PolicyTypeName): Promise<void>;

  createOrganizationalUnit(parentId: string, name: string, tags: readonly Tag[]): Promise<OrganizationalUnit>;
  describeOrganizationalUnit(id: string): Promise<OrganizationalUnit>;
  updateOrganizationalUnit(id: string, name: string): Promise<void>;
  deleteOrganizationalUnit(id: string): Promise<void>;
  listOrganizationalUnitsForParent(parentId: string): AsyncIterable<OrganizationalUnit>;
  /** The one parent of an organizational unit or account. */
  findParent(childId: string): Promise<string>;

  /** Starts the creation of an account, which goes on after the answer. */
  createAccount(request: CreateAccountRequest): Promise<CreateAccountStatus>;
  describeCreateAccountStatus(requestId: string): Promise<CreateAccountStatus>;
  /** Statuses are kept for 90 days, so that this list may be long: it ends after `mostPages`. */
  listCreateAccountStatus(states: readonly CreateAccountState[], mostPages: number): AsyncIterable<CreateAccountStatus>;
  describeAccount(id: string): Promise<Account>;
  listAccounts(): AsyncIterable<Account>;
  /** @param mostPages reads no more pages than this */
  listAccountsForParent(parentId: string, mostPages?: number): AsyncIterable<Account>;
  moveAccount(id: string, sourceParentId: string, destinationParentId: string): Promise<void>;
  /** Starts the closing of an account, which goes on after the answer. */
  closeAccount(id: string): Promise<void>;
  removeAccountFromOrganization(id: string): Promise<void>;

  /** Invitations of the organization to accounts, also those that ended within 30 days. */
  listInvitations(): AsyncIterable<Invitation>;
  inviteAccount(request: NewInvitation): Promise<Invitation>;

  createPolicy(policy: NewPolicy, tags: readonly Tag[]): Promise<PolicySummary>;
  describePolicy(id: string): Promise<Policy>;
  /** Changes only the given fields. */
  updatePolicy(id: string, changes: PolicyChanges): Promise<void>;
  deletePolicy(id: string): Promise<void>;
  listPolicies(type: PolicyTypeName): AsyncIterable<PolicySummary>;
  listPoliciesForTarget(targetId: string, type: PolicyTypeName): AsyncIterable<PolicySummary>;
  listTargetsForPolicy(policyId: string): AsyncIterable<PolicyTarget>;
  attachPolicy(policyId: string, targetId: string): Promise<void>;
  detachPolicy(policyId: string, targetId: string): Promise<void>;

  listServiceAccess(): AsyncIterable<ServiceAccess>;
  enableServiceAccess(servicePrincipal: string): Promise<void>;
  disableServiceAccess(servicePrincipal: string): Promise<void>;
  /** Lists the delegated administrators of a service, or of all services. */
  listDelegatedAdministrators(servicePrincipal?: string): AsyncIterable<DelegatedAdministrator>;
  listDelegatedServicesForAccount(accountId: string): AsyncIterable<ServiceAccess>;
  registerDelegatedAdministrator(accountId: string, servicePrincipal: string): Promise<void>;
  deregisterDelegatedAdministrator(accountId: string, servicePrincipal: string): Promise<void>;

  /** The organization's one resource policy; `ResourcePolicyNotFound` if there is none. */
  describeResourcePolicy(): Promise<ResourcePolicy>;
  /** Creates the resource policy, or replaces its whole content. Tags are accepted at its creation only. */
  putResourcePolicy(content: string, tags?: readonly Tag[]): Promise<ResourcePolicy>;
  deleteResourcePolicy(): Promise<void>;

  listTags(resourceId: string): AsyncIterable<Tag>;
  tagResource(resourceId: string, tags: readonly Tag[]): Promise<void>;
  untagResource(resourceId: string, keys: readonly string[]): Promise<void>;
}

export type FeatureSet = 'ALL' | 'CONSOLIDATED_BILLING';

export interface OrganizationDescription {
  readonly id: string;
  readonly arn: string;
  readonly featureSet: FeatureSet;
  readonly managementAccountId: string;
  readonly managementAccountArn: string;
  readonly managementAccountEmail: string;
}

export type HandshakeAction = 'ADD_ORGANIZATIONS_SERVICE_LINKED_ROLE' | 'APPROVE_ALL_FEATURES' | 'ENABLE_ALL_FEATURES' | 'INVITE';

export type HandshakeState = 'REQUESTED' | 'OPEN' | 'CANCELED' | 'ACCEPTED' | 'DECLINED' | 'EXPIRED';

export interface HandshakeSummary {
  /** `h-…` */
  readonly id: string;
  readonly state: HandshakeState;
  /** Milliseconds since 1970. */
  readonly requestedAt: number;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

export interface Handshake extends HandshakeSummary {
  /** The account that has to answer, if it is one and is named by its ID. */
  readonly accountId?: string;
  /** The handshake that this one is a part of, `h-…`. */
  readonly parentId?: string;
}

export interface Root {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  /** A type that is not enabled is absent. */
  readonly policyTypes: readonly PolicyTypeState[];
}

export interface PolicyTypeState {
  readonly type: string;
  readonly status: 'ENABLED' | 'PENDING_ENABLE' | 'PENDING_DISABLE';
}

export interface OrganizationalUnit {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
}

export type AccountState = 'PENDING_ACTIVATION' | 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE' | 'CLOSED';

export interface Account {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly email: string;
  readonly state: AccountState;
  /** Whether the service sent `Status` only, which is SUSPENDED for closed accounts as well. */
  readonly isFromStatus?: boolean;
  /** Since when it is in the organization; of the management account, since when there is one. Milliseconds since 1970. */
  readonly joinedAt: number;
}

export interface CreateAccountRequest {
  readonly email: string;
  readonly accountName: string;
  readonly roleName?: string;
  readonly iamUserAccessToBilling?: 'ALLOW' | 'DENY';
  readonly tags: readonly Tag[];
}

export type CreateAccountState = 'IN_PROGRESS' | 'SUCCEEDED' | 'FAILED';

/** It knows neither the email address nor the tags of the request. */
export interface CreateAccountStatus {
  readonly id: string;
  readonly accountName: string;
  readonly state: CreateAccountState;
  /** Milliseconds since 1970. */
  readonly requestedAt: number;
  /** Milliseconds since 1970; absent while it goes on. */
  readonly completedAt?: number;
  /** Only after success. */
  readonly accountId?: string;
  /** Only after failure. */
  readonly failureReason?: string;
}

export interface Invitation extends HandshakeSummary {
  /** The invited account, by its ID or its email address as in the invitation. */
  readonly party: { readonly type: 'ACCOUNT' | 'EMAIL'; readonly id: string };
  readonly notes?: string;
}

export interface NewInvitation {
  readonly party: Invitation['party'];
  readonly notes: string;
  /** The account has them when it joins. */
  readonly tags: readonly Tag[];
}

export interface NewPolicy {
  readonly type: PolicyTypeName;
  readonly name: string;
  readonly description: string;
  readonly content: string;
}

export type PolicyChanges = Partial<Omit<NewPolicy, 'type'>>;

export interface PolicySummary {
  readonly id: string;
  readonly arn: string;
  readonly type: string;
  readonly name: string;
  readonly description: string;
  readonly awsManaged: boolean;
}

export interface Policy extends PolicySummary {
  readonly content: string;
}

/** The resource-based delegation policy of an organization. */
export interface ResourcePolicy {
  readonly id: string;
  readonly arn: string;
  readonly content: string;
}

export interface PolicyTarget {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly type: 'ACCOUNT' | 'ORGANIZATIONAL_UNIT' | 'ROOT';
}

/** A service that is trusted in the organization, or that an account administers. */
export interface ServiceAccess {
  readonly servicePrincipal: string;
  /** Since when; milliseconds since 1970. */
  readonly enabledAt: number;
}

export interface DelegatedAdministrator {
  readonly accountId: string;
  /** The time of its first registration, in milliseconds since 1970. */
  readonly enabledAt: number;
}
