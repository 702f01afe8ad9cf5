import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  Account, DelegatedPolicies, IOrganization, Organization, OrganizationalUnit, OrganizationResourcePolicy, OrganizationsProvider, Policy,
  PolicyContent, PolicyType,
} from '../../../src';
import { OWNER_TAG_KEY } from '../../../src/contract';
import { onlyProperties, synthesisProblems, testStack } from '../test-app';

const TYPE = 'Custom::OrganizationsResourcePolicy';

function imported(stack: Stack): IOrganization {
  return Organization.fromOrganizationAttributes(stack, 'Organization', { organizationId: 'o-exampleorgid', rootId: 'r-a1b2', managementAccountId: '111111111111' });
}

function problemsOf(...statements: iam.PolicyStatement[]): string[] {
  const stack = testStack();
  new OrganizationResourcePolicy(stack, 'Delegation', { organization: imported(stack), statements });
  return synthesisProblems(stack);
}

const MEMBER = { principals: [new iam.AccountPrincipal('222222222222')], resources: ['*'] };

test('statements of IAM become the content of the resource policy', () => {
  const stack = testStack();
  const policy = new OrganizationResourcePolicy(stack, 'Delegation', {
    organization: imported(stack),
    statements: [new iam.PolicyStatement({ principals: [new iam.ArnPrincipal('arn:aws:iam::222222222222:root')], actions: ['organizations:ListPolicies'], resources: ['*'] })],
  });
  policy.addStatements(new iam.PolicyStatement({ effect: iam.Effect.DENY, principals: [new iam.StarPrincipal()], actions: ['organizations:TagResource'], resources: ['*'] }));
  expect(synthesisProblems(stack)).toEqual([]);
  expect(JSON.parse(onlyProperties(stack, TYPE).Content as string).Statement).toEqual([
    { Action: 'organizations:ListPolicies', Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::222222222222:root' }, Resource: '*' },
    { Action: 'organizations:TagResource', Effect: 'Deny', Principal: '*', Resource: '*' },
  ]);
});

test('NotAction, NotResource and NotPrincipal are refused', () => {
  const { principals } = MEMBER;
  expect(problemsOf(new iam.PolicyStatement({ ...MEMBER, notActions: ['organizations:ListRoots'] }))[0]).toContain('refuses NotAction in a resource policy');
  expect(problemsOf(new iam.PolicyStatement({ principals, actions: ['organizations:ListRoots'], notResources: ['*'] }))[0]).toContain('refuses NotResource');
  expect(problemsOf(new iam.PolicyStatement({ effect: iam.Effect.DENY, notPrincipals: principals, actions: ['organizations:ListRoots'], resources: ['*'] }))[0])
    .toContain('refuses NotPrincipal');
});

test.each([
  [['organizations:CreateAccount'], 'organizations:CreateAccount in statement 1'],
  [['iam:CreateRole', 'organizations:ListRoots'], 'iam:CreateRole in statement 1'],
  [['organizations:ListRoot'], 'organizations:ListRoot in statement 1'],
])('actions that cannot be delegated are an error (%j)', (actions, given) => {
  expect(problemsOf(new iam.PolicyStatement({ ...MEMBER, actions }))[0]).toContain(`cannot delegate these actions (given: "${given}")`);
});

test.each([['organizations:Move*', false], ['organizations:*Account', true], ['organizations:describe*', true], ['organizations:PutResource*', false], ['iam:*', false]])(
  'a pattern has to match an action that can be delegated: %s', (action, isRight) => {
    const problems = problemsOf(new iam.PolicyStatement({ ...MEMBER, actions: [action] }));
    expect(problems).toEqual(isRight ? [] : [expect.stringContaining(`patterns match none that can be delegated (given: "${action} in statement 1")`)]);
  });

test('principals of a resource policy are accounts other than the management account', () => {
  const of = (principal: string, effect = iam.Effect.ALLOW) => problemsOf(new iam.PolicyStatement({
    effect, principals: [new iam.ArnPrincipal(principal)], actions: ['organizations:ListRoots'], resources: ['*'],
  }));
  expect(of('security')[0]).toContain('principals that are no AWS accounts (given: "security in statement 1")');
  expect(of('12345')[0]).toContain('principals that are no AWS accounts');
  expect(of('arn:aws:iam::111111111111:root')[0]).toContain('delegates to the management account, which has these rights already');
  expect(of('arn:aws:iam::111111111111:root', iam.Effect.DENY)).toEqual([]);
  expect(of('arn:aws:iam::222222222222:role/deployer')).toEqual([]);
});

test('the principal * is accepted only with a condition that restricts the callers', () => {
  const everyone = { principals: [new iam.AnyPrincipal()], actions: ['organizations:ListRoots'], resources: ['*'] };
  expect(problemsOf(new iam.PolicyStatement(everyone))[0]).toContain('allows everyone to act for the organization');
  expect(problemsOf(new iam.PolicyStatement({ ...everyone, conditions: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } } }))).toEqual([]);
  expect(problemsOf(new iam.PolicyStatement({ ...everyone, principals: [new iam.ServicePrincipal('config.amazonaws.com')] }))[0])
    .toContain('has to name AWS accounts');
});

