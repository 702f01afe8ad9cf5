import { NestedStack, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Account, AccountGuardrails, Organization, OrganizationalUnit, Policy, PolicyContent, PolicySet, type PolicySetProps, PolicyType } from '../../../src';
import { onlyProperties, synthesisProblems, testApp, testStack } from '../test-app';

const SET = 'Custom::OrganizationsPolicySet';
const ATTACHMENTS = 'Custom::OrganizationsPolicyAttachments';
const SCP = 'SERVICE_CONTROL_POLICY';

function deny(sid: string, more = 0): iam.PolicyStatement {
  return new iam.PolicyStatement({ sid, effect: iam.Effect.DENY, actions: ['s3:DeleteBucket', `s3:${'x'.repeat(more)}${sid}`], resources: ['*'] });
}

/** A statement of about 3,000 characters. */
const long = (sid: string) => deny(sid, 2_900);

function setOf(props: Partial<PolicySetProps>, stack = testStack()) {
  const organization = new Organization(stack, 'Organization');
  const set = new PolicySet(stack, 'Base', { policySetName: 'base', ...props });
  return { stack, organization, set };
}

test('the template has each statement of a set, and the number of policies that the statements need', () => {
  const { stack, set } = setOf({ statements: [deny('One')], description: 'Keeps accounts in' });
  set.addStatements(deny('Two'));
  expect(onlyProperties(stack, SET)).toEqual({
    Type: SCP,
    Name: 'base',
    Description: 'Keeps accounts in',
    Statements: ['One', 'Two'].map((Sid) => ({ Sid, Effect: 'Deny', Action: ['s3:DeleteBucket', `s3:${Sid}`], Resource: '*' })),
    MaxDocuments: 1,
  });
});

test('statements of guardrails come before the other statements of a set', () => {
  const { stack } = setOf({ guardrails: [AccountGuardrails.denyLeavingOrganization()], statements: [deny('One')] });
  expect(onlyProperties(stack, SET).Statements).toEqual([expect.objectContaining({ Action: ['organizations:AcceptHandshake', 'organizations:LeaveOrganization'] }), expect.objectContaining({ Sid: 'One' })]);
});

test('a set is attached after the policies, enables its policy type, and takes only the slots that it needs', () => {
  const { stack, organization, set } = setOf({ statements: [...'ABCD'].map(long) });
  expect(set.maxDocuments).toBe(2);
  set.attachTo(organization.root);
  const other = new Policy(stack, 'Other', {
    policyType: PolicyType.SERVICE_CONTROL_POLICY, content: PolicyContent.fromPolicyDocument(new iam.PolicyDocument({ statements: [deny('X')] })),
  });
  organization.root.attachPolicy(other);
  const [id] = Object.keys(Template.fromStack(stack).findResources(SET));
  const [policy] = Object.keys(Template.fromStack(stack).findResources('Custom::OrganizationsPolicy'));
  expect(onlyProperties(stack, ATTACHMENTS)).toMatchObject({ Policies: { [SCP]: [{ Ref: policy }] }, PolicySets: { [SCP]: [{ 'Fn::GetAtt': [id, 'PolicyIds'] }] } });
  Template.fromStack(stack).hasResourceProperties('Custom::OrganizationsPolicyType', { PolicyType: SCP });
});

test('a value that is known only at deployment counts as a long one', () => {
  const { stack, organization, set } = setOf({});
  const account = new Account(stack, 'Account', { parent: organization.root, accountName: 'one', email: 'one@example.com' });
  const statement = deny('One', 9_880);
  statement.addCondition('StringEquals', { 'aws:PrincipalAccount': account.accountId });
  set.addStatements(statement, deny('Two'));
  expect(set.maxDocuments).toBe(2);
  expect(synthesisProblems(stack)).toEqual([]);
});

test('the handler gets a quota that AWS raised', () => {
  const stack = testStack({ 'cdk-aws-organizations:quota:SERVICE_CONTROL_POLICY.maxContentLength': 20_000 });
  setOf({ statements: [...'ABCD'].map(long) }, stack);
  expect(onlyProperties(stack, SET)).toMatchObject({ MaxDocuments: 1, MaxContentLength: 20_000 });
});

