import { type GuardedAction, SERVICE_LINKED_ROLE_ACTION } from './actions';
import { ResourceType, type ResourceTypeName } from '../resource-types';

/**
 * The resources of a statement: everything, the accounts of AWS Account Management, handshakes of one kind, or the service-linked role
 * of AWS Organizations.
 */
export type RightsScope = 'everything' | 'accounts' | 'invitations' | 'allFeaturesHandshakes' | 'serviceLinkedRole';

/** Rights that only the handlers of some resource types need. */
export interface RightsGroup {
  /** In words, for the middle of a sentence. */
  readonly purpose: string;
  readonly types: readonly ResourceTypeName[];
  /** Actions by the resources that they apply to. */
  readonly actions: Readonly<Partial<Record<RightsScope, readonly string[]>>>;
}

/**
 * Each group is one `AWS::IAM::Policy`, on which the resources of its types depend. CloudFormation creates the policy before the first of
 * them, and deletes it after the last one. What is in no group is in the role itself.
 * Source: Service Authorization Reference, "Actions, resources, and condition keys for AWS Organizations" and "… for AWS Account
 * Management".
 */
export const RIGHTS_GROUPS = {
  CreateOrganization: {
    purpose: 'create the organization and enable all features',
    types: [ResourceType.ORGANIZATION],
    actions: {
      everything: ['organizations:CreateOrganization', 'organizations:EnableAllFeatures'],
      allFeaturesHandshakes: ['organizations:AcceptHandshake', 'organizations:CancelHandshake'],
      serviceLinkedRole: [SERVICE_LINKED_ROLE_ACTION],
    },
  },
  InviteAccounts: {
    purpose: 'invite accounts and cancel these invitations',
    types: [ResourceType.INVITED_ACCOUNT],
    actions: { everything: ['organizations:InviteAccountToOrganization'], invitations: ['organizations:CancelHandshake'] },
  },
  ChangeAccountNames: {
    purpose: 'change names of accounts, and start changes of their email addresses',
    types: [ResourceType.ACCOUNT],
    actions: {
      accounts: [
        'account:GetAccountInformation', 'account:GetPrimaryEmail', 'account:GetPrimaryEmailUpdateStatus', 'account:PutAccountName',
        'account:StartPrimaryEmailUpdate',
      ],
    },
  },
  ChangeAccountSettings: {
    purpose: 'change contacts of accounts, and enable and disable their Regions',
    types: [ResourceType.ACCOUNT_SETTINGS],
    actions: {
      accounts: [
        'account:DeleteAlternateContact', 'account:DisableRegion', 'account:EnableRegion', 'account:GetAlternateContact',
        'account:GetContactInformation', 'account:GetRegionOptStatus', 'account:ListRegions', 'account:PutAlternateContact',
        'account:PutContactInformation',
      ],
    },
  },
  TrustServices: {
    purpose: 'enable and disable trusted access of services',
    types: [ResourceType.TRUSTED_SERVICE],
    actions: { everything: ['organizations:DisableAWSServiceAccess', 'organizations:EnableAWSServiceAccess'] },
  },
  DelegateServices: {
    purpose: 'register and deregister delegated administrators of services',
    types: [ResourceType.DELEGATED_ADMINISTRATOR],
    actions: { everything: ['organizations:DeregisterDelegatedAdministrator', 'organizations:RegisterDelegatedAdministrator'] },
  },
  DelegatePolicies: {
    purpose: 'write and delete the resource policy of the organization',
    types: [ResourceType.RESOURCE_POLICY],
    actions: { everything: ['organizations:DeleteResourcePolicy', 'organizations:PutResourcePolicy'] },
  },
} as const satisfies Readonly<Record<string, RightsGroup>>;

export type RightsGroupName = keyof typeof RIGHTS_GROUPS;

export const RIGHTS_GROUP_NAMES = Object.keys(RIGHTS_GROUPS) as RightsGroupName[];

/** The groups of rights that the handlers of a resource type need. */
export function rightsGroupsOf(type: ResourceTypeName): RightsGroupName[] {
  return RIGHTS_GROUP_NAMES.filter((name) => (RIGHTS_GROUPS[name] as RightsGroup).types.includes(type));
}

/** All actions of a group. */
export function actionsOfGroup(name: RightsGroupName): string[] {
  return Object.values((RIGHTS_GROUPS[name] as RightsGroup).actions).flat();
}

/** The resource types whose handlers may take a guarded action. */
export const TYPES_OF_GUARDED_ACTIONS: Readonly<Record<GuardedAction, readonly ResourceTypeName[]>> = {
  CloseAccount: [ResourceType.ACCOUNT, ResourceType.INVITED_ACCOUNT],
  RemoveAccountFromOrganization: [ResourceType.ACCOUNT, ResourceType.INVITED_ACCOUNT],
  DeleteOrganization: [ResourceType.ORGANIZATION],
  DisablePolicyType: [ResourceType.POLICY_TYPE],
};
