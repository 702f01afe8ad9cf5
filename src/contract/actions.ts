/**
 * The actions that the role of the handlers allows: exactly the calls that a handler can make.
 *
 * `TagResource` is also required for tags in the call that creates a resource.
 * Source: Service Authorization Reference, "Actions, resources, and condition keys for AWS Organizations" and
 * "… for AWS CloudFormation".
 */
export const ORGANIZATIONS_ACTIONS = [
  'organizations:AcceptHandshake',
  'organizations:AttachPolicy',
  'organizations:CancelHandshake',
  'organizations:CreateAccount',
  'organizations:CreateOrganization',
  'organizations:CreateOrganizationalUnit',
  'organizations:CreatePolicy',
  'organizations:DeleteOrganizationalUnit',
  'organizations:DeletePolicy',
  'organizations:DeleteResourcePolicy',
  'organizations:DeregisterDelegatedAdministrator',
  'organizations:DescribeAccount',
  'organizations:DescribeCreateAccountStatus',
  'organizations:DescribeOrganization',
  'organizations:DescribeOrganizationalUnit',
  'organizations:DescribePolicy',
  'organizations:DescribeResourcePolicy',
  'organizations:DetachPolicy',
  'organizations:DisableAWSServiceAccess',
  'organizations:EnableAWSServiceAccess',
  'organizations:EnableAllFeatures',
  'organizations:EnablePolicyType',
  'organizations:InviteAccountToOrganization',
  'organizations:ListAWSServiceAccessForOrganization',
  'organizations:ListAccounts',
  'organizations:ListAccountsForParent',
  'organizations:ListCreateAccountStatus',
  'organizations:ListDelegatedAdministrators',
  'organizations:ListDelegatedServicesForAccount',
  'organizations:ListHandshakesForOrganization',
  'organizations:ListOrganizationalUnitsForParent',
  'organizations:ListParents',
  'organizations:ListPolicies',
  'organizations:ListPoliciesForTarget',
  'organizations:ListRoots',
  'organizations:ListTagsForResource',
  'organizations:ListTargetsForPolicy',
  'organizations:MoveAccount',
  'organizations:PutResourcePolicy',
  'organizations:RegisterDelegatedAdministrator',
  'organizations:TagResource',
  'organizations:UntagResource',
  'organizations:UpdateOrganizationalUnit',
  'organizations:UpdatePolicy',
] as const;

/**
 * Calls of AWS Account Management on the accounts of the organization.
 * Source: Service Authorization Reference, "Actions, resources, and condition keys for AWS Account Management".
 */
export const ACCOUNT_MANAGEMENT_ACTIONS = [
  'account:DeleteAlternateContact',
  'account:DisableRegion',
  'account:EnableRegion',
  'account:GetAccountInformation',
  'account:GetAlternateContact',
  'account:GetContactInformation',
  'account:GetPrimaryEmail',
  'account:GetPrimaryEmailUpdateStatus',
  'account:GetRegionOptStatus',
  'account:ListRegions',
  'account:PutAccountName',
  'account:PutAlternateContact',
  'account:PutContactInformation',
  'account:StartPrimaryEmailUpdate',
] as const;

/** The actions on an account that is removed from the app, as the API names them. */
export const ACCOUNT_REMOVAL_ACTIONS = ['CloseAccount', 'MoveAccount', 'RemoveAccountFromOrganization'] as const;

export type AccountRemovalAction = (typeof ACCOUNT_REMOVAL_ACTIONS)[number];

/** The actions that the role allows only if the organization in the app does. They take two keys. */
export const GUARDED_ACTIONS = ['CloseAccount', 'RemoveAccountFromOrganization', 'DeleteOrganization', 'DisablePolicyType'] as const;

export type GuardedAction = (typeof GUARDED_ACTIONS)[number];

/** `CreateOrganization` creates the service-linked role in the management account. */
export const SERVICE_LINKED_ROLE_ACTION = 'iam:CreateServiceLinkedRole';
export const SERVICE_LINKED_ROLE_SERVICE = 'organizations.amazonaws.com';

/** Read actions, which are allowed only on the stacks that the handler serves. */
export const STACK_ACTIONS = [
  'cloudformation:DescribeStackEvents',
  'cloudformation:DescribeStacks',
  'cloudformation:GetTemplate',
  'cloudformation:ListStackResources',
] as const;

export const HANDLER_ACTIONS = [...ORGANIZATIONS_ACTIONS, ...ACCOUNT_MANAGEMENT_ACTIONS, ...STACK_ACTIONS] as const;

/** The read actions of the handlers for policies, policy sets and attachments. The resource policy must delegate them as well. */
export const DELEGATED_READ_ACTIONS = [
  'organizations:DescribeAccount',
  'organizations:DescribeOrganization',
  'organizations:DescribeOrganizationalUnit',
  'organizations:DescribePolicy',
  'organizations:ListAccounts',
  'organizations:ListAccountsForParent',
  'organizations:ListOrganizationalUnitsForParent',
  'organizations:ListParents',
  'organizations:ListPolicies',
  'organizations:ListPoliciesForTarget',
  'organizations:ListRoots',
  'organizations:ListTagsForResource',
  'organizations:ListTargetsForPolicy',
] as const satisfies readonly (typeof ORGANIZATIONS_ACTIONS)[number][];

export const DELEGATED_POLICY_ACTIONS = [
  'organizations:AttachPolicy',
  'organizations:CreatePolicy',
  'organizations:DeletePolicy',
  'organizations:DetachPolicy',
  'organizations:UpdatePolicy',
] as const satisfies readonly (typeof ORGANIZATIONS_ACTIONS)[number][];
