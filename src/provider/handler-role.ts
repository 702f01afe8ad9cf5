import { Aws } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import {
  ACCOUNT_MANAGEMENT_ACTIONS, DELEGATED_POLICY_ACTIONS, DELEGATED_READ_ACTIONS, GuardedAction, ORGANIZATIONS_ACTIONS,
  SERVICE_LINKED_ROLE_ACTION,
  SERVICE_LINKED_ROLE_SERVICE, STACK_ACTIONS,
} from '../contract';

/**
 * The permissions of the handlers. They do not depend on the constructs in the app. CloudFormation first updates a role, and last sends the
 * Delete of a removed resource: a permission that is removed with its construct would be missing then.
 */
export function handlerStatements(logGroup: ILogGroup): iam.PolicyStatement[] {
  return [
    // Most of these actions support no resource types, and the IDs of new resources are not known before.
    new iam.PolicyStatement({ sid: 'Organizations', actions: [...ORGANIZATIONS_ACTIONS], resources: ['*'] }),
    new iam.PolicyStatement({
      sid: 'AccountManagement',
      actions: [...ACCOUNT_MANAGEMENT_ACTIONS],
      // The management account itself, and the accounts of its organization.
      resources: ['account', 'account/o-*/*'].map((path) => `arn:${Aws.PARTITION}:account::${Aws.ACCOUNT_ID}:${path}`),
    }),
    new iam.PolicyStatement({
      sid: 'OrganizationsServiceLinkedRole',
      actions: [SERVICE_LINKED_ROLE_ACTION],
      resources: [
        `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/aws-service-role/${SERVICE_LINKED_ROLE_SERVICE}/AWSServiceRoleForOrganizations`,
      ],
      conditions: { StringEquals: { 'iam:AWSServiceName': SERVICE_LINKED_ROLE_SERVICE } },
    }),
    ownStackStatement(),
    logStatement(logGroup),
  ];
}

/**
 * The permissions of the handlers in a member account that manages policies of these types. The resource policy must allow them too. Types
 * are limited as `policyManagementStatements` limits them.
 */
export function delegatedStatements(logGroup: ILogGroup, policyTypes: readonly string[]): iam.PolicyStatement[] {
  const arn = (kind: string, path: string) => `arn:${Aws.PARTITION}:organizations::*:${kind}/o-*/${path}`;
  const policies = policyTypes.map((type) => arn('policy', `${type.toLowerCase()}/*`));
  const awsPolicies = policyTypes.map((type) => `arn:${Aws.PARTITION}:organizations::aws:policy/${type.toLowerCase()}/*`);
  const targets = [arn('root', '*'), arn('ou', '*'), arn('account', '*')];
  return [
    new iam.PolicyStatement({ sid: 'Organizations', actions: [...DELEGATED_READ_ACTIONS], resources: ['*'] }),
    new iam.PolicyStatement({
      sid: 'NewPolicies',
      actions: ['organizations:CreatePolicy'],
      resources: ['*'],
      conditions: { StringEquals: { 'organizations:PolicyType': [...policyTypes] } },
    }),
    new iam.PolicyStatement({
      sid: 'DelegatedPolicies',
      actions: [...DELEGATED_POLICY_ACTIONS],
      resources: [...policies, ...awsPolicies, ...targets],
      conditions: { StringEqualsIfExists: { 'organizations:PolicyType': [...policyTypes] } },
    }),
    new iam.PolicyStatement({
      sid: 'Tags',
      actions: ['organizations:TagResource', 'organizations:UntagResource'],
      resources: [...policies, ...targets],
    }),
    ownStackStatement(),
    logStatement(logGroup),
  ];
}

function ownStackStatement(): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'OwnStack',
    actions: [...STACK_ACTIONS],
    // CloudFormation names nested stacks after the stack around them.
    resources: [Aws.STACK_ID, stackArn(`${Aws.STACK_NAME}-*`)],
  });
}

const RESOURCES: Readonly<Record<Exclude<GuardedAction, 'DeleteOrganization'>, string>> = {
  CloseAccount: 'account/o-*/*', RemoveAccountFromOrganization: 'account/o-*/*', DisablePolicyType: 'root/o-*/r-*',
};

/** The permission for an action that an organization of the app has to allow. The deletion of an organization has no resource type. */
export function guardedStatement(action: GuardedAction): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: action,
    actions: [`organizations:${action}`],
    resources: [action === 'DeleteOrganization' ? '*' : `arn:${Aws.PARTITION}:organizations::${Aws.ACCOUNT_ID}:${RESOURCES[action]}`],
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
