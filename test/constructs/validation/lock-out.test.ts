import { DefaultStackSynthesizer, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  Account, Organization, OrganizationalUnit, Policy, PolicySet, PolicyType, ResourceControlPolicy, ServiceControlPolicy,
} from '../../../src';
import { synthesisProblems, testApp, testStack } from '../test-app';

const deny = (conditions?: Record<string, unknown>) => (
  new iam.PolicyStatement({ sid: 'Nothing', effect: iam.Effect.DENY, actions: ['*'], resources: ['*'], conditions }));
const except = (...roles: string[]) => deny({ ArnNotLike: { 'aws:PrincipalArn': roles.map((role) => `arn:*:iam::*:role/${role}`) } });

const BOOTSTRAPPED = ['deploy', 'cfn-exec', 'file-publishing', 'image-publishing', 'lookup'].map((role) => `cdk-hnb659fds-${role}-role-*`);

function organizationOf(stack: Stack) {
  const { root } = new Organization(stack, 'Organization');
  const unit = (id: string) => new OrganizationalUnit(stack, id, { parent: root, organizationalUnitName: id });
  return { root, suspended: unit('Suspended'), other: unit('Other') };
}

const policyOf = (stack: Stack, ...statements: iam.PolicyStatement[]) => new ServiceControlPolicy(stack, 'Policy', { statements });
const account = (stack: Stack, parent: OrganizationalUnit, accessRoleName?: string) =>
  new Account(stack, 'Account', { parent, accountName: 'one', email: 'aws+one@example.com', accessRoleName });

test('the error about a denial of everything names target, roles, statement, policy and remedy', () => {
  const stack = testStack();
  organizationOf(stack).suspended.attachPolicy(policyOf(stack, deny()));
  expect(synthesisProblems(stack)).toEqual([
    `[Test/Suspended/PolicyAttachments] The service control policies of Test/Suspended lock out ${BOOTSTRAPPED.join(', ')}, `
    + 'OrganizationAccountAccessRole: the statement Nothing of Test/Policy denies (given: "cloudformation:CreateChangeSet, cloudformation:ExecuteChangeSet, '
    + 'cloudformation:CreateStack, cloudformation:UpdateStack, cloudformation:DescribeStacks, sts:AssumeRole, s3:PutObject, ecr:PutImage, ssm:GetParameter, '
    + 'ec2:DescribeAvailabilityZones, cloudformation:GetTemplate"). If that is intended, call acknowledgeLockOut on the target with your reason. '
    + 'Otherwise exempt the roles with a condition such as '
    + `{"ArnNotLike":{"aws:PrincipalArn":[${BOOTSTRAPPED.map((role) => `"arn:*:iam::*:role/${role}"`).join()},`
    + '"arn:*:iam::*:role/OrganizationAccountAccessRole"]}}, or allow these actions. '
    + '(lock-out: https://github.com/cdk-aws-organizations/cdk-aws-organizations/blob/main/docs/rules/lock-out.md)',
  ]);
});

test('following the advice of the error resolves the lock-out', () => {
  const stack = testStack();
  organizationOf(stack).suspended.attachPolicy(policyOf(stack, except(...BOOTSTRAPPED, 'OrganizationAccountAccessRole')));
  expect(synthesisProblems(stack)).toEqual([]);
});

test.each(BOOTSTRAPPED)('a denial of everything that exempts all other roles locks out %s', (role) => {
  const stack = testStack();
  const others = BOOTSTRAPPED.filter((other) => other !== role);
  organizationOf(stack).suspended.attachPolicy(policyOf(stack, except(...others, 'OrganizationAccountAccessRole')));
  expect(synthesisProblems(stack)).toEqual([expect.stringContaining(`The service control policies of Test/Suspended lock out ${role}: `)]);
});

test.each<[string, Partial<iam.PolicyStatementProps>]>([
  ['uploads of files', { actions: ['s3:Put*'] }],
  ['files in all buckets but one', { actions: ['s3:*'], resources: undefined, notResources: ['arn:aws:s3:::cdk-*/*'] }],
  ['images of containers', { actions: ['ecr:*'] }],
  ['all services except AWS CloudFormation, Amazon S3 and AWS STS', { actions: undefined, notActions: ['cloudformation:*', 's3:*', 'sts:*'] }],
  ['parameters and zones', { actions: ['ssm:*', 'ec2:*'] }],
])('a denial of %s, which not every account uses, locks out no role', (_, props) => {
  const stack = testStack();
  organizationOf(stack).suspended.attachPolicy(policyOf(stack, new iam.PolicyStatement({ sid: 'Some', effect: iam.Effect.DENY, resources: ['*'], ...props })));
  expect(synthesisProblems(stack)).toEqual([]);
});

