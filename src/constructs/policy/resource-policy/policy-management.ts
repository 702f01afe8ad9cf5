import { Aws } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ATTACHED_TAG_PREFIX, RETAINED_TAG_KEY } from '../../../contract';
import type { IAccount } from '../../account/account-base';
import type { IOrganization } from '../../organization/organization-base';
import type { IPolicyTarget } from '../attachments/policy-target';
import type { PolicyType } from '../policy-type';

/** Options of `OrganizationResourcePolicy.delegatePolicyManagement`. */
export interface PolicyManagementOptions {
  /**
   * Types of the policies that the account may create, change, delete, attach and detach. At least one.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_delegate_policies.html
   */
  readonly policyTypes: PolicyType[];
  /**
   * Targets on which the account may attach and detach policies. At least one, if it is given.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_delegate_policies.html
   * @default - the root, and every organizational unit and account of the organization
   */
  readonly targets?: IPolicyTarget[];
}

/** All read actions that the handlers of a delegated provider and the AWS Organizations console need. */
const READS = [
  'DescribeAccount', 'DescribeEffectivePolicy', 'DescribeOrganization', 'DescribeOrganizationalUnit', 'DescribePolicy', 'DescribeResourcePolicy',
  'ListAccounts', 'ListAccountsForParent', 'ListChildren', 'ListOrganizationalUnitsForParent', 'ListParents', 'ListPolicies',
  'ListPoliciesForTarget', 'ListRoots', 'ListTagsForResource', 'ListTargetsForPolicy',
];

/**
 * The statements that delegate the management of some policy types to an account. Each of them limits the types by resources or by a
 * condition that requires its key: AWS does not say for certain which requests carry `organizations:PolicyType`.
 * Source: AWS Organizations User Guide, "Resource-based policy examples for AWS Organizations".
 */
export function policyManagementStatements(
  organization: IOrganization, account: IAccount, { policyTypes, targets }: PolicyManagementOptions,
): iam.PolicyStatement[] {
  const names = policyTypes.map(({ policyTypeName }) => policyTypeName);
  const principals = [new iam.ArnPrincipal(`arn:${Aws.PARTITION}:iam::${account.accountId}:root`)];
  // The resource policy is written from the management account, which all of these ARNs name.
  const arn = (kind: string, path: string, owner: string = Aws.ACCOUNT_ID) => `arn:${Aws.PARTITION}:organizations::${owner}:${kind}/${path}`;
  const policies = names.flatMap((name) => [arn('policy', `${organization.organizationId}/${name.toLowerCase()}/*`)]);
  const awsPolicies = names.map((name) => arn('policy', `${name.toLowerCase()}/*`, 'aws'));
  const places = targets?.map((target) => arn(kindOf(target), `${organization.organizationId}/${target.policyTargetId}`))
    ?? ['root', 'ou', 'account'].map((kind) => arn(kind, `${organization.organizationId}/*`));
  const actions = (...list: string[]) => list.map((name) => `organizations:${name}`);
  const ofTypes = { StringEqualsIfExists: { 'organizations:PolicyType': names } };
  const ofNamedTypes = { StringEquals: { 'organizations:PolicyType': names } };
  return [
    new iam.PolicyStatement({ principals, actions: actions(...READS), resources: ['*'] }),
    // The Service Authorization Reference names no resource for CreatePolicy; the examples of the user guide name the policies of a type.
    new iam.PolicyStatement({ principals, actions: actions('CreatePolicy'), resources: ['*'], conditions: ofNamedTypes }),
    new iam.PolicyStatement({
      principals, actions: actions('CreatePolicy', 'DeletePolicy', 'UpdatePolicy'), resources: policies, conditions: ofTypes,
    }),
    new iam.PolicyStatement({
      principals, actions: actions('AttachPolicy', 'DetachPolicy'), resources: [...policies, ...awsPolicies, ...places], conditions: ofTypes,
    }),
    new iam.PolicyStatement({ principals, actions: actions('TagResource', 'UntagResource'), resources: policies }),
    // On a target, stacks only record the policies that they attached.
    new iam.PolicyStatement({
      principals,
      actions: actions('TagResource', 'UntagResource'),
      resources: places,
      conditions: {
        'ForAllValues:StringLike': { 'aws:TagKeys': [`${ATTACHED_TAG_PREFIX}*`, `${RETAINED_TAG_KEY}/*`] },
        'Null': { 'aws:TagKeys': 'false' },
      },
    }),
  ];
}

function kindOf(target: IPolicyTarget): 'root' | 'ou' | 'account' {
  return 'rootId' in target ? 'root' : 'accountId' in target ? 'account' : 'ou';
}
