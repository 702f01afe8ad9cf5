import type { AccountRemovalProperties, GuardedAction, PolicyTypeName } from '../contract';
import type { AccountSettingsEntry } from './account-settings';
import type { Invitation } from './invitations';
import type { PrivilegedParts } from './privileged/privileged-parts';
import type { StackLinks } from './stack-links';

/**
 * An organization as a value: what is in it, apart from where the knowledge comes from (code, live service, simulator).
 *
 * Things in a list are sorted by name (accounts by name, then by e-mail address), tags by key, so that equal organizations are
 * equal values.
 */
export interface Organization {
  /** `o-…`; a reference to the construct where the value comes from code that is not deployed. */
  readonly id: string;
  readonly managementAccountId: string;
  readonly featureSet: string;
  /**
   * The open request to enable all features; only in a value that comes from the live service.
   * @default - none
   */
  readonly allFeaturesRequest?: AllFeaturesRequest;
  readonly root: Root;
  /** Policies made by customers; those of AWS appear only where they are attached. */
  readonly policies: Policy[];
  readonly policyTypes: PolicyTypeName[];
  /** Service principals with trusted access. */
  readonly trustedServices: string[];
  readonly delegatedAdministrators: DelegatedAdministrator[];
  /**
   * The resource-based delegation policy.
   * @default - none, or not known
   */
  readonly resourcePolicy?: ResourcePolicy;
  /**
   * Invitations of accounts that are not members, sorted by account ID or address. Absent in a value that comes from code, where the
   * accounts themselves are in the tree.
   * @default - there are none
   */
  readonly invitations?: readonly Invitation[];
  /**
   * Contacts and opt-in Regions of accounts, sorted by account ID: those that code names. Accounts that the code imports, and the
   * management account, are among them without being in the tree.
   * @default - none are named, or none are known
   */
  readonly accountSettings?: readonly AccountSettingsEntry[];
  /** Only in a value that comes from code. */
  readonly code?: OrganizationInCode;
}

/** A request to enable all features that invited accounts have to approve. */
export interface AllFeaturesRequest {
  /** IDs of the accounts that have not agreed, sorted. */
  readonly missing: readonly string[];
  /** The day when the request expires, such as `2027-02-24`. */
  readonly expiresOn: string;
}

/** What code says of the organization as a whole beside what is in it. */
export interface OrganizationInCode {
  /** The top-level stacks, as owner tags name them (`Org@eu-west-1`), or by name alone where the code leaves the Region open; sorted. */
  readonly owners: readonly string[];
  /**
   * Names of all top-level stacks of the code, also of those that make nothing here; sorted.
   * @default - the owners
   */
  readonly stacks?: readonly string[];
  /** What the handlers may do to accounts, because the code allows it. */
  readonly guardedActions: readonly GuardedAction[];
  /**
   * Policy types that are disabled when they are removed from the app.
   * @default - none
   */
  readonly disabledOnRemoval?: readonly DisabledOnRemoval[];
  /**
   * Policy types that the deployment of this code is to disable, in the plan of a deployment only.
   * @default - those that the code before it disables on removal
   */
  readonly policyTypesToDisable?: readonly PolicyTypeName[];
  /** Targets from which the code takes FullAWSAccess off. */
  readonly withoutFullAwsAccess: readonly string[];
  /**
   * What the stacks give to each other, in the order of their deployment.
   * @default - nothing
   */
  readonly links?: readonly StackLinks[];
  /**
   * Roles, functions and other resources that grant or use rights in the management account.
   * @default - not known
   */
  readonly privileged?: PrivilegedParts;
}

/** A policy type whose removal from the code disables it, and the top-level stack that enables it. */
export interface DisabledOnRemoval {
  readonly policyType: PolicyTypeName;
  readonly owner: string;
}

/** What code says of a thing beside what the service will know of it. Parents and targets outside the code have none. */
export interface InCode {
  /** The top-level stack's name. */
  readonly owner: string;
  /** Stack and logical id: what CloudFormation knows it by. */
  readonly address: string;
  readonly adopt: boolean;
  /** What its deletion policy says: it stays when it leaves the code, and no handler is asked. */
  readonly retained: boolean;
  /** Names of the exports that give its id to other stacks, sorted. */
  readonly exports: readonly string[];
  /** Of organizational units. */
  readonly allowReplacement?: boolean;
  /** Of organizational units: ID of the place to which their accounts are moved when they are removed. */
  readonly moveAccountsTo?: string;
  /** A value that makes every resource take part in the deployment with which it changes. */
  readonly reconcile?: string;
  /** Of accounts: what becomes of it when it leaves the code. */
  readonly removal?: AccountRemovalProperties;
  /** Of an account that is invited: how the code names it, which knows neither more of it nor whether it has joined. */
  readonly invited?: Pick<Invitation, 'accountId' | 'email'>;
}

export type Tags = { readonly [key: string]: string };

/** A place where policies can be attached. */
export interface Target {
  readonly id: string;
  readonly tags: Tags;
  /** Names of the policies attached here, by type, sorted. */
  readonly attachedPolicies: AttachedPolicy[];
  readonly code?: InCode;
}

export interface AttachedPolicy {
  readonly id: string;
  readonly name: string;
  readonly type: PolicyTypeName;
  readonly awsManaged: boolean;
}

/** Where organizational units and accounts can be: the root or an organizational unit. */
export interface Parent extends Target {
  readonly organizationalUnits: OrganizationalUnit[];
  readonly accounts: Account[];
}

export interface Root extends Parent {}

export interface OrganizationalUnit extends Parent {
  readonly name: string;
}

export interface Account extends Target {
  readonly name: string;
  readonly email: string;
  /**
   * `ACTIVE`, `PENDING_CLOSURE`, … as the service says it; `ACTIVE` for one that code asks for; `INVITED` (`INVITED_STATE`) for one that
   * code invites and that is not known to be a member.
   */
  readonly state: string;
}

/** Of what stands for a whole policy set; the id of its first policy follows. */
export const POLICY_SET_ID_PREFIX = 'policy-set/';

export interface Policy {
  readonly id: string;
  readonly name: string;
  readonly type: PolicyTypeName;
  readonly description: string;
  readonly content: string;
  readonly tags: Tags;
  readonly code?: InCode;
}

/** The resource-based delegation policy of an organization. */
export interface ResourcePolicy {
  readonly id: string;
  readonly content: string;
  readonly tags: Tags;
  readonly code?: InCode;
}

export interface DelegatedAdministrator {
  readonly accountId: string;
  readonly accountName: string;
  readonly servicePrincipal: string;
  /** The top-level stack's name, in a value that comes from code. */
  readonly owner?: string;
  /** Whether it stays registered when it leaves the code; only in a value that comes from code. */
  readonly retained?: true;
}

/** Every target of the tree with the names that lead to it, parents first. */
export function* targets(organization: Organization): Generator<{ path: string; target: Root | OrganizationalUnit | Account; kind: 'root' | 'organizationalUnit' | 'account' }> {
  yield* walk(organization.root, 'Root', 'root');
}

function* walk(parent: Parent, path: string, kind: 'root' | 'organizationalUnit'): ReturnType<typeof targets> {
  yield { path, target: parent, kind };
  for (const account of parent.accounts) yield { path: `${path}/${account.name}`, target: account, kind: 'account' };
  for (const unit of parent.organizationalUnits) yield* walk(unit, `${path}/${unit.name}`, 'organizationalUnit');
}