test('an acknowledged lock-out applies to its target only', () => {
  const stack = testStack();
  const { root, suspended, other } = organizationOf(stack);
  const policy = policyOf(stack, deny());
  suspended.acknowledgeLockOut('Accounts on their way out');
  for (const target of [root, suspended, other]) target.attachPolicy(policy);
  account(stack, suspended);
  expect(synthesisProblems(stack).map((problem) => /policies of (\S+) lock/.exec(problem)?.[1])).toEqual(['Test/Organization/Root', 'Test/Other']);
});

test('an acknowledged lock-out needs a reason, which is written to the cloud assembly', () => {
  const stack = testStack();
  const { suspended, other } = organizationOf(stack);
  const policy = policyOf(stack, deny());
  for (const target of [suspended, other]) target.attachPolicy(policy);
  suspended.acknowledgeLockOut('Accounts on their way out');
  other.acknowledgeLockOut(' ');
  expect(synthesisProblems(stack)).toEqual([expect.stringContaining('[Test/Other/PolicyAttachments] acknowledgeLockOut has no reason (given: "").')]);
  expect(suspended.node.metadata).toEqual([expect.objectContaining({ type: 'cdk-aws-organizations:lock-out', data: 'Accounts on their way out' })]);
});

test('an allow-list that replaces FullAWSAccess must allow the actions of the roles', () => {
  const stack = testStack();
  const { suspended } = organizationOf(stack);
  suspended.attachPolicy(policyOf(stack, new iam.PolicyStatement({ actions: ['s3:*', 'sts:*'], resources: ['*'] })));
  suspended.detachFullAwsAccess();
  expect(synthesisProblems(stack)).toEqual([expect.stringContaining('OrganizationAccountAccessRole: nothing in Test/Policy allows it (given: "cloudformation:CreateChangeSet, ')]);
});

test('an allow-list without images and lookups locks out no role', () => {
  const stack = testStack();
  const { suspended } = organizationOf(stack);
  suspended.attachPolicy(policyOf(stack, new iam.PolicyStatement({ actions: ['cloudformation:*', 's3:*', 'sts:*'], resources: ['*'] })));
  suspended.detachFullAwsAccess();
  expect(synthesisProblems(stack)).toEqual([]);
});

test('an allow-list changes nothing if FullAWSAccess is attached too, by AWS or by the app', () => {
  const stack = testStack();
  const { suspended, other } = organizationOf(stack);
  const policy = policyOf(stack, new iam.PolicyStatement({ actions: ['s3:*', 'sts:*'], resources: ['*'] }));
  suspended.attachPolicy(policy);
  const fullAwsAccess = Policy.fromPolicyId(stack, 'FullAWSAccess', 'p-FullAWSAccess', PolicyType.SERVICE_CONTROL_POLICY);
  for (const attached of [fullAwsAccess, policy]) other.attachPolicy(attached);
  expect(synthesisProblems(stack)).toEqual([]);
});

test('a policy outside the app may allow actions that the other policies do not allow', () => {
  const stack = testStack();
  const { suspended } = organizationOf(stack);
  suspended.attachPolicy(Policy.fromPolicyId(stack, 'Imported', 'p-12345678', PolicyType.SERVICE_CONTROL_POLICY));
  suspended.detachFullAwsAccess();
  expect(synthesisProblems(stack)).toEqual([]);
});

test('the qualifier of the bootstrap comes from the context or from the synthesizer', () => {
  const inContext = testStack({ '@aws-cdk/core:bootstrapQualifier': 'fromcontext' });
  const ofSynthesizer = new Stack(testApp(), 'Test', { synthesizer: new DefaultStackSynthesizer({ qualifier: 'ofstack' }) });
  for (const [stack, qualifier] of [[inContext, 'fromcontext'], [ofSynthesizer, 'ofstack']] as const) {
    organizationOf(stack).suspended.attachPolicy(policyOf(stack, except('cdk-hnb659fds-*', 'OrganizationAccountAccessRole')));
    expect(synthesisProblems(stack)).toEqual([expect.stringContaining(`lock out ${BOOTSTRAPPED.join(', ').replaceAll('hnb659fds', qualifier)}: `)]);
  }
});

