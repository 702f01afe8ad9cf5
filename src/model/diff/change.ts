import type { AlternateContactTypeName, GuardedAction, PolicyTypeName } from '../../contract';
import type { ShownContact } from '../account-settings';
import type { AllFeaturesRequest, AttachedPolicy, Tags } from '../organization';
import type {
  AccountReference, AdministratorReference, ParentReference, PolicyReference, ResourceReference, TaggedReference, TargetReference,
} from './references';

/**
 * One difference between two values of an organization, as plain JSON that needs no lookup in either of them. An added resource comes
 * complete, with its tags and attached policies, and has no further changes; a removed one takes its own along. Only resources that the
 * code names without creating them keep existing: attachments to them are changes of their own.
 */
export type Change =
  OrganizationChange | AccountChange | AccountSettingChange | OrganizationalUnitChange | PolicyChange | AttachmentChange | TagChange
  | ServiceChange | OwnerChange
  | RemovalChange | PrivilegedChange;

export type ChangeKind = Change['kind'];

export type OrganizationChange =
  /** The code begins to manage the organization: it is created, or adopted if one exists. */
  | {
    readonly kind: 'organizationAdded'; readonly id: string; readonly rootId: string; readonly managementAccountId: string; readonly featureSet: string;
  }
  /** The code no longer manages it. It stays, unless the code has turned both keys: then it is deleted if it is empty. */
  | { readonly kind: 'organizationRemoved'; readonly id: string; readonly outcome?: 'deleted' }
  /** `request`: all features are requested, and accounts have not agreed yet. */
  | { readonly kind: 'featureSetChanged'; readonly before: string; readonly after: string; readonly request?: AllFeaturesRequest }
  | { readonly kind: 'policyTypeEnabled'; readonly policyType: PolicyTypeName }
  | { readonly kind: 'policyTypeRemoved'; readonly policyType: PolicyTypeName; readonly outcome: ServiceOutcome };

/** `stays`: it is only removed from the app. `ends`: it is switched off in the service. */
export type ServiceOutcome = 'stays' | 'ends';

/** `deleted`: once it is empty or unused. `stays`: it is only removed from the app. `gone`: observed in the service, for any reason. */
export type Outcome = 'deleted' | 'stays' | 'gone';

/**
 * `created`: by the deployment. `adopted`: taken over, which requires an existing resource. `missing`: to be adopted, but not in the live
 * organization. `appeared`: observed in the service, for any reason. `named`: it stays outside the code, which only names it, as a
 * parent or as a target of policies. `invited`: an account that joins if its owner accepts; a later deployment places it.
 */
export type Arrival = 'created' | 'adopted' | 'missing' | 'appeared' | 'named' | 'invited';

/**
 * The outcome for an account that is in the base only. `stays`: it is removed from the app and remains where it is. `gone`: observed in the
 * service, for any reason. `invitationCanceled`: it is not known to be a member.
 */
export type AccountOutcome = 'stays' | 'moved' | 'removedFromOrganization' | 'closed' | 'gone' | 'invitationCanceled';

export type AccountChange =
  | {
    readonly kind: 'accountAdded';
    readonly account: AccountReference;
    readonly name: string;
    readonly parent: ParentReference;
    readonly arrival: Arrival;
    readonly state: string;
    readonly tags: Tags;
    readonly attachedPolicies: readonly AttachedPolicy[];
  }
  | {
    readonly kind: 'accountRemoved';
    readonly account: AccountReference;
    readonly outcome: AccountOutcome;
    /** Its destination, with the outcome `moved` only, or if it is moved once it has joined. */
    readonly to?: ParentReference;
    /** With the outcome `invitationCanceled` only: the outcome if it has joined. */
    readonly ifJoined?: Exclude<AccountOutcome, 'gone' | 'invitationCanceled'>;
  }
  /** An invited account has become a member. */
  | { readonly kind: 'accountJoined'; readonly account: AccountReference; readonly name: string; readonly parent: ParentReference; readonly state: string }
  | { readonly kind: 'accountRenamed'; readonly account: AccountReference; readonly before: string; readonly after: string }
  | { readonly kind: 'accountEmailChanged'; readonly account: AccountReference; readonly before: string; readonly after: string }
  | { readonly kind: 'accountStateChanged'; readonly account: AccountReference; readonly before: string; readonly after: string }
  | {
    readonly kind: 'accountMoved';
    readonly account: AccountReference;
    readonly from: ParentReference;
    readonly to: ParentReference;
    /** It is the management account, which no deployment moves. */
    readonly managementAccount?: true;
  };

