import type { AccountRemovalProperties, GuardedAction, PolicyTypeName } from '../contract';
import type { AccountSettingsEntry } from './account-settings';
import type { Invitation } from './invitations';
import type { PrivilegedParts } from './privileged/privileged-parts';
import type { StackLinks } from './stack-links';

/**
 * An organization as a value: its contents, regardless of their source (code, live service, simulator).
 *
 * Items of a list are sorted by name (accounts by name, then by email address), tags by key, so that equal organizations are
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
  /** Customer managed policies; AWS managed ones appear only where they are attached. */
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
   * Contacts and opt-in Regions of accounts, sorted by account ID: the ones that the code names. They include those of imported accounts
   * and of the management account, which are not in the tree.
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

/** Facts about the organization as a whole that only the code knows. */
export interface OrganizationInCode {
  /** The top-level stacks, as owner tags name them (`Org@eu-west-1`), or by name alone where the code leaves the Region open; sorted. */
  readonly owners: readonly string[];
  /**
   * Names of all top-level stacks of the code, also of those that make nothing here; sorted.
   * @default - the owners
   */
  readonly stacks?: readonly string[];
  /**
   * The accounts that the template of each stack notes as those of other stacks (`accountDigest`). The stack leaves them alone when their
   * constructs move there.
   * @default - no stack has such a note
   */
  readonly notedAccounts?: readonly NotedAccounts[];
  /** The account actions that the code permits the handlers. */
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
  /** Targets from which the code detaches FullAWSAccess. */
  readonly withoutFullAwsAccess: readonly string[];
  /**
   * The exports and imports of the stacks, in the order of their deployment.
   * @default - nothing
   */
  readonly links?: readonly StackLinks[];
  /**
   * Roles, functions and other resources that grant or use rights in the management account.
   * @default - not known
   */
  readonly privileged?: PrivilegedParts;
}

/** The accounts that the template of a top-level stack notes as those of other stacks. */
export interface NotedAccounts {
  readonly owner: string;
  readonly digests: readonly string[];
}

/** A policy type whose removal from the code disables it, and the top-level stack that enables it. */
export interface DisabledOnRemoval {
  readonly policyType: PolicyTypeName;
  readonly owner: string;
}

/** Facts about a resource that only the code knows. Parents and targets outside the code have none. */
export interface InCode {
  /** The top-level stack's name. */
  readonly owner: string;
  /** Stack and logical ID, by which CloudFormation identifies the resource. */
  readonly address: string;
  readonly adopt: boolean;
  /** The ID of the account or organizational unit to adopt, where the code names it. */
  readonly idToAdopt?: string;
  /** Whether its deletion policy retains it when it is removed from the app, without a call of a handler. */
  readonly retained: boolean;
  /** Names of the exports that give its ID to other stacks, sorted. */
  readonly exports: readonly string[];
  /** Of organizational units. */
  readonly allowReplacement?: boolean;
  /** Of organizational units: ID of the destination of their accounts when they are removed. */
  readonly moveAccountsTo?: string;
  /** The further places, of which their accounts go to the first one that stays if the destination is removed at the same time. */
  readonly moveAccountsOn?: readonly string[];
  /** A value whose change includes every resource in the deployment. */
  readonly reconcile?: string;
  /** Of accounts: the removal setting, for when it is removed from the app. */
  readonly removal?: AccountRemovalProperties;
  /** Of an account that is invited: its party in the code, which knows neither its other data nor whether it has joined. */
  readonly invited?: Pick<Invitation, 'accountId' | 'email'>;
}

export type Tags = { readonly [key: string]: string };

/** A target of policies. */
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

/** A parent of organizational units and accounts: the root or an organizational unit. */
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
   * `ACTIVE`, `PENDING_CLOSURE`, … as the service returns it; `ACTIVE` for an account of the code; `INVITED` (`INVITED_STATE`) for one
   * that code invites and that is not known to be a member.
   */
  readonly state: string;
}

/** The prefix of an ID that represents a whole policy set; the ID of its first policy follows. */
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
  /** Whether it stays registered when it is removed from the app; only in a value that comes from code. */
  readonly retained?: true;
}

/** Every target of the tree with its path, parents first. */
export function targets(organization: Organization): { path: string; target: Root | OrganizationalUnit | Account; kind: 'root' | 'organizationalUnit' | 'account' }[] {
  const found: ReturnType<typeof targets> = [];
  const walk = (parent: Parent, path: string, kind: 'root' | 'organizationalUnit'): void => {
    found.push({ path, target: parent, kind });
    for (const account of parent.accounts) found.push({ path: `${path}/${account.name}`, target: account, kind: 'account' });
    for (const unit of parent.organizationalUnits) walk(unit, `${path}/${unit.name}`, 'organizationalUnit');
  };
  walk(organization.root, 'Root', 'root');
  return found;
}
