import { actionCovers } from '../../../policy';

/**
 * The actions that a resource-based delegation policy can allow.
 * Source: AWS Organizations User Guide, "Delegated administrator for AWS Organizations", supported actions (November 2026).
 */
export const DELEGATED_READS = [
  'DescribeAccount', 'DescribeCreateAccountStatus', 'DescribeEffectivePolicy', 'DescribeHandshake', 'DescribeOrganization',
  'DescribeOrganizationalUnit', 'DescribePolicy', 'DescribeResourcePolicy', 'ListAWSServiceAccessForOrganization', 'ListAccounts',
  'ListAccountsForParent', 'ListChildren', 'ListCreateAccountStatus', 'ListDelegatedAdministrators', 'ListDelegatedServicesForAccount',
  'ListHandshakesForAccount', 'ListHandshakesForOrganization', 'ListOrganizationalUnitsForParent', 'ListParents', 'ListPolicies',
  'ListPoliciesForTarget', 'ListRoots', 'ListTagsForResource', 'ListTargetsForPolicy',
] as const;

export const DELEGATED_WRITES = [
  'AttachPolicy', 'CreatePolicy', 'DeletePolicy', 'DetachPolicy', 'DisablePolicyType', 'EnablePolicyType', 'TagResource', 'UntagResource',
  'UpdatePolicy',
] as const;

const DELEGABLE: readonly string[] = [...DELEGATED_READS, ...DELEGATED_WRITES].map((name) => `organizations:${name}`);

/** Whether a delegation policy may name an action; a pattern has to match at least one of the supported actions. */
export function isDelegable(action: string): boolean {
  return /^organizations:/i.test(action) && DELEGABLE.some((name) => actionCovers(action, name));
}