test('a set of resource control policies is checked by the rules of its language', () => {
  const statement = new iam.PolicyStatement({ effect: iam.Effect.DENY, principals: [new iam.StarPrincipal()], actions: ['s3:*'], resources: ['*'] });
  const { stack } = setOf({ policyType: PolicyType.RESOURCE_CONTROL_POLICY, statements: [statement] });
  expect(synthesisProblems(stack)).toEqual([]);
  expect(onlyProperties(stack, SET)).toMatchObject({ Statements: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' }] });
});

test.each<[string, (stack: Stack) => void, string]>([
  ['a set without statements', (stack) => setOf({}, stack), 'The policy set has no statements (given: "nothing"). Give it guardrails or statements.'],
  ['a statement with an element of another language', (stack) => {
    const { set } = setOf({ statements: [deny('A')] }, stack);
    set.addStatements(new iam.PolicyStatement({ effect: iam.Effect.DENY, principals: [new iam.StarPrincipal()], actions: ['s3:*'], resources: ['*'] }));
  }, 'A statement of the policy set is not valid: Statement.Principal is not part of a service control policy: "*" (given: '],
  ['a set of another policy type', (stack) => setOf({ policyType: PolicyType.TAG_POLICY, statements: [deny('A')] }, stack),
    'A policy set holds statements of service control or resource control policies (given: "TAG_POLICY").'],
  ['a set that does not fit into its slots', (stack) => setOf({ statements: [...'ABCD'].map(long), maxDocuments: 1 }, stack),
    'The 4 statements need 2 documents, and there are 1 slots. Shorten them'],
  ['a statement that is too long', (stack) => setOf({ statements: [deny('A', 11_000)] }, stack), 'characters long by itself, and a document may have 10240'],
  ['a name that is too long', (stack) => setOf({ policySetName: 'x'.repeat(127), statements: [deny('A')] }, stack), 'The policy name has 129 characters'],
  ['a name that another policy has', (stack) => {
    setOf({ statements: [deny('A')] }, stack);
    new Policy(stack, 'Other', { policyType: PolicyType.SERVICE_CONTROL_POLICY, policyName: 'base-2', content: PolicyContent.fromString('{"Version":"2012-10-17","Statement":[]}') });
  }, 'The policy name is used more than once for this type (by Test/Other) (given: "base-2")'],
  ['a set that takes more slots than a target has', (stack) => {
    const { organization, set } = setOf({ statements: [deny('A')], maxDocuments: 10 }, stack);
    set.attachTo(organization.root);
  }, 'Too many policies of the type SERVICE_CONTROL_POLICY are attached to one target (given: "11 policies, p-FullAWSAccess of AWS included").'],
  ['a set that is attached twice', (stack) => {
    const { organization, set } = setOf({ statements: [deny('A')] }, stack);
    set.attachTo(organization.root);
    set.attachTo(organization.root);
  }, 'The policy is attached to the same target more than once (given: "Test/Base").'],
])('%s is an error at synthesis', (_name, build, message) => {
  const stack = testStack();
  build(stack);
  expect(synthesisProblems(stack).join('\n')).toContain(message);
});

test('a set can be attached to targets of its own stack and of nested stacks', () => {
  const app = testApp();
  const [one, other] = [new Stack(app, 'One'), new Stack(app, 'Other')];
  const { organization, set } = setOf({ statements: [deny('A')] }, one);
  const nested = new NestedStack(one, 'Nested');
  new OrganizationalUnit(nested, 'Unit', { parent: organization.root, organizationalUnitName: 'nested' }).attachPolicySet(set);
  new OrganizationalUnit(other, 'Unit', { parent: organization.root, organizationalUnitName: 'unit' }).attachPolicySet(set);
  expect(synthesisProblems(one)).toEqual([expect.stringContaining('A policy set is attached to a target of another stack (given: "One/Base").')]);
});

test('compressActions compresses the actions of denials, never those of statements that allow', () => {
  const actions = ['sqs:DeleteMessage', 'sqs:DeleteQueue'];
  const statements = () => [iam.Effect.DENY, iam.Effect.ALLOW].map((effect) => new iam.PolicyStatement({ effect, actions, resources: ['*'] }));
  const written = (props: Partial<PolicySetProps>) => {
    const { Statements: found } = onlyProperties(setOf({ statements: statements(), ...props }).stack, SET);
    return (found as { Action: string[] }[]).map(({ Action }) => Action);
  };
  expect(written({ compressActions: true })).toEqual([['sqs:Delete*'], actions]);
  expect(written({})).toEqual([actions, actions]);
});

test('a set that is attached to no target gives a warning, and an attached one does not', () => {
  Annotations.fromStack(setOf({ statements: [deny('A')] }).stack).hasWarning('/Test/Base', Match.stringLikeRegexp('The policy is attached nowhere, and so has no effect \\(given: "base"\\)'));
  const { stack, organization, set } = setOf({ statements: [deny('A')] });
  set.attachTo(organization.root);
  Annotations.fromStack(stack).hasNoWarning('*', Match.stringLikeRegexp('attached nowhere'));
});
