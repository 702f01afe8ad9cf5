import type {
  AccountProperties, AccountSettingsProperties, DelegatedAdministratorProperties, InvitedAccountProperties, OrganizationalUnitProperties,
  OrganizationProperties, PolicyAttachmentsProperties, PolicyProperties, PolicySetProperties, PolicyTypeProperties,
  ResourcePolicyProperties,
  TrustedServiceProperties,
} from '../../../src/contract';
import { ResourceType } from '../../../src/contract';

/** At least one event updates the property. */
export const UPDATED = 'updated';

const BY_ID = 'only a Create reads it, to find what is adopted';

const COMMON = { Reconcile: UPDATED };

/** Each property of each resource type of the contract: `UPDATED`, or the reason why no event updates it. */
export const CONTRACT_PROPERTIES = {
  [ResourceType.ORGANIZATION]: {
    ...COMMON, FeatureSet: UPDATED, RootTags: UPDATED, Adopt: UPDATED, AllowDeletion: UPDATED,
  } satisfies Table<OrganizationProperties>,
  [ResourceType.ORGANIZATIONAL_UNIT]: {
    ...COMMON,
    Tags: UPDATED,
    Adopt: UPDATED,
    ParentId: UPDATED,
    Name: UPDATED,
    OrganizationalUnitId: BY_ID,
    AllowMove: UPDATED,
    MoveAccountsTo: UPDATED,
  } satisfies Table<OrganizationalUnitProperties>,
  [ResourceType.ACCOUNT]: {
    ...COMMON,
    Tags: UPDATED,
    Adopt: UPDATED,
    AccountId: BY_ID,
    AccountName: UPDATED,
    Email: UPDATED,
    ParentId: UPDATED,
    RoleName: UPDATED,
    IamUserAccessToBilling: UPDATED,
    Removal: UPDATED,
  } satisfies Table<AccountProperties>,
  [ResourceType.ACCOUNT_SETTINGS]: {
    ...COMMON,
    AccountId: UPDATED,
    AccountLogicalId: 'only a Delete reads it',
    AlternateContacts: UPDATED,
    PrimaryContact: UPDATED,
    EnabledRegions: UPDATED,
    DisabledRegions: UPDATED,
  } satisfies Table<AccountSettingsProperties>,
  [ResourceType.INVITED_ACCOUNT]: {
    ...COMMON,
    AccountId: UPDATED,
    Email: UPDATED,
    ParentId: UPDATED,
    Tags: UPDATED,
    Notes: UPDATED,
    WaitForAcceptance: UPDATED,
    Removal: UPDATED,
  } satisfies Table<InvitedAccountProperties>,
  [ResourceType.POLICY]: {
    ...COMMON, Tags: UPDATED, Adopt: UPDATED, Type: UPDATED, Name: UPDATED, Description: UPDATED, Content: UPDATED,
  } satisfies Table<PolicyProperties>,
  [ResourceType.POLICY_SET]: {
    ...COMMON,
    Tags: UPDATED,
    Type: UPDATED,
    Name: UPDATED,
    Description: UPDATED,
    Statements: UPDATED,
    MaxDocuments: UPDATED,
    MaxContentLength: UPDATED,
  } satisfies Table<PolicySetProperties>,
  [ResourceType.POLICY_ATTACHMENTS]: {
    ...COMMON, TargetId: UPDATED, TargetLogicalId: UPDATED, Policies: UPDATED, PolicySets: UPDATED, DetachFullAwsAccess: UPDATED,
  } satisfies Table<PolicyAttachmentsProperties>,
  [ResourceType.POLICY_TYPE]: {
    ...COMMON, RootId: 'an organization has one root, whose id never changes', PolicyType: UPDATED, DisableOnRemoval: UPDATED,
  } satisfies Table<PolicyTypeProperties>,
  [ResourceType.TRUSTED_SERVICE]: { ...COMMON, ServicePrincipal: UPDATED } satisfies Table<TrustedServiceProperties>,
  [ResourceType.DELEGATED_ADMINISTRATOR]: {
    ...COMMON, AccountId: UPDATED, ServicePrincipal: UPDATED,
  } satisfies Table<DelegatedAdministratorProperties>,
  [ResourceType.RESOURCE_POLICY]: {
    ...COMMON, Tags: UPDATED, Adopt: UPDATED, Content: UPDATED,
  } satisfies Table<ResourcePolicyProperties>,
};

/** A table that omits a property does not compile. */
type Table<Properties> = Record<keyof Properties, string>;