test('a resource policy without statements, one that is too long, and a second one are errors', () => {
  expect(problemsOf()[0]).toContain('has no statements');
  const long = new iam.PolicyStatement({
    principals: [new iam.ArnPrincipal('arn:aws:iam::222222222222:root')],
    actions: ['organizations:TagResource'],
    resources: Array.from({ length: 900 }, (_, place) => `arn:aws:organizations::111111111111:account/o-exampleorgid/${100000000000 + place}`),
  });
  expect(problemsOf(long)[0]).toContain('longer than the 40000 characters');
  // A value that is known only at deployment makes the text longer, not shorter.
  expect(problemsOf(long, new iam.PolicyStatement({ ...MEMBER, actions: ['organizations:ListRoots'] }))[0]).toMatch(/given: "at least \d+ characters"/);
  const stack = testStack();
  const organization = imported(stack);
  const statements = [new iam.PolicyStatement({ ...MEMBER, actions: ['organizations:ListRoots'] })];
  ['One', 'Two'].forEach((id) => new OrganizationResourcePolicy(stack, id, { organization, statements }));
  expect(synthesisProblems(stack)).toHaveLength(2);
  expect(synthesisProblems(stack)[0]).toContain('more than one resource policy');
});

test('delegatePolicyManagement delegates the management of policies for types and targets', () => {
  const stack = testStack();
  const organization = imported(stack);
  const policy = new OrganizationResourcePolicy(stack, 'Delegation', { organization });
  const unit = OrganizationalUnit.fromOrganizationalUnitId(stack, 'Unit', 'ou-a1b2-exampleouid');
  policy.delegatePolicyManagement(Account.fromAccountId(stack, 'Security', '222222222222'), {
    policyTypes: [PolicyType.TAG_POLICY], targets: [unit], policies: DelegatedPolicies.all(),
  });
  expect(synthesisProblems(stack)).toEqual([]);
  const text = JSON.stringify(onlyProperties(stack, TYPE).Content);
  expect(text).toContain(':ou/o-exampleorgid/ou-a1b2-exampleouid');
  expect(text).toContain(':policy/o-exampleorgid/tag_policy/*');
  expect(text).not.toContain(':root/o-exampleorgid');
  expect(() => policy.delegatePolicyManagement(Account.fromAccountId(stack, 'Other', '333333333333'), { policyTypes: [], policies: DelegatedPolicies.all() })).toThrow('without any policy type');
});

function delegatedStack(...delegatedPolicyTypes: string[]): Stack {
  const stack = new Stack(new App({ analyticsReporting: false }), 'Policies');
  new OrganizationsProvider(stack, 'Provider', { delegatedPolicyTypes });
  return stack;
}

const CONTENT = PolicyContent.fromJson({ tags: { team: { tag_key: { '@@assign': 'team' } } } });

test('a delegated provider serves the policies and attachments of its stack with permissions for its policy types', () => {
  const stack = delegatedStack('TAG_POLICY');
  const policy = new Policy(stack, 'Tags', { policyType: PolicyType.TAG_POLICY, policyName: 'tags', content: CONTENT });
  policy.attachTo(OrganizationalUnit.fromOrganizationalUnitId(stack, 'Unit', 'ou-a1b2-exampleouid'));
  expect(synthesisProblems(stack)).toEqual([]);
  const template = Template.fromStack(stack);
  template.resourceCountIs('AWS::StepFunctions::StateMachine', 1);
  const text = JSON.stringify(template.findResources('AWS::IAM::Role'));
  expect(text).toContain('{"organizations:PolicyType":["TAG_POLICY"]}');
  expect(text).not.toMatch(/organizations:(CreateAccount|MoveAccount|EnablePolicyType|PutResourcePolicy|CreateOrganization)/);
});

