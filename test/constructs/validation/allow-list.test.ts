import { Annotations, CfnParameter, Stack } from 'aws-cdk-lib';
import { Annotations as Found, Match } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Account, type IPolicy, Organization, OrganizationalUnit, Policy, PolicyType, ServiceControlPolicy } from '../../../src';
import { synthesisProblems, testStack } from '../test-app';

function start() {
  const stack = testStack();
  const { root } = new Organization(stack, 'Organization');
  const upper = new OrganizationalUnit(stack, 'Upper', { parent: root, organizationalUnitName: 'upper' });
  const lower = new OrganizationalUnit(stack, 'Lower', { parent: upper, organizationalUnitName: 'lower' });
  const account = new Account(stack, 'Account', { parent: lower, accountName: 'one', email: 'one@example.com' });
  return { stack, root, upper, lower, account };
}

const of = (effect: iam.Effect) => (stack: Stack, id: string, ...actions: string[]) => (
  new ServiceControlPolicy(stack, id, { statements: [new iam.PolicyStatement({ effect, actions, resources: ['*'] })] }));
const allow = of(iam.Effect.ALLOW);
const deny = of(iam.Effect.DENY);

type Target = Pick<OrganizationalUnit, 'attachPolicy' | 'detachFullAwsAccess'>;
function limit(target: Target, ...policies: IPolicy[]): void {
  policies.forEach((policy) => target.attachPolicy(policy));
  target.detachFullAwsAccess();
}

const VITAL = ['cloudformation:*', 'sts:*', 'iam:*', 'organizations:*', 'support:*'];

function withoutPage(text: string): string[] {
  const [, message, rule] = /^(.*?) ?\((allow-list-(?:nothing|services|summary)): .*$/s.exec(text) ?? [];
  return message === undefined ? [] : [`${message} [${rule}]`];
}

/** Errors, warnings and infos about allow-lists, without the pages of the rules. */
function said(stack: Stack): string[] {
  const problems = synthesisProblems(stack);
  if (problems.length > 0) return problems.flatMap(withoutPage);
  const found = Found.fromStack(stack);
  const notes = [...found.findWarning('*', Match.anyValue()), ...found.findInfo('*', Match.anyValue())]
    .map(({ id, entry }) => `${id}: ${String(entry.data)}`);
  return notes.flatMap(withoutPage);
}

test('the summary of an allow-list names the services that stay allowed without FullAWSAccess', () => {
  const { stack, upper } = start();
  limit(upper, allow(stack, 'List', ...VITAL, 's3:*', 'ec2:Describe*'));
  expect(said(stack)).toEqual([
    '/Test/Upper: Without FullAWSAccess, at most this is allowed at Test/Upper and below it: cloudformation, iam, organizations, s3, sts, support, '
    + 'and some actions of ec2. [allow-list-summary]',
  ]);
});

test('the summary of an allow-list of nearly all services names the services that are not allowed', () => {
  const { stack, upper } = start();
  limit(upper, allow(stack, 'List', '*'), deny(stack, 'Deny', 's3:*'));
  expect(said(stack)).toEqual([expect.stringContaining('below it: all services but s3')]);
});

test('a target that keeps FullAWSAccess gets no summary', () => {
  const { stack, upper } = start();
  upper.attachPolicy(deny(stack, 'Deny', 's3:*'));
  expect(said(stack)).toEqual([]);
});

test('an allow-list without services that most accounts need gives a warning, which can be acknowledged', () => {
  const { stack, upper } = start();
  limit(upper, allow(stack, 'List', 'cloudformation:*', 'sts:*', 's3:*'));
  expect(said(stack)[0]).toBe('/Test/Upper: Services that most accounts cannot do without are not allowed at Test/Upper and below it '
    + '(given: "iam, organizations, support"). Allow them in one of the policies (Test/List), or acknowledge this. [allow-list-services]');
  const other = start();
  limit(other.upper, allow(other.stack, 'List', 'cloudformation:*', 'sts:*', 's3:*'));
  Annotations.of(other.upper).acknowledgeWarning('cdk-aws-organizations:allow-list-services');
  expect(said(other.stack)).toEqual([expect.stringContaining('[allow-list-summary]')]);
});

test('two allow-lists that share no service allow nothing below, although each allows some services', () => {
  const { stack, upper, lower, account } = start();
  limit(upper, allow(stack, 'One', ...VITAL));
  limit(lower, allow(stack, 'Two', 's3:*'));
  limit(account, allow(stack, 'Three', 'ec2:*'));
  expect(said(stack).filter((text) => text.includes('nothing'))).toEqual([
    '[Test/Lower/PolicyAttachments] Nothing is allowed at Test/Lower and below it, since no action is allowed at every level from the root down to it '
    + '(given: "Test/Two"). If that is intended, call acknowledgeLockOut on the target with your reason. Otherwise allow at each level what its accounts need, '
    + 'or keep FullAWSAccess attached at one of them. '
    + '[allow-list-nothing]',
  ]);
});

test('a level in between that keeps FullAWSAccess does not reduce the allowed services', () => {
  const { stack, upper, lower, account } = start();
  limit(upper, allow(stack, 'One', ...VITAL, 's3:*'));
  lower.attachPolicy(deny(stack, 'Deny', 's3:*'));
  limit(account, allow(stack, 'Three', ...VITAL, 's3:*', 'ec2:*'));
  expect(said(stack)).toEqual([
    expect.stringContaining('Test/Upper and below it: cloudformation, iam, organizations, s3, sts, support.'),
    expect.stringContaining('Test/Account and below it: cloudformation, iam, organizations, sts, support.'),
  ]);
});

test('policies that only deny allow nothing without FullAWSAccess', () => {
  const { stack, upper } = start();
  limit(upper, deny(stack, 'Deny', 's3:*'));
  expect(said(stack)).toEqual([expect.stringContaining('Nothing is allowed at Test/Upper and below it')]);
});

test('a target with an acknowledged lock-out may allow nothing', () => {
  const { stack, upper } = start();
  limit(upper, allow(stack, 'List', 's3:*'), deny(stack, 'Deny', '*'));
  upper.acknowledgeLockOut('These accounts wait for their closure');
  expect(said(stack)).toEqual([]);
});

test('the summary names an imported policy as unknown and assumes nothing about it', () => {
  const { stack, upper } = start();
  limit(upper, Policy.fromPolicyId(stack, 'Imported', 'p-12345678', PolicyType.SERVICE_CONTROL_POLICY));
  expect(said(stack)).toEqual([
    '/Test/Upper: Before the deployment it is not known what these policies allow or deny: Test/Imported. [allow-list-summary]',
  ]);
});

test('the summary names an allow-list with a token as unknown, and a denial at the same level still counts', () => {
  const { stack, upper } = start();
  limit(upper, allow(stack, 'List', new CfnParameter(stack, 'Parameter').valueAsString), deny(stack, 'Deny', 's3:*', 'support:*'));
  expect(said(stack)).toEqual([
    expect.stringMatching(/\(given: "support"\)/),
    expect.stringMatching(/at most .* all services but s3, support.*\. Before the deployment it is not known what these policies allow or deny: Test\/List\./),
  ]);
});

test('services that a level above does not allow are reported there, and not again at each target below', () => {
  const { stack, upper, lower } = start();
  limit(upper, allow(stack, 'One', 'cloudformation:*', 'sts:*', 's3:*'));
  limit(lower, allow(stack, 'Two', 'cloudformation:*', 'sts:*', 'ec2:*', 's3:*'));
  expect(said(stack).filter((text) => text.includes('[allow-list-services]'))).toHaveLength(1);
});
