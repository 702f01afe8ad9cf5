import type { AlternateContactProperties, AlternateContactTypeName, PrimaryContactProperties } from './account-settings';
import type { AuthorizationPolicyType, PolicyTypeName } from './policy-types';
import type { ResourceType } from './resource-types';
import type { AccountRemovalAction } from './rights/actions';

/**
 * The properties that constructs write to the template and handlers read from the event, without `ServiceToken`.
 *
 * CloudFormation turns numbers and booleans into strings on the way, at every depth: `Adopt: true` arrives as `"true"`.
 * Physical IDs are natural keys. Each interface documents its `Ref`; `ids.ts` documents the attributes for `Fn::GetAtt`.
 */
export interface CommonProperties {
  /** A context value whose only purpose is that every resource takes part in the next deployment. */
  readonly Reconcile?: string;
}

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export interface Tagged {
  /** Sorted by key. Only these keys are ever changed or removed. Absent if there are none. */
  readonly Tags?: Tag[];
}

export interface Adoptable {
  /** Take over an existing resource that has no owner, or another owner. A Create fails if there is no such resource. */
  readonly Adopt?: boolean;
}

/** `Ref`: the ID of the organization, `o-…`. */
export interface OrganizationProperties extends CommonProperties {
  /** `ALL` on an organization with consolidated billing starts the change to all features, to which invited accounts have to agree. */
  readonly FeatureSet: 'ALL' | 'CONSOLIDATED_BILLING';
  /** Tags of the root, which each organization has exactly once and which is not a resource of its own. */
  readonly RootTags?: Tag[];
  /** The organization exists: nothing is created. Take over the root's tags from the stack of the same name in another Region. */
  readonly Adopt?: boolean;
  /** Delete the organization on a Delete, if it is empty. Absent unless the app turns both keys. */
  readonly AllowDeletion?: boolean;
}

/** `Ref`: the ID of the organizational unit, `ou-…`. */
export interface OrganizationalUnitProperties extends CommonProperties, Tagged, Adoptable {
  readonly ParentId: string;
  readonly Name: string;
  /** The unit to take over, only with `Adopt`. Its name and parent must equal those of the properties. */
  readonly OrganizationalUnitId?: string;
  /** Another parent may cause the organizational unit to be recreated there. */
  readonly AllowMove?: boolean;
  /** The destination of the accounts directly in it when it leaves the template; absent: it stays with them. */
  readonly MoveAccountsTo?: ParentPlaceProperties;
}

/** The root or an organizational unit as a destination. */
export interface ParentPlaceProperties {
  readonly ParentId: string;
  /** Logical ID of that place's own resource if it is in the same template: the deployment may recreate it with another ID. */
  readonly ParentLogicalId?: string;
  /** The destination of accounts if this unit leaves the app in the same deployment: where its own accounts go. */
  readonly IfRemoved?: ParentPlaceProperties;
}

/** `Ref`: the ID of the account, twelve digits. */
export interface AccountProperties extends CommonProperties, Tagged, Adoptable {
  /** The account to take over, only with `Adopt`. Its name and address must equal those of the properties. */
  readonly AccountId?: string;
  readonly AccountName: string;
  readonly Email: string;
  readonly ParentId: string;
  /** Only used when the account is created. */
  readonly RoleName?: string;
  /** Only used when the account is created. */
  readonly IamUserAccessToBilling?: 'ALLOW' | 'DENY';
  /** The action on the account when it is removed from the app; absent: it stays where it is. */
  readonly Removal?: AccountRemovalProperties;
}

/**
 * `Ref`: the ID of the account, twelve digits, once it is a member; until then `invited/` and the party (`invitedId`). Exactly one of
 * `AccountId` and `Email` is present.
 */
export interface InvitedAccountProperties extends CommonProperties, Tagged {
  readonly AccountId?: string;
  readonly Email?: string;
  readonly ParentId: string;
  /** Text of the invitation; absent: the handler's own. */
  readonly Notes?: string;
  /** Whether the deployment waits until the account has joined, at most as long as the timeout of the provider allows. */
  readonly WaitForAcceptance?: boolean;
  /** The action when the construct is removed from the app and the account has joined; absent: the account stays where it is. */
  readonly Removal?: AccountRemovalProperties;
}