test('constructs and policy types that are not delegated are errors with a delegated provider', () => {
  const stack = delegatedStack('TAG_POLICY');
  new Policy(stack, 'Scp', { policyType: PolicyType.SERVICE_CONTROL_POLICY, content: PolicyContent.fromJson({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' }] }) });
  new OrganizationalUnit(stack, 'Unit', { parent: imported(stack).root, organizationalUnitName: 'Unit' });
  const text = synthesisProblems(stack).join('\n');
  expect(text).toContain('is not delegated the policy types that it needs (given: SERVICE_CONTROL_POLICY)');
  expect(text).toContain('manages only policies, policy sets and their attachments (given: Custom::OrganizationsOrganizationalUnit)');
  expect(synthesisProblems(delegatedStack('SCP')).join()).toContain('not all policy types of AWS Organizations (given: SCP)');
});

describe('the role of a delegated provider', () => {
  interface Statement {
    readonly Sid?: string;
    readonly Condition?: Record<string, Record<string, unknown>>;
  }

  const statementsOf = (stack: Stack, name: RegExp) => Object.entries(Template.fromStack(stack).findResources('AWS::IAM::Role'))
    .filter(([id]) => name.test(id)).flatMap(([, { Properties }]) => Properties.Policies[0].PolicyDocument.Statement as Statement[]);
  const own = { 'Fn::Join': ['', [{ Ref: 'AWS::StackName' }, '@', { Ref: 'AWS::Region' }]] };
  const ownAdopted = { 'Fn::Join': ['', [{ Ref: 'AWS::StackName' }, '@', { Ref: 'AWS::Region' }, '/*']] };

  test('may create, change, attach and tag only policies with the owner tag of a stack that it serves', () => {
    const app = new App({ analyticsReporting: false });
    const stack = new Stack(app, 'Policies');
    const provider = new OrganizationsProvider(stack, 'Provider', { delegatedPolicyTypes: ['TAG_POLICY'], servedStacks: ['More'] });
    new Policy(new Stack(app, 'Third'), 'Tags', { policyType: PolicyType.TAG_POLICY, content: CONTENT, provider });
    const owners = [own, ownAdopted, 'More@*', 'Third@*'];
    const statements = new Map(statementsOf(stack, /^ProviderRole/).map(({ Sid, Condition }) => [Sid, Condition]));
    for (const sid of ['NewPolicies', 'NewPoliciesOfTypes', 'TagsOfNewPolicies']) {
      expect([sid, statements.get(sid)?.StringLike]).toEqual([sid, { [`aws:RequestTag/${OWNER_TAG_KEY}`]: owners }]);
    }
    for (const sid of ['DelegatedPolicies', 'Tags']) expect([sid, statements.get(sid)?.StringLike]).toEqual([sid, { [`aws:ResourceTag/${OWNER_TAG_KEY}`]: owners }]);
    expect(statements.get('Tags')?.StringLikeIfExists).toEqual({ [`aws:RequestTag/${OWNER_TAG_KEY}`]: owners });
    expect(statements.get('TagsOfNewPolicies')?.Null).toEqual({ [`aws:ResourceTag/${OWNER_TAG_KEY}`]: 'true' });
  });

  test('may manage policies of others only with managesPoliciesOfOthers', () => {
    const stack = new Stack(new App({ analyticsReporting: false }), 'Policies');
    new OrganizationsProvider(stack, 'Provider', { delegatedPolicyTypes: ['TAG_POLICY'], managesPoliciesOfOthers: true });
    expect(JSON.stringify(statementsOf(stack, /^ProviderRole/))).not.toContain(OWNER_TAG_KEY);
  });

  test.each([[false, 2], [true, 0]])('refuses at synthesis to adopt and to attach policies of others, unless managesPoliciesOfOthers is set: %s', (managesPoliciesOfOthers, count) => {
    const stack = new Stack(new App({ analyticsReporting: false }), 'Policies');
    new OrganizationsProvider(stack, 'Provider', { delegatedPolicyTypes: ['TAG_POLICY'], managesPoliciesOfOthers });
    const units = ['ou-a1b2-exampleoui1', 'ou-a1b2-exampleoui2'].map((id) => OrganizationalUnit.fromOrganizationalUnitId(stack, id, id));
    new Policy(stack, 'Adopted', { policyType: PolicyType.TAG_POLICY, policyName: 'adopted', content: CONTENT, adopt: true });
    new Policy(stack, 'Own', { policyType: PolicyType.TAG_POLICY, policyName: 'own', content: CONTENT }).attachTo(units[0]);
    Policy.fromPolicyId(stack, 'Foreign', 'p-examplepolicy', PolicyType.TAG_POLICY).attachTo(units[1]);
    const problems = synthesisProblems(stack).filter((text) => text.includes('only policies that its own stacks create'));
    expect(problems).toHaveLength(count);
    if (count > 0) expect(problems.join()).toMatch(/given: adopt: true.*given: p-examplepolicy/s);
  });
});
