import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { onlyProperties, synthesisProblems, testApp, testStack } from './test-app';
import {
  Account, InvitedAccount, IParent, IPolicy, IPolicyTarget, Organization, OrganizationalUnit, PolicySet, ServiceControlPolicy,
} from '../../src';

const UNIT = 'ou-a1b2-exampleouid';
const ATTRIBUTES = { organizationId: 'o-exampleorgid', rootId: 'r-a1b2' };

const denial = () => new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ['s3:DeleteBucket'], resources: ['*'] });
const policyIn = (stack: Stack) => new ServiceControlPolicy(stack, 'Policy', { statements: [denial()] });
const setIn = (stack: Stack) => new PolicySet(stack, 'Set', { statements: [denial()] });
const imported = (stack: Stack) => Organization.fromOrganizationAttributes(stack, 'Imported', ATTRIBUTES);
const ref = (stack: Stack, value: string) => stack.resolve(value) as unknown;

describe('addOrganizationalUnit and addAccount', () => {
  test('addOrganizationalUnit and addAccount create constructs below the parent, named by their construct ID', () => {
    const stack = testStack();
    const { root } = new Organization(stack, 'Organization');
    const unit = root.addOrganizationalUnit('Workloads');
    const account = unit.addAccount('shop', { email: 'shop@example.com' });
    expect([unit.node.path, account.node.path]).toEqual(['Test/Organization/Root/Workloads', 'Test/Organization/Root/Workloads/shop']);
    expect(onlyProperties(stack, 'Custom::OrganizationsOrganizationalUnit')).toEqual({ Name: 'Workloads', ParentId: ref(stack, root.rootId) });
    expect(onlyProperties(stack, 'Custom::OrganizationsAccount')).toEqual({
      AccountName: 'shop', Email: 'shop@example.com', ParentId: ref(stack, unit.organizationalUnitId),
    });
  });

  test('a given name takes precedence over the construct ID', () => {
    const stack = testStack();
    const unit = OrganizationalUnit.fromOrganizationalUnitId(stack, 'Outside', UNIT).addOrganizationalUnit('Id', { organizationalUnitName: 'Name' });
    unit.addAccount('Id', { email: 'shop@example.com', accountName: 'shop' });
    expect(onlyProperties(stack, 'Custom::OrganizationsOrganizationalUnit')).toEqual({ Name: 'Name', ParentId: UNIT });
    expect(onlyProperties(stack, 'Custom::OrganizationsAccount').AccountName).toBe('shop');
  });

  test('a construct ID that is not a valid name is an error', () => {
    const stack = testStack();
    const { root } = new Organization(stack, 'Organization');
    root.addAccount('x'.repeat(51), { email: 'shop@example.com' });
    root.addOrganizationalUnit('x'.repeat(129));
    expect(synthesisProblems(stack)).toEqual(expect.arrayContaining([
      expect.stringContaining('The name of the organizational unit has 129 characters'), expect.stringContaining('x'.repeat(51)),
    ]));
  });

  test('an OU at the sixth level is an error', () => {
    const stack = testStack();
    let parent: IParent = new Organization(stack, 'Organization').root;
    for (const id of ['One', 'Two', 'Three', 'Four', 'Five', 'Six']) parent = parent.addOrganizationalUnit(id);
    expect(synthesisProblems(stack)).toEqual([expect.stringContaining('is too deep')]);
  });
});

