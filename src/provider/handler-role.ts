import { Aws, Lazy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { DELEGATED_POLICY_ACTIONS, DELEGATED_READ_ACTIONS, ORGANIZATIONS_ACTIONS, OWNER_TAG_KEY, STACK_ACTIONS } from '../contract';

/**
 * The permissions that the handlers have in every app. `RightsPolicies` adds those that only some resource types need.
 */
export function handlerStatements(logGroup: ILogGroup): iam.PolicyStatement[] {
  return [
    // Most of these actions support no resource types, and the IDs of new resources are not known before.
    new iam.PolicyStatement({ sid: 'Organizations', actions: [...ORGANIZATIONS_ACTIONS], resources: ['*'] }),
    ownStackStatement(),
    logStatement(logGroup),
  ];
}

/**
 * The permissions of the handlers in a member account that manages policies of these types. The resource policy must allow them too. Types
 * and tags are limited as `policyManagementStatements` limits them.
 * @param owners patterns of the owner tags that the policies of the served stacks have; undefined for all policies
 */
export function delegatedStatements(logGroup: ILogGroup, policyTypes: readonly string[], owners?: () => string[]): iam.PolicyStatement[] {
  const arn = (kind: string, path: string) => `arn:${Aws.PARTITION}:organizations::*:${kind}/o-*/${path}`;
  const policies = policyTypes.map((type) => arn('policy', `${type.toLowerCase()}/*`));
  const awsPolicies = policyTypes.map((type) => `arn:${Aws.PARTITION}:organizations::aws:policy/${type.toLowerCase()}/*`);
  const targets = [arn('root', '*'), arn('ou', '*'), arn('account', '*')];
  const ofNamedTypes = { 'organizations:PolicyType': [...policyTypes] };
  const ofTypes = { StringEqualsIfExists: ofNamedTypes };
  const own = owners && Lazy.list({ produce: owners });
  const ownPolicy = own && { [EXISTING_OWNER]: own };
  const newOwner = own && { [REQUESTED_OWNER]: own };
  const attach = ['organizations:AttachPolicy', 'organizations:DetachPolicy'];
  return [
    new iam.PolicyStatement({ sid: 'Organizations', actions: [...DELEGATED_READ_ACTIONS], resources: ['*'] }),
    new iam.PolicyStatement({
      sid: 'NewPolicies',
      actions: ['organizations:CreatePolicy'],
      resources: ['*'],
      conditions: { StringEquals: ofNamedTypes, ...newOwner && { StringLike: newOwner } },
    }),
    new iam.PolicyStatement({
      sid: 'NewPoliciesOfTypes',
      actions: ['organizations:CreatePolicy'],
      resources: policies,
      conditions: { ...ofTypes, ...newOwner && { StringLike: newOwner } },
    }),
    new iam.PolicyStatement({
      sid: 'DelegatedPolicies',
      actions: DELEGATED_POLICY_ACTIONS.filter((action) => action !== 'organizations:CreatePolicy'),
      resources: policies,
      conditions: { ...ofTypes, ...ownPolicy && { StringLike: ownPolicy } },
    }),
    new iam.PolicyStatement({ sid: 'Targets', actions: attach, resources: [...awsPolicies, ...targets], conditions: ofTypes }),
    new iam.PolicyStatement({
      sid: 'Tags',
      actions: ['organizations:TagResource', 'organizations:UntagResource'],
      resources: policies,
      ...ownPolicy && { conditions: { StringLike: ownPolicy, StringLikeIfExists: newOwner } },
    }),
    // The tags of a new policy may be checked for the resource of CreatePolicy.
    new iam.PolicyStatement({
      sid: 'TagsOfTypes',
      actions: ['organizations:TagResource'],
      resources: ['*'],
      conditions: { StringEquals: ofNamedTypes, ...ownPolicy && { StringLike: ownPolicy, StringLikeIfExists: newOwner } },
    }),
    // AWS may check them before the policy has any. The resource policy decides whether an existing policy can be taken so.
    ...newOwner ? [
      new iam.PolicyStatement({
        sid: 'TagsOfNewPolicies',
        actions: ['organizations:TagResource'],
        resources: policies,
        conditions: { Null: { [EXISTING_OWNER]: 'true' }, StringLike: newOwner },
      }),
      new iam.PolicyStatement({
        sid: 'TagsOfNewPoliciesOfTypes',
        actions: ['organizations:TagResource'],
        resources: ['*'],
        conditions: { Null: { [EXISTING_OWNER]: 'true' }, StringEquals: ofNamedTypes, StringLike: newOwner },
      }),
    ] : [],
    new iam.PolicyStatement({ sid: 'TagsOfTargets', actions: ['organizations:TagResource', 'organizations:UntagResource'], resources: targets }),
    ownStackStatement(),
    logStatement(logGroup),
  ];
}

const EXISTING_OWNER = `aws:ResourceTag/${OWNER_TAG_KEY}`;
const REQUESTED_OWNER = `aws:RequestTag/${OWNER_TAG_KEY}`;

function ownStackStatement(): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'OwnStack',
    actions: [...STACK_ACTIONS],
    // CloudFormation names nested stacks after the stack around them.
    resources: [Aws.STACK_ID, stackArn(`${Aws.STACK_NAME}-*`)],
  });
}

/** Lets the handlers read other top-level stacks that share the provider. It is one statement, since the policies of a role are limited. */
export function otherStacksStatement(): iam.PolicyStatement {
  return new iam.PolicyStatement({ sid: 'OtherStacks', actions: [...STACK_ACTIONS] });
}

/** ARNs of a top-level stack and of the stacks nested in it. */
export function stackArns(stackName: string): string[] {
  return [stackArn(stackName), stackArn(`${stackName}-*`)];
}

/** Framework functions invoke the handlers by their exact ARN. If an invocation finds a function inactive, they read its state. */
export function invokeStatement(functionArns: string[]): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions: ['lambda:InvokeFunction', 'lambda:GetFunction'], resources: functionArns });
}

export function logStatement(logGroup: ILogGroup): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.logGroupArn] });
}

function stackArn(name: string): string {
  return `arn:${Aws.PARTITION}:cloudformation:${Aws.REGION}:${Aws.ACCOUNT_ID}:stack/${name}/*`;
}