/** The destination is present with `MoveAccount` only, and required there. */
export interface AccountRemovalProperties extends Partial<ParentPlaceProperties> {
  readonly Action: AccountRemovalAction;
}

/** `Ref`: the ID of the account, twelve digits. Settings that no property names do not change. */
export interface AccountSettingsProperties extends CommonProperties {
  readonly AccountId: string;
  /** Logical ID of the account's own resource if it is in the same template. It tells whether the account left the template as well. */
  readonly AccountLogicalId?: string;
  readonly AlternateContacts?: { readonly [type in AlternateContactTypeName]?: AlternateContactProperties };
  readonly PrimaryContact?: PrimaryContactProperties;
  /** Opt-in Regions, sorted. */
  readonly EnabledRegions?: string[];
  /** Opt-in Regions, sorted. */
  readonly DisabledRegions?: string[];
}

/** `Ref`: the ID of the policy, `p-…`. */
export interface PolicyProperties extends CommonProperties, Tagged, Adoptable {
  readonly Type: PolicyTypeName;
  readonly Name: string;
  readonly Description: string;
  /** The document as JSON text, minified. */
  readonly Content: string;
}

/** `Ref`: the ID of the set's first document, `p-…`. The handler assigns the statements to documents. */
export interface PolicySetProperties extends CommonProperties, Tagged {
  readonly Type: AuthorizationPolicyType;
  /** The documents are named `<Name>-1`, `<Name>-2`, …. */
  readonly Name: string;
  /** The description of each document. */
  readonly Description: string;
  /** Statements in the language of the type, as JSON values. */
  readonly Statements: readonly Readonly<Record<string, unknown>>[];
  /** The maximum number of documents, for which targets have slots. */
  readonly MaxDocuments: number;
  /** The maximum number of characters of a document, if AWS granted another number than `policy-types.ts` has. */
  readonly MaxContentLength?: number;
}

/** `Ref`: the ID of the target (root, organizational unit or account). */
export interface PolicyAttachmentsProperties extends CommonProperties {
  readonly TargetId: string;
  /** Logical ID of the target's own resource if it is in the same template. It tells whether the target left the template as well. */
  readonly TargetLogicalId?: string;
  /** Policy IDs by policy type, in the order in which they are attached. A type without policies is absent, and so is an empty list. */
  readonly Policies?: { readonly [type in PolicyTypeName]?: string[] };
  /** Sets by policy type, each as its `PolicyIds`. They are attached after the policies. Absent if there are none. */
  readonly PolicySets?: { readonly [type in PolicyTypeName]?: string[] };
  /** Detach the AWS managed policy FullAWSAccess from this target; another policy of the app replaces it. */
  readonly DetachFullAwsAccess?: boolean;
}

/** `Ref`: `<root id>/<policy type>`. */
export interface PolicyTypeProperties extends CommonProperties {
  readonly RootId: string;
  readonly PolicyType: PolicyTypeName;
  /** Disable the type when it is removed from the app, if only the policy that AWS attaches by default is attached then. */
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

/** `Ref`: the ID of the resource policy, `rp-…`. An organization has at most one. */
export interface ResourcePolicyProperties extends CommonProperties, Tagged, Adoptable {
  /** The document as JSON text, minified. */
  readonly Content: string;
}

/** The properties of each resource type. */
export interface PropertiesByType {
  readonly [ResourceType.ORGANIZATION]: OrganizationProperties;
  readonly [ResourceType.ORGANIZATIONAL_UNIT]: OrganizationalUnitProperties;
  readonly [ResourceType.ACCOUNT]: AccountProperties;
  readonly [ResourceType.ACCOUNT_SETTINGS]: AccountSettingsProperties;
  readonly [ResourceType.INVITED_ACCOUNT]: InvitedAccountProperties;
  readonly [ResourceType.POLICY]: PolicyProperties;
  readonly [ResourceType.POLICY_SET]: PolicySetProperties;
  readonly [ResourceType.POLICY_ATTACHMENTS]: PolicyAttachmentsProperties;
  readonly [ResourceType.POLICY_TYPE]: PolicyTypeProperties;
  readonly [ResourceType.TRUSTED_SERVICE]: TrustedServiceProperties;
  readonly [ResourceType.DELEGATED_ADMINISTRATOR]: DelegatedAdministratorProperties;
  readonly [ResourceType.RESOURCE_POLICY]: ResourcePolicyProperties;
}
