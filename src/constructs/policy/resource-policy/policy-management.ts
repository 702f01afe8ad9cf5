import { Aws } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { DelegatedPolicies, PolicyTagLimit } from './delegated-policies';
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
   * The policies that the account may change, delete, attach and detach. Without a limit, it can empty a baseline that is attached to the
   * root.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_tagging_abac.html
   */
  readonly policies: DelegatedPolicies;
  /**
   * Targets on which the account may attach and detach policies. At least one, if it is given. They do not limit which policies it may
   * change or delete.
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
 * Sources: AWS Organizations User Guide, "Resource-based policy examples for AWS Organizations" and "Attribute-based access control with
 * tags and AWS Organizations"; Service Authorization Reference, "Actions, resources, and condition keys for AWS Organizations".
 */
export function policyManagementStatements(
  organization: IOrganization, account: IAccount, { policyTypes, targets, policies: delegated }: PolicyManagementOptions,
): iam.PolicyStatement[] {
  const names = policyTypes.map(({ policyTypeName }) => policyTypeName);
  const principals = [new iam.ArnPrincipal(`arn:${Aws.PARTITION}:iam::${account.accountId}:root`)];
  // The resource policy is written from the management account, which all of these ARNs name.
  const arn = (kind: string, path: string, owner: string = Aws.ACCOUNT_ID) => `arn:${Aws.PARTITION}:organizations::${owner}:${kind}/${path}`;
  const policyArn = (type: string, id: string) => arn('policy', `${organization.organizationId}/${type.toLowerCase()}/${id}`);
  const policies = delegated._existing?.map(({ policyType, policyId }) => policyArn(policyType.policyTypeName, policyId))
    ?? names.map((name) => policyArn(name, '*'));
  const awsPolicies = delegated._existing ? [] : names.map((name) => arn('policy', `${name.toLowerCase()}/*`, 'aws'));
  const places = targets?.map((target) => arn(kindOf(target), `${organization.organizationId}/${target.policyTargetId}`))
    ?? ['root', 'ou', 'account'].map((kind) => arn(kind, `${organization.organizationId}/*`));
  const allow = (actions: readonly string[], resources: readonly string[], ...conditions: Conditions[]) => new iam.PolicyStatement({
    principals, actions: actions.map((name) => `organizations:${name}`), resources: [...resources], conditions: merged(conditions),
  });
  const ofTypes = { StringEqualsIfExists: { 'organizations:PolicyType': names } };
  const ofNamedTypes = { StringEquals: { 'organizations:PolicyType': names } };
  const { onPolicy, onCreation, onTagging, onClaim } = tagConditions(delegated._tag);
  const writes = [
    // The Service Authorization Reference once named no resource for CreatePolicy; the user guide names the policies of a type.
    allow(['CreatePolicy'], ['*'], ofNamedTypes, onCreation),
    allow(['CreatePolicy'], policies, ofTypes, onCreation),
    allow(['DeletePolicy', 'UpdatePolicy'], policies, ofTypes, onPolicy),
    ...[[onPolicy, onTagging], ...onClaim ? [[onClaim]] : []].flatMap((conditions) => [
      allow(['TagResource'], policies, ...conditions),
      // The tags of a new policy may be checked for the resource of CreatePolicy.
      allow(['TagResource'], ['*'], ofNamedTypes, ...conditions),
    ]),
    allow(['UntagResource'], policies, onPolicy),
  ];
  return [
    allow(READS, ['*']),
    ...delegated._existing ? [] : writes,
    allow(['AttachPolicy', 'DetachPolicy'], policies, ofTypes, onPolicy),
    allow(['AttachPolicy', 'DetachPolicy'], [...awsPolicies, ...places], ofTypes),
    // On a target, stacks only record the policies that they attached.
    allow(['TagResource', 'UntagResource'], places, {
      'ForAllValues:StringLike': { 'aws:TagKeys': [`${ATTACHED_TAG_PREFIX}*`, `${RETAINED_TAG_KEY}/*`] },
      'Null': { 'aws:TagKeys': 'false' },
    }),
  ];
}

type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** Conditions of several kinds; an operator that comes twice has the keys of both. */
function merged(all: readonly Conditions[]): Record<string, Record<string, string | string[]>> {
  const found: Record<string, Record<string, string | string[]>> = {};
  for (const [operator, keys] of all.flatMap(Object.entries)) found[operator] = { ...found[operator], ...keys as Record<string, string> };
  return found;
}

/** A policy that exists must have the tag, a new one must get it, and no call may give it another value. */
function tagConditions(tag: PolicyTagLimit | undefined): Record<'onPolicy' | 'onCreation' | 'onTagging', Conditions> & { readonly onClaim?: Conditions } {
  if (!tag) return { onPolicy: {}, onCreation: {}, onTagging: {} };
  const [existing, requested] = ['Resource', 'Request'].map((side) => `aws:${side}Tag/${tag.key}`);
  return {
    onPolicy: { StringLike: { [existing]: tag.values } },
    onCreation: { StringLike: { [requested]: tag.values } },
    onTagging: { StringLikeIfExists: { [requested]: tag.values } },
    ...tag.includesUntagged ? { onClaim: { Null: { [existing]: 'true' }, StringLike: { [requested]: tag.values } } } : {},
  };
}

function kindOf(target: IPolicyTarget): 'root' | 'ou' | 'account' {
  return 'rootId' in target ? 'root' : 'accountId' in target ? 'account' : 'ou';
}