/** A changed contact. It holds only the values that reviews show: no phone number and no postal address. */
export interface ContactDifference {
  /** Absent: not known. */
  readonly before?: ShownContact;
  /** Absent: the account has none. */
  readonly after?: ShownContact;
  /** Of two contacts that are known: names of the members that differ, such as `PhoneNumber`; else absent. */
  readonly members?: readonly string[];
}

/** Contacts and Regions of one account. Those of a new account are changes of their own. */
export type AccountSettingChange =
  /** The account had no such contact, or it is unknown whether it had one. */
  | {
    readonly kind: 'alternateContactSet'; readonly account: AccountReference; readonly contactType: AlternateContactTypeName; readonly after: ShownContact;
  }
  | {
    readonly kind: 'alternateContactChanged';
    readonly account: AccountReference;
    readonly contactType: AlternateContactTypeName;
    readonly before: ShownContact;
    readonly after: ShownContact;
    readonly members: readonly string[];
  }
  /** `deleted`: if its stack set it and it has not changed since. */
  | {
    readonly kind: 'alternateContactRemoved';
    readonly account: AccountReference;
    readonly contactType: AlternateContactTypeName;
    readonly before: ShownContact;
    readonly outcome: Outcome;
  }
  | { readonly kind: 'primaryContactChanged'; readonly account: AccountReference } & ContactDifference
  /** `isNow`: it is unknown whether the Region is enabled before the change; else absent. */
  | { readonly kind: 'regionEnabled'; readonly account: AccountReference; readonly region: string; readonly isNow?: 'unknown' }
  | { readonly kind: 'regionDisabled'; readonly account: AccountReference; readonly region: string; readonly isNow?: 'unknown' }
  /** The primary contact, or a Region, was removed from the app and stays as it is. */
  | { readonly kind: 'accountSettingReleased'; readonly account: AccountReference; readonly region?: string };

export type OrganizationalUnitChange =
  | {
    readonly kind: 'organizationalUnitAdded';
    readonly unit: ParentReference;
    readonly name: string;
    readonly parent: ParentReference;
    readonly arrival: Arrival;
    readonly tags: Tags;
    readonly attachedPolicies: readonly AttachedPolicy[];
  }
  | {
    readonly kind: 'organizationalUnitRemoved';
    readonly unit: ParentReference;
    readonly outcome: Outcome;
    /** Whether it stays only because it is not empty; else absent. */
    readonly notEmpty?: true;
    /** The destination of all accounts directly in it, those outside the code too, before it is deleted; else absent. */
    readonly accountsTo?: ParentReference;
  }
  | { readonly kind: 'organizationalUnitRenamed'; readonly unit: ParentReference; readonly before: string; readonly after: string }
  /** Recreated below another parent, with another ID; `accounts` counts the accounts in it or below it, which move along. */
  | {
    readonly kind: 'organizationalUnitMoved';
    readonly unit: ParentReference;
    readonly from: ParentReference;
    readonly to: ParentReference;
    readonly accounts: number;
    /** Whether the former one stays as well: the app adopted it, or a unit below it goes and is not empty; else absent. */
    readonly formerStays?: true;
  };

