import type { PropertiesByType, ResourceTypeName } from '../../../src/contract';
import { ResourceType } from '../../../src/contract';

/** At least one event updates the property. */
export const UPDATED = 'updated';

const BY_ID = 'only a Create reads it, to find what is adopted';

const COMMON = { Reconcile: UPDATED };

/** Each property of each resource type of the contract: `UPDATED`, or the reason why no event updates it. */
export const CONTRACT_PROPERTIES = {
  [ResourceType.ORGANIZATION]: {
    ...COMMON, FeatureSet: UPDATED, RootTags: UPDATED, Adopt: UPDATED, AllowDeletion: UPDATED,
  },
  [ResourceType.ORGANIZATIONAL_UNIT]: {
    ...COMMON,
    Tags: UPDATED,
    Adopt: UPDATED,
    ParentId: UPDATED,
    Name: UPDATED,
    OrganizationalUnitId: BY_ID,
    AllowMove: UPDATED,
    MoveAccountsTo: UPDATED,
  },
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
  },
  [ResourceType.ACCOUNT_SETTINGS]: {
    ...COMMON,
    AccountId: UPDATED,
    AccountLogicalId: 'only a Delete reads it',
    AlternateContacts: UPDATED,
    PrimaryContact: UPDATED,
    EnabledRegions: UPDATED,
    DisabledRegions: UPDATED,
  },
  [ResourceType.INVITED_ACCOUNT]: {
    ...COMMON,
    AccountId: UPDATED,
    Email: UPDATED,
    ParentId: UPDATED,
    Tags: UPDATED,
    Notes: UPDATED,
    WaitForAcceptance: UPDATED,
    Removal: UPDATED,
  },
  [ResourceType.POLICY]: {
    ...COMMON, Tags: UPDATED, Adopt: UPDATED, Type: UPDATED, Name: UPDATED, Description: UPDATED, Content: UPDATED,
  },
  [ResourceType.POLICY_SET]: {
    ...COMMON,
    Tags: UPDATED,
    Type: UPDATED,
    Name: UPDATED,
    Description: UPDATED,
    Statements: UPDATED,
    MaxDocuments: UPDATED,
    MaxContentLength: UPDATED,
  },
  [ResourceType.POLICY_ATTACHMENTS]: {
    ...COMMON, TargetId: UPDATED, TargetLogicalId: UPDATED, Policies: UPDATED, PolicySets: UPDATED, DetachFullAwsAccess: UPDATED,
  },
  [ResourceType.POLICY_TYPE]: {
    ...COMMON, RootId: 'an organization has one root, whose ID never changes', PolicyType: UPDATED, DisableOnRemoval: UPDATED,
  },
  [ResourceType.TRUSTED_SERVICE]: { ...COMMON, ServicePrincipal: UPDATED },
  [ResourceType.DELEGATED_ADMINISTRATOR]: {
    ...COMMON, AccountId: UPDATED, ServicePrincipal: UPDATED,
  },
  [ResourceType.RESOURCE_POLICY]: {
    ...COMMON, Tags: UPDATED, Adopt: UPDATED, Content: UPDATED,
  },
} satisfies Table;

/** A table that omits a property does not compile. */
type Table = { readonly [Type in ResourceTypeName]: Record<keyof PropertiesByType[Type], string> };