test('the role through which accounts are administered has the name that the accounts give', () => {
  const stack = testStack();
  const { suspended, other } = organizationOf(stack);
  const policy = policyOf(stack, except('cdk-*', 'Admin'));
  suspended.attachPolicy(policy);
  account(stack, other, 'Admin').attachPolicy(policy);
  expect(synthesisProblems(stack)).toEqual([]);
});

test('an account outside the app is checked like the others, and two references to it share an acknowledgement', () => {
  const stack = testStack();
  const policy = policyOf(stack, deny());
  Account.fromAccountId(stack, 'A', '111122223333').attachPolicy(policy);
  expect(synthesisProblems(stack)).toEqual([expect.stringContaining('[Test/PolicyAttachments-111122223333] The service control policies of Test/A lock out')]);
  Account.fromAccountId(stack, 'B', '111122223333').acknowledgeLockOut('It is closed soon');
  expect(synthesisProblems(stack)).toEqual([]);
});

test('an account is locked out by a policy with its own ID, known or not', () => {
  const stack = testStack();
  const { other } = organizationOf(stack);
  const inAccount = (id: string, accountId: string) => new ServiceControlPolicy(stack, id, {
    statements: [deny({ StringEquals: { 'aws:PrincipalAccount': accountId } })],
  });
  const known = Account.fromAccountId(stack, 'Known', '111122223333');
  known.attachPolicy(inAccount('OfKnown', known.accountId));
  const [ours, theirs] = ['Ours', 'Theirs'].map((id) => (
    new Account(stack, id, { parent: other, accountName: id, email: `aws+${id}@example.com` })));
  ours.attachPolicy(inAccount('OfOurs', ours.accountId));
  theirs.attachPolicy(inAccount('OfOthers', ours.accountId));
  expect(synthesisProblems(stack).map((problem) => /policies of (\S+) lock/.exec(problem)?.[1]).sort()).toEqual(['Test/Known', 'Test/Ours']);
});

test('an account is locked out by a policy set with its own ID', () => {
  const stack = testStack();
  const one = account(stack, organizationOf(stack).other);
  one.attachPolicySet(new PolicySet(stack, 'Set', { statements: [deny({ StringEquals: { 'aws:PrincipalAccount': one.accountId } })] }));
  expect(synthesisProblems(stack)).toEqual([expect.stringContaining('policies of Test/Account lock out')]);
});

test('a resource control policy that allows no principal to assume the roles is an error with its own advice', () => {
  const stack = testStack();
  const { suspended, other } = organizationOf(stack);
  const statement = (conditions?: Record<string, unknown>) => new iam.PolicyStatement({
    sid: 'Nobody', effect: iam.Effect.DENY, actions: ['sts:AssumeRole'], resources: ['*'], principals: [new iam.StarPrincipal()], conditions,
  });
  suspended.attachPolicy(new ResourceControlPolicy(stack, 'Nobody', { statements: [statement()] }));
  other.attachPolicy(new ResourceControlPolicy(stack, 'Ours', { statements: [statement({ StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-abcdefghij' } })] }));
  expect(synthesisProblems(stack)).toEqual([expect.stringMatching(
    /The resource control policies of Test\/Suspended lock out .*the statement Nobody of Test\/Nobody denies.*call acknowledgeLockOut .*condition on aws:PrincipalOrgID/)]);
});

test('the advice for an incomplete allow-list does not mention an exemption from denials', () => {
  const stack = testStack();
  const { suspended } = organizationOf(stack);
  suspended.attachPolicy(new ServiceControlPolicy(stack, 'OnlyS3', {
    statements: [new iam.PolicyStatement({ sid: 'OnlyS3', actions: ['s3:*'], resources: ['*'] })],
  }));
  suspended.detachFullAwsAccess();
  expect(synthesisProblems(stack)).toEqual([expect.stringMatching(/call acknowledgeLockOut on the target with your reason\. Otherwise allow these actions in one of the policies, or keep FullAWSAccess attached/)]);
});