export type PolicyChange =
  | {
    readonly kind: 'policyAdded';
    readonly policy: PolicyReference;
    readonly arrival: Arrival;
    readonly description: string;
    readonly content: string;
    readonly tags: Tags;
  }
  | { readonly kind: 'policyRemoved'; readonly policy: PolicyReference; readonly outcome: Outcome; readonly content: string }
  | { readonly kind: 'policyRenamed'; readonly policy: PolicyReference; readonly before: string; readonly after: string }
  | { readonly kind: 'policyDescriptionChanged'; readonly policy: PolicyReference; readonly before: string; readonly after: string }
  /** Of a service control or resource control policy. `before` and `after` are the whole documents as JSON text. */
  | {
    readonly kind: 'policyStatementsChanged';
    readonly policy: PolicyReference;
    readonly statements: readonly StatementChange[];
    readonly before: string;
    readonly after: string;
  }
  /** Of a policy of any other type. */
  | {
    readonly kind: 'managementPolicyChanged';
    readonly policy: PolicyReference;
    readonly settings: readonly SettingChange[];
    readonly before: string;
    readonly after: string;
  }
  /** Another text with the same meaning: another order of statements, or a value in place of a list of one. */
  | { readonly kind: 'policyRewritten'; readonly policy: PolicyReference; readonly before: string; readonly after: string };

/** A statement that is in one of two documents only (then one text is absent), or differs between them. */
export interface StatementChange {
  readonly change: 'added' | 'removed' | 'changed';
  /** Its Sid, or its place, `Statement[2]`; empty for a document that cannot be read, which is then shown as a whole. */
  readonly statement: string;
  /** `Allow` or `Deny`, as in the document; empty where it cannot be read. */
  readonly effect: string;
  /** JSON with two spaces, ready to be shown line by line. */
  readonly before?: string;
  readonly after?: string;
  /** The values by which a changed statement differs. */
  readonly values?: readonly ValueChange[];
}

