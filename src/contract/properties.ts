import type { AlternateContactProperties, AlternateContactTypeName, PrimaryContactProperties } from './account-settings';
import type { AccountRemovalAction } from './actions';
import type { PolicySetTypeName } from './policy-set';
import type { PolicyTypeName } from './policy-types';

/**
 * What constructs write into the template and handlers read from the event, without `ServiceToken`.
 *
 * CloudFormation turns numbers and booleans into strings on the way, at every depth: `Adopt: true` arrives as `"true"`.
 * Physical ids are natural keys; what `Ref` gives is said at each shape, what `Fn::GetAtt` gives in `attributes.ts`.
 */
export interface CommonProperties {
  /** A value from context that only makes every resource take part in the next deployment. */
  readonly Reconcile?: string;
}

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export interface Tagged {
  /** Sorted by key; only these keys are ever changed or removed. Absent when there are none. */
  readonly Tags?: Tag[];
}

export interface Adoptable {
  /** Take over an existing resource that another owner, or nobody, has marked as its own. A Create fails where there is none. */
  readonly Adopt?: boolean;
}

/** `Ref`: the organization's id, `o-…`. */
export interface OrganizationProperties extends CommonProperties {
  /** `ALL` on an organization with consolidated billing starts the process in which invited accounts have to agree. */
  readonly FeatureSet: 'ALL' | 'CONSOLIDATED_BILLING';
  /** Tags of the root, which exists once in each organization and has no life of its own. */
  readonly RootTags?: Tag[];
  /** The organization exists: nothing is created. Take over the root's tags from the stack of the same name in another Region. */
  readonly Adopt?: boolean;
  /** Delete the organization on a Delete, if nothing is left in it. Absent unless the code turns both keys. */
  readonly AllowDeletion?: boolean;
}

/** `Ref`: the organizational unit's id, `ou-…`. */
export interface OrganizationalUnitProperties extends CommonProperties, Tagged, Adoptable {
  readonly ParentId: string;
  readonly Name: string;
  /** The unit to take over, with `Adopt` only. Its name and parent have to be those of the properties. */
  readonly OrganizationalUnitId?: string;
  /** Another parent may be brought about by an organizational unit made anew there. */
  readonly AllowMove?: boolean;
  /** Where accounts directly in it go when it leaves the template; absent: it stays with them. */
  readonly MoveAccountsTo?: ParentPlaceProperties;
}

/** The root or an organizational unit as a destination. */
export interface ParentPlaceProperties {
  readonly ParentId: string;
  /** Logical ID of that place's own resource if it is in the same template: the deployment may recreate it with another ID. */
  readonly ParentLogicalId?: string;
}

/** `Ref`: the account's id, twelve digits. */
export interface AccountProperties extends CommonProperties, Tagged, Adoptable {
  /** The account to take over, with `Adopt` only. Its name and address have to be those of the properties. */
  readonly AccountId?: string;
  readonly AccountName: string;
  readonly Email: string;
  readonly ParentId: string;
  /** Only used when the account is created. */
  readonly RoleName?: string;
  /** Only used when the account is created. */
  readonly IamUserAccessToBilling?: 'ALLOW' | 'DENY';
  /** What becomes of the account when it leaves the code; absent: it stays where it is. */
  readonly Removal?: AccountRemovalProperties;
}

/**
 * `Ref`: the account's id, twelve digits, once it is a member; until then `invited/` and the party (`invitedId`). Exactly one of
 * `AccountId` and `Email` is present.
 */
export interface InvitedAccountProperties extends CommonProperties, Tagged {
  readonly AccountId?: string;
  readonly Email?: string;
  readonly ParentId: string;
  /** Text of the invitation; absent: the handler's own. */
  readonly Notes?: string;
  /** Whether the deployment waits until the account has joined, as long as its hour allows. */
  readonly WaitForAcceptance?: boolean;
  /** The action when the construct is removed from the app and the account has joined; absent: the account stays where it is. */
  readonly Removal?: AccountRemovalProperties;
}

export interface AccountRemovalProperties {
  readonly Action: AccountRemovalAction;
  /** Where it is moved: with `MoveAccount` only, and always there. */
  readonly ParentId?: string;
  /** Logical id of that place's own resource if it is in the same template: it may be made anew in the deployment that moves it. */
  readonly ParentLogicalId?: string;
}

/** `Ref`: the account's id, twelve digits. What no property names stays as it is. */
export interface AccountSettingsProperties extends CommonProperties {
  readonly AccountId: string;
  /** Logical id of the account's own resource if it is in the same template: tells whether the account left the template as well. */
  readonly AccountLogicalId?: string;
  readonly AlternateContacts?: { readonly [type in AlternateContactTypeName]?: AlternateContactProperties };
  readonly PrimaryContact?: PrimaryContactProperties;
  /** Opt-in Regions, sorted. */
  readonly EnabledRegions?: string[];
  /** Opt-in Regions, sorted. */
  readonly DisabledRegions?: string[];
}

/** `Ref`: the policy's id, `p-…`. */
export interface PolicyProperties extends CommonProperties, Tagged, Adoptable {
  readonly Type: PolicyTypeName;
  readonly Name: string;
  readonly Description: string;
  /** The document as JSON text, minified. */
  readonly Content: string;
}

/** `Ref`: the id of the set's first document, `p-…`. The handler decides which statement is in which document. */
export interface PolicySetProperties extends CommonProperties, Tagged {
  readonly Type: PolicySetTypeName;
  /** The documents are called `<Name>-1`, `<Name>-2`, …. */
  readonly Name: string;
  /** Of each document. */
  readonly Description: string;
  /** Statements in the language of the type, as JSON values. */
  readonly Statements: readonly Readonly<Record<string, unknown>>[];
  /** Documents that there are slots for. */
  readonly MaxDocuments: number;
  /** Characters of a document, where AWS has granted another number than `policy-types.ts` says. */
  readonly MaxContentLength?: number;
}

/** `Ref`: the target's id (root, organizational unit or account). */
export interface PolicyAttachmentsProperties extends CommonProperties {
  readonly TargetId: string;
  /** Logical id of the target's own resource if it is in the same template: tells whether the target left the code as well. */
  readonly TargetLogicalId?: string;
  /** Policy ids by policy type, in the order of attaching. A type with no policy is absent, and so is a list without any. */
  readonly Policies?: { readonly [type in PolicyTypeName]?: string[] };
  /** Sets by policy type, each as its `PolicyIds`; attached after the policies. Absent when there are none. */
  readonly PolicySets?: { readonly [type in PolicyTypeName]?: string[] };
  /** The AWS managed FullAWSAccess is to be taken off this target (something else of the code replaces it). */
  readonly DetachFullAwsAccess?: boolean;
}

/** `Ref`: `<root id>/<policy type>`. */
export interface PolicyTypeProperties extends CommonProperties {
  readonly RootId: string;
  readonly PolicyType: PolicyTypeName;
  /** Disable the type when it is removed from the app, if nothing but the policy that AWS attaches by default is attached by then. */
  readonly DisableOnRemoval?: boolean;
}

/** `Ref`: the service principal. */
export interface TrustedServiceProperties extends CommonProperties {
  readonly ServicePrincipal: string;
}

/** `Ref`: `<account id>/<service principal>`. */
export interface DelegatedAdministratorProperties extends CommonProperties {
  readonly AccountId: string;
  readonly ServicePrincipal: string;
}

/** `Ref`: the resource policy's id, `rp-…`. An organization has at most one. */
export interface ResourcePolicyProperties extends CommonProperties, Tagged, Adoptable {
  /** The document as JSON text, minified. */
  readonly Content: string;
}
