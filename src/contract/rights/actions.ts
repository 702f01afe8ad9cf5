/**
 * The actions that the role of the handlers allows in every app. `RIGHTS_GROUPS` has those that depend on the resources in the app.
 *
 * `TagResource` is also required for tags in the call that creates a resource.
 * Source: Service Authorization Reference, "Actions, resources, and condition keys for AWS Organizations" and
 * "… for AWS CloudFormation".
 */
export const ORGANIZATIONS_ACTIONS = [
  'organizations:AttachPolicy',
  'organizations:CreateAccount',
  'organizations:CreateOrganizationalUnit',
  'organizations:CreatePolicy',
  'organizations:DeleteOrganizationalUnit',
  'organizations:DeletePolicy',
  'organizations:DescribeAccount',
  'organizations:DescribeCreateAccountStatus',
  'organizations:DescribeOrganization',
  'organizations:DescribeOrganizationalUnit',
  'organizations:DescribePolicy',
  'organizations:DescribeResourcePolicy',
  'organizations:DetachPolicy',
  'organizations:EnablePolicyType',
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
  'organizations:TagResource',
  'organizations:UntagResource',
  'organizations:UpdateOrganizationalUnit',
  'organizations:UpdatePolicy',
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