describe('policies and policySets', () => {
  test.each<[string, (stack: Stack, parent: IParent) => void, (stack: Stack, parent: IParent) => void]>([
    ['an organizational unit', (stack, parent) => parent.addOrganizationalUnit('Unit', { policies: [policyIn(stack)], policySets: [setIn(stack)] }),
      (stack, parent) => {
        const unit = parent.addOrganizationalUnit('Unit');
        unit.attachPolicy(policyIn(stack));
        unit.attachPolicySet(setIn(stack));
      }],
    ['an account', (stack, parent) => parent.addAccount('One', {
      email: 'one@example.com', policies: [policyIn(stack)], policySets: [setIn(stack)],
    }),
    (stack, parent) => {
      const account = parent.addAccount('One', { email: 'one@example.com' });
      account.attachPolicy(policyIn(stack));
      account.attachPolicySet(setIn(stack));
    }],
    ['an invited account', (stack, parent) => new InvitedAccount(stack, 'Invited', {
      parent, accountId: '222222222222', policies: [policyIn(stack)], policySets: [setIn(stack)],
    }),
    (stack, parent) => {
      const account = new InvitedAccount(stack, 'Invited', { parent, accountId: '222222222222' });
      account.attachPolicy(policyIn(stack));
      account.attachPolicySet(setIn(stack));
    }],
  ])('policies and policySets of %s give the same template as attachPolicy and attachPolicySet', (_target, byProps, byCalls) => {
    const [given, expected] = [byProps, byCalls].map((make) => {
      const stack = testStack();
      make(stack, new Organization(stack, 'Organization').root);
      return Template.fromStack(stack).toJSON();
    });
    expect(Object.keys(given.Resources as object).filter((id) => id.includes('PolicyAttachments'))).toHaveLength(1);
    expect(given).toEqual(expected);
  });

  test.each<[string, (parent: IParent, policies: IPolicy[]) => IPolicyTarget]>([
    ['an organizational unit', (parent, policies) => parent.addOrganizationalUnit('Unit', { policies })],
    ['an account', (parent, policies) => parent.addAccount('One', { email: 'one@example.com', policies })],
    ['an invited account', (parent, policies) => new InvitedAccount(parent, 'Invited', { parent, accountId: '222222222222', policies })],
  ])('policies of %s are attached in their order, before those of later attachPolicy calls', (_target, make) => {
    const stack = testStack();
    const [first, second, later] = ['First', 'Second', 'Later'].map((id) => new ServiceControlPolicy(stack, id, { statements: [denial()] }));
    const target = make(new Organization(stack, 'Organization').root, [second, first]);
    target.attachPolicy(later);
    expect(onlyProperties(stack, 'Custom::OrganizationsPolicyAttachments')).toMatchObject({
      TargetId: ref(stack, target.policyTargetId),
      Policies: { SERVICE_CONTROL_POLICY: [second, first, later].map(({ policyId }) => ref(stack, policyId)) },
    });
  });

  test('policies and policy sets of the root are properties of the organization', () => {
    const stack = testStack();
    const [policy, set] = [policyIn(stack), setIn(stack)];
    const { root } = new Organization(stack, 'Organization', { rootPolicies: [policy], rootPolicySets: [set] });
    expect(onlyProperties(stack, 'Custom::OrganizationsPolicyAttachments')).toMatchObject({
      TargetId: ref(stack, root.rootId),
      Policies: { SERVICE_CONTROL_POLICY: [ref(stack, policy.policyId)] },
      PolicySets: { SERVICE_CONTROL_POLICY: [ref(stack, set.policyIds)] },
    });
  });

  test('a policy that is attached twice is an error', () => {
    const stack = testStack();
    const policy = policyIn(stack);
    new Organization(stack, 'Organization').root.addOrganizationalUnit('Unit', { policies: [policy, policy] });
    expect(synthesisProblems(stack)).toEqual([expect.stringMatching(/attached.*(twice|more than once)/)]);
  });
});

describe('the principal of an organizational unit', () => {
  const pathOf = (stack: Stack, unit: { principal: iam.IPrincipal }) => {
    const { principalJson, conditions } = unit.principal.policyFragment;
    expect(principalJson).toEqual({ AWS: ['*'] });
    return stack.resolve((conditions as Record<string, Record<string, string[]>>)['ForAnyValue:StringLike']['aws:PrincipalOrgPaths']) as unknown;
  };

  test('the principal of an OU has the path from the organization down', () => {
    const stack = testStack();
    const above = imported(stack).root.addOrganizationalUnit('Outer');
    const unit = above.addOrganizationalUnit('Inner');
    const [outer, inner] = [above, unit].map(({ organizationalUnitId }) => ref(stack, organizationalUnitId));
    expect(pathOf(stack, unit)).toEqual([{ 'Fn::Join': ['', ['o-exampleorgid/r-a1b2/', outer, '/', inner, '/*']] }]);
  });

  test('the principal of an OU outside the app has a wildcard for unknown levels', () => {
    const stack = testStack();
    const organization = imported(stack);
    const unit = OrganizationalUnit.fromOrganizationalUnitAttributes(stack, 'Unit', { organizationalUnitId: UNIT, organization });
    expect(pathOf(stack, unit)).toEqual([`o-exampleorgid/*/${UNIT}/*`]);
    const below = OrganizationalUnit.fromOrganizationalUnitAttributes(stack, 'Below', { organizationalUnitId: 'ou-a1b2-belowouid', parent: unit });
    expect(pathOf(stack, below)).toEqual([`o-exampleorgid/*/${UNIT}/ou-a1b2-belowouid/*`]);
    const top = OrganizationalUnit.fromOrganizationalUnitAttributes(stack, 'Top', { organizationalUnitId: UNIT, parent: organization.root });
    expect(pathOf(stack, top)).toEqual([`o-exampleorgid/r-a1b2/${UNIT}/*`]);
  });

  test('the principal of an OU is an error if the organization is not known, since the ID alone is not unique', () => {
    const unit = OrganizationalUnit.fromOrganizationalUnitId(testStack(), 'Unit', UNIT);
    expect(() => unit.principal).toThrow(/\[Test\/Unit\] The organization .* is not known.*fromOrganizationalUnitAttributes/);
  });
});