/** The values that one list of a statement no longer has, and those that it has now; one of the two may be empty. */
export interface ValueChange {
  /** Such as `["Action"]` or `["Condition", "StringNotEquals", "aws:RequestedRegion"]`. */
  readonly path: readonly string[];
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** A value in a management policy, found by its keys; absent on the side that does not have it. */
export interface SettingChange {
  readonly path: readonly string[];
  /** JSON text. */
  readonly before?: string;
  readonly after?: string;
}

export type AttachmentChange =
  | { readonly kind: 'attached'; readonly policy: PolicyReference; readonly target: TargetReference; readonly awsManaged: boolean }
  | { readonly kind: 'detached'; readonly policy: PolicyReference; readonly target: TargetReference; readonly awsManaged: boolean }
  /** From now on, only the actions that other policies of the target allow are allowed below it. */
  | { readonly kind: 'fullAwsAccessDetached'; readonly target: TargetReference }
  | { readonly kind: 'fullAwsAccessReturned'; readonly target: TargetReference };

export type TagChange =
  | { readonly kind: 'tagAdded'; readonly on: TaggedReference; readonly key: string; readonly after: string }
  | { readonly kind: 'tagChanged'; readonly on: TaggedReference; readonly key: string; readonly before: string; readonly after: string }
  | { readonly kind: 'tagRemoved'; readonly on: TaggedReference; readonly key: string; readonly before: string };

export type ServiceChange =
  | { readonly kind: 'trustedAccessEnabled'; readonly servicePrincipal: string }
  /** `before` and `after` are the whole documents as JSON text; absent where there is no resource policy. */
  | {
    readonly kind: 'resourcePolicyChanged';
    readonly id: string;
    readonly statements: readonly StatementChange[];
    readonly before?: string;
    readonly after?: string;
    /** Of a new resource policy. */
    readonly tags?: Tags;
    /** `stays`: it is removed from the app and remains in the service; else absent. */
    readonly outcome?: 'stays';
  }
  | { readonly kind: 'trustedAccessRemoved'; readonly servicePrincipal: string; readonly outcome: ServiceOutcome }
  | { readonly kind: 'delegatedAdministratorRegistered'; readonly accountId: string; readonly accountName: string; readonly servicePrincipal: string }
  | {
    readonly kind: 'delegatedAdministratorDeregistered';
    readonly accountId: string;
    readonly accountName: string;
    readonly servicePrincipal: string;
    /** `stays`: its stack is no longer in the code, so that it stays registered; else absent. */
    readonly outcome?: 'stays';
  };

/**
 * The outcome for a resource whose construct moves to another stack. `takenOver`: it stays as it is, and the new stack owns it. `refused`:
 * it stays with its former stack, and the deployment of the new one stops. The others are done by the former stack. `recreated`: it
 * deletes it, and the new stack creates another one. `deleted`: it deletes it, and the new stack stops, since there is nothing to adopt.
 * After `closed` and `removedFromOrganization`, the new stack stops as well.
 */
export type HandOverOutcome = 'takenOver' | 'refused' | 'recreated' | 'deleted' | Exclude<AccountOutcome, 'stays' | 'gone'>;

export type OwnerChange =
  /** Its construct leaves one stack and appears in another. The outcome depends on which of them is deployed first. */
  | {
    readonly kind: 'handedOver';
    readonly on: TaggedReference | AdministratorReference;
    /** Names of stacks. */
    readonly from: string;
    readonly to: string;
    /** The outcome if the former stack is deployed first. */
    readonly formerFirst: HandOverOutcome;
    /** The outcome if the new stack is deployed first. */
    readonly newFirst: HandOverOutcome;
  }
  /** Exists in the live organization, and gets the owner tag of a stack. */
  | {
    readonly kind: 'takenOver';
    readonly on: TaggedReference;
    /** The name of the stack. */
    readonly by: string;
  };

/** The removal setting of an account: its outcome when it is removed from the app. */
export type Removal = Exclude<AccountOutcome, 'gone' | 'invitationCanceled'>;

/** Changes to later removals of accounts; nothing in the organization changes now. */
export type RemovalChange =
  /** The role of the handlers gets the permission for every account that is removed from the app with this removal setting. */
  | { readonly kind: 'removalAllowed'; readonly action: GuardedAction }
  | { readonly kind: 'removalNoLongerAllowed'; readonly action: GuardedAction }
  | { readonly kind: 'accountRemovalChanged'; readonly account: AccountReference; readonly before: Removal; readonly after: Removal }
  /** The destination of the unit's accounts when it is removed from the app later; absent: it stays with them. */
  | {
    readonly kind: 'moveAccountsToChanged'; readonly unit: ParentReference; readonly from?: ParentReference; readonly to?: ParentReference;
  };

/** How the code of a function is known; `application`: the function does not act for the organization. */
export type CodeOrigin = 'package' | 'framework' | 'deployed' | 'acknowledged' | 'application' | 'unknown';

/**
 * How other code may run than the one that was reviewed: settings of a handler such as `Layers`, or `assets`, where others may replace what
 * is deployed.
 */
export interface ReplacingCode {
  /** Absent if there is nothing of that. */
  readonly replacesCode?: readonly string[];
}

/** Changes of resources that grant rights in the management account, or run with them: roles, policies, functions, state machines, etc. */
export type PrivilegedChange =
  /** `content` is its definition as JSON text. */
  | ReplacingCode & { readonly kind: 'privilegedResourceAdded'; readonly resource: ResourceReference; readonly content: string }
  | {
    readonly kind: 'privilegedResourceRemoved'; readonly resource: ResourceReference; readonly content: string; readonly outcome: 'deleted' | 'stays';
  }
  /** `document`: `trust policy`, `policy`, or `inline policy` and its name. A new or removed document has one text only. */
  | ReplacingCode & {
    readonly kind: 'privilegedPolicyChanged';
    readonly resource: ResourceReference;
    readonly document: string;
    readonly statements: readonly StatementChange[];
    readonly before?: string;
    readonly after?: string;
  }
  | ReplacingCode & { readonly kind: 'privilegedSettingsChanged'; readonly resource: ResourceReference; readonly settings: readonly SettingChange[] }
  /** Functions that get the same code. Digests are SHA-256 of the contents; a new function has no former digest. */
  | {
    readonly kind: 'functionCodeChanged';
    readonly functions: readonly ResourceReference[];
    readonly formerDigest?: string;
    readonly digest: string;
    readonly origin: CodeOrigin;
  }
  /** Resources of this library that another function handles from now on, named by stack and logical ID; new ones have no former token. */
  | { readonly kind: 'serviceTokenChanged'; readonly resources: readonly string[]; readonly formerToken?: string; readonly token: string };