describe('an account outside the app', () => {
  test('an account outside the app has the role of its attributes, or else the default role of AWS', () => {
    const stack = testStack();
    const arnOf = (id: string, accessRoleName?: string) => ref(stack,
      Account.fromAccountAttributes(stack, id, { accountId: '222222222222', accessRoleName }).accessRoleArn);
    const arn = (name: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::222222222222:role/${name}`]] });
    expect([arnOf('One'), arnOf('Two', 'Admin')]).toEqual([arn('OrganizationAccountAccessRole'), arn('Admin')]);
  });

  test('an account outside the app enables the types of its policies in the organization of its parent', () => {
    const stack = testStack();
    new Organization(new Stack(stack.node.root as never, 'Other'), 'Organization');
    const { root } = new Organization(stack, 'Organization');
    Account.fromAccountAttributes(stack, 'Account', { accountId: '222222222222', parent: root }).attachPolicy(policyIn(stack));
    expect(onlyProperties(stack, 'Custom::OrganizationsPolicyType').PolicyType).toBe('SERVICE_CONTROL_POLICY');
  });

  test('an account outside the app with a wrong ID, a wrong role name or two places is an error', () => {
    const stack = testStack();
    const organization = imported(stack);
    Account.fromAccountAttributes(stack, 'Account', { accountId: '1', accessRoleName: 'not a name', parent: organization.root, organization });
    expect(synthesisProblems(stack)).toEqual([
      expect.stringContaining('not the ID of an account'), expect.stringContaining('not a name'), expect.stringContaining('Both parent and organization'),
    ]);
  });

  test('an account of the app has the role with which it was created', () => {
    const stack = testStack();
    const { root } = new Organization(stack, 'Organization');
    const account = root.addAccount('One', { email: 'one@example.com', accessRoleName: 'Admin' });
    const arn = (id: string, name: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::', ref(stack, id), `:role/${name}`]] });
    expect(ref(stack, account.accessRoleArn)).toEqual(arn(account.accountId, 'Admin'));
    const invited = new InvitedAccount(stack, 'Invited', { accountId: '333333333333', parent: root });
    expect(ref(stack, invited.accessRoleArn)).toEqual(arn(invited.accountId, 'OrganizationAccountAccessRole'));
  });
});

describe('Organization.of', () => {
  test('Organization.of finds the organization of the stack, of the app, of a target and of the construct itself', () => {
    const app = testApp();
    const [stack, other] = ['One', 'Two'].map((id) => new Stack(app, id));
    const organization = new Organization(stack, 'Organization');
    expect(Organization.of(stack)).toBe(organization);
    expect(Organization.of(other)).toBe(organization);
    const outside = imported(other);
    expect(Organization.of(other)).toBe(outside);
    const unit = new OrganizationalUnit(other, 'Unit', { parent: organization.root });
    expect([unit, outside, outside.root].map((each) => Organization.of(each))).toEqual([organization, outside, outside]);
  });

  test('Organization.of is an error without an organization, and with several organizations of which none is nearer', () => {
    const app = testApp();
    const stack = new Stack(app, 'Test');
    expect(() => Organization.of(stack)).toThrow(/\[Test\] The organization of the construct is not known \(given: "no organization"\)/);
    for (const id of ['One', 'Two']) new Organization(new Stack(app, id), 'Organization');
    expect(() => Organization.of(stack)).toThrow(/given: "One\/Organization, Two\/Organization"/);
  });
});

describe('publishId', () => {
  const parameters = (stack: Stack) => Object.values(Template.fromStack(stack).findResources('AWS::SSM::Parameter'))
    .map(({ Properties: { Name, Value } }) => [Name, Value] as unknown);

  test('publishId writes the ID of the organization, the root, an OU and an account to one parameter each', () => {
    const stack = testStack();
    const organization = new Organization(stack, 'Organization');
    const unit = organization.root.addOrganizationalUnit('Workloads');
    const account = unit.addAccount('Shop', { email: 'shop@example.com' });
    const published = { organization, root: organization.root, workloads: unit, shop: account };
    for (const [name, each] of Object.entries(published)) each.publishId(`/organization/${name}`);
    expect(unit.publishId('/organization/workloads')).toBe(unit.publishId('/organization/workloads'));
    expect(parameters(stack)).toEqual(expect.arrayContaining([
      ['/organization/organization', ref(stack, organization.organizationId)],
      ['/organization/root', ref(stack, organization.root.rootId)],
      ['/organization/workloads', ref(stack, unit.organizationalUnitId)],
      ['/organization/shop', ref(stack, account.accountId)],
    ]));
    expect(parameters(stack)).toHaveLength(4);
  });

  test.each(['workloads', '/aws/workloads', '/SSM', '/a//b', `/${'x'.repeat(1011)}`])('publishId with the name %s is an error', (name) => {
    const stack = testStack();
    new Organization(stack, 'Organization').publishId(name);
    expect(synthesisProblems(stack)).toEqual([expect.stringContaining('This is not the name of a parameter')]);
  });

  test('publishId of two constructs with the same name is an error', () => {
    const stack = testStack();
    const organization = new Organization(stack, 'Organization');
    organization.publishId('/organization/id');
    organization.root.publishId('/organization/id');
    expect(synthesisProblems(stack)).toEqual(Array(2).fill(expect.stringContaining('The parameter name is used more than once in the stack')));
  });
});
