import { type App, Lazy, Stack, Tags } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import {
  Account,
  FeatureSet,
  IamUserAccessToBilling,
  Organization,
  OrganizationalUnit,
  Policy,
  PolicyContent,
  PolicyType,
  ServiceControlPolicy,
  TrustedService,
} from '../../../src';
import { onlyProperties, synthesisProblems, testStack } from '../test-app';

const ALLOW_ALL = PolicyContent.fromString('{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}');

function organizationOf(stack: Stack) {
  return new Organization(stack, 'Organization');
}

function resources(stack: Stack, type: string): any[] {
  return Object.values(Template.fromStack(stack).findResources(type));
}

test('the app of the first page of the documentation creates an organization', () => {
  const stack = testStack();
  const organization = new Organization(stack, 'Organization', {
    trustedServices: [TrustedService.CLOUDTRAIL, TrustedService.GUARDDUTY, TrustedService.of('new.amazonaws.com')],
  });
  const security = new OrganizationalUnit(stack, 'Security', { parent: organization.root, organizationalUnitName: 'Security' });
  const logArchive = new Account(stack, 'LogArchive', { parent: security, accountName: 'log-archive', email: 'aws+log@example.com' });
  const guardrails = new ServiceControlPolicy(stack, 'Guardrails', {
    statements: [new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ['organizations:LeaveOrganization'], resources: ['*'] })],
  });
  security.attachPolicy(guardrails);
  logArchive.delegateAdministration(TrustedService.GUARDDUTY);
  Tags.of(logArchive).add('cost-center', 'security');

  const id = (construct: { node: { defaultChild?: unknown } }) => stack.getLogicalId(construct.node.defaultChild as never);
  expect(onlyProperties(stack, 'Custom::OrganizationsOrganization')).toEqual({ FeatureSet: 'ALL' });
  expect(onlyProperties(stack, 'Custom::OrganizationsOrganizationalUnit'))
    .toEqual({ ParentId: { 'Fn::GetAtt': [id(organization), 'RootId'] }, Name: 'Security' });
  expect(onlyProperties(stack, 'Custom::OrganizationsAccount')).toEqual({
    ParentId: { Ref: id(security) }, AccountName: 'log-archive', Email: 'aws+log@example.com', Tags: [{ Key: 'cost-center', Value: 'security' }],
  });
  expect(onlyProperties(stack, 'Custom::OrganizationsPolicy')).toEqual({
    Type: 'SERVICE_CONTROL_POLICY',
    Name: 'Guardrails',
    Description: '',
    Content: '{"Statement":[{"Action":"organizations:LeaveOrganization","Effect":"Deny","Resource":"*"}],"Version":"2012-10-17"}',
  });
  expect(onlyProperties(stack, 'Custom::OrganizationsPolicyAttachments')).toEqual({
    TargetId: { Ref: id(security) }, TargetLogicalId: id(security), Policies: { SERVICE_CONTROL_POLICY: [{ Ref: id(guardrails) }] },
  });
  expect(onlyProperties(stack, 'Custom::OrganizationsPolicyType'))
    .toEqual({ RootId: { 'Fn::GetAtt': [id(organization), 'RootId'] }, PolicyType: 'SERVICE_CONTROL_POLICY' });
  expect(onlyProperties(stack, 'Custom::OrganizationsDelegatedAdministrator'))
    .toEqual({ AccountId: { Ref: id(logArchive) }, ServicePrincipal: 'guardduty.amazonaws.com' });
  expect(resources(stack, 'Custom::OrganizationsTrustedService').map(({ Properties }) => Properties.ServicePrincipal))
    .toEqual(['cloudtrail.amazonaws.com', 'guardduty.amazonaws.com', 'new.amazonaws.com']);
});

test('resources that stay when they are removed from the app have a deletion policy that retains them, and the others have none', () => {
  const stack = testStack();
  const organization = new Organization(stack, 'Organization', { trustedServices: [TrustedService.IAM_IDENTITY_CENTER] });
  const unit = new OrganizationalUnit(stack, 'Unit', { parent: organization.root, organizationalUnitName: 'unit' });
  const account = new Account(stack, 'Account', { parent: unit, accountName: 'one', email: 'one@example.com' });
  account.delegateAdministration(TrustedService.IAM_IDENTITY_CENTER);
  unit.attachPolicy(new ServiceControlPolicy(stack, 'Policy', { content: ALLOW_ALL }));
  const policies = Object.fromEntries(Object.values<any>(Template.fromStack(stack).toJSON().Resources)
    .filter(({ Type }) => Type.startsWith('Custom::')).map(({ Type, DeletionPolicy, UpdateReplacePolicy }) =>
      [Type.replace('Custom::Organizations', ''), `${DeletionPolicy}/${UpdateReplacePolicy}`]));
  expect(policies).toEqual({
    Organization: 'RetainExceptOnCreate/Retain',
    Account: 'RetainExceptOnCreate/Retain',
    TrustedService: 'RetainExceptOnCreate/Retain',
    PolicyType: 'Retain/Retain',
    OrganizationalUnit: 'undefined/undefined',
    Policy: 'undefined/undefined',
    PolicyAttachments: 'undefined/undefined',
    DelegatedAdministrator: 'undefined/undefined',
  });
});

test('tags of the root are properties of the organization in the template', () => {
  const stack = testStack();
  Tags.of(organizationOf(stack).root).add('b', '2');
  Tags.of(stack).add('a', '1');
  expect(onlyProperties(stack, 'Custom::OrganizationsOrganization'))
    .toEqual({ FeatureSet: 'ALL', RootTags: [{ Key: 'a', Value: '1' }, { Key: 'b', Value: '2' }] });
});

test('every property of an account is written to the template', () => {
  const stack = testStack();
  new Account(stack, 'Account', {
    parent: organizationOf(stack).root,
    accountName: 'one',
    email: 'one@example.com',
    accessRoleName: 'Admin',
    iamUserAccessToBilling: IamUserAccessToBilling.DENY,
    adopt: true,
  });
  expect(onlyProperties(stack, 'Custom::OrganizationsAccount'))
    .toMatchObject({ RoleName: 'Admin', IamUserAccessToBilling: 'DENY', Adopt: true });
});

test('services and policy types are enabled once, regardless of the number of calls', () => {
  const stack = testStack();
  const organization = new Organization(stack, 'Organization', { policyTypes: [PolicyType.TAG_POLICY], trustedServices: [TrustedService.IAM] });
  organization.enablePolicyType(PolicyType.TAG_POLICY);
  organization.enableTrustedService(TrustedService.IAM);
  new Policy(stack, 'Policy', { policyType: PolicyType.TAG_POLICY, content: PolicyContent.fromJson({ tags: {} }) }).attachTo(organization.root);
  expect(resources(stack, 'Custom::OrganizationsPolicyType')).toHaveLength(1);
  expect(resources(stack, 'Custom::OrganizationsTrustedService')).toHaveLength(1);
});

test('a delegated administrator depends on the trusted access for its service, even if that is enabled later in the app', () => {
  const stack = testStack();
  const organization = organizationOf(stack);
  Account.fromAccountId(stack, 'Account', '123456789012').delegateAdministration(TrustedService.MACIE);
  organization.enableTrustedService(TrustedService.MACIE);
  const [administrator] = resources(stack, 'Custom::OrganizationsDelegatedAdministrator');
  expect(administrator.DependsOn).toEqual(expect.arrayContaining(Object.keys(Template.fromStack(stack).findResources('Custom::OrganizationsTrustedService'))));
});

describe('delegations', () => {
  const problemsOf = (build: (stack: Stack) => void) => {
    const stack = testStack();
    build(stack);
    return synthesisProblems(stack);
  };
  const delegate = (stack: Stack) => Account.fromAccountId(stack, 'Account', '123456789012').delegateAdministration(TrustedService.MACIE);

  test('a delegation of a service without trusted access in the organization of the app is an error', () => {
    expect(problemsOf((stack) => {
      organizationOf(stack).enableTrustedService(TrustedService.CLOUDTRAIL);
      delegate(stack);
    })).toEqual([
      '[Test/Account/DelegatedAdministrator-macie.amazonaws.com] The service has no trusted access in the organization of the app, without which '
      + 'AWS registers no delegated administrator (given: "macie.amazonaws.com"). Add it to the trustedServices of Test/Organization, or call '
      + 'enableTrustedService there.',
    ]);
  });

  test.each<[string, (stack: Stack) => void]>([
    ['the organization of the app trusts, even if it does so later', (stack) => {
      delegate(stack);
      organizationOf(stack).enableTrustedService(TrustedService.MACIE);
    }],
    ['an organization outside the app may trust', (stack) => {
      Organization.fromOrganizationAttributes(stack, 'Organization', { organizationId: 'o-exampleorgid', rootId: 'r-a1b2' });
      delegate(stack);
    }],
    ['no organization of the app can trust', delegate],
  ])('a delegation of a service that %s is accepted', (_, build) => expect(problemsOf(build)).toEqual([]));
});

describe('policies in a stack without the organization', () => {
  function problemsOf(build: (stacks: { organization: Stack; policies: Stack }) => void): string[] {
    const app = testStack().node.root as App;
    const [organization, policies] = ['Org', 'Policies'].map((name) => new Stack(app, name));
    build({ organization, policies });
    return synthesisProblems(organization);
  }
  const policyIn = (stack: Stack) => new Policy(stack, 'Policy', { policyType: PolicyType.SERVICE_CONTROL_POLICY, content: ALLOW_ALL });
  const PROBLEM = '[Policies/Policy] The policy is in a stack that CDK deploys before Org, which creates the organization that the policy needs (given: "Policies"). '
    + 'Move the policy into Org or a stack nested in it, or set adopt: true on Org/Organization if the organization exists already.';

  test('a policy for a target in the stack of the organization would be deployed before it, which is an error', () => {
    expect(problemsOf(({ organization, policies }) => policyIn(policies).attachTo(organizationOf(organization).root))).toEqual([PROBLEM]);
  });

  test('a policy for a third stack that the stack of the organization depends on is an error as well', () => {
    expect(problemsOf(({ organization, policies }) => {
      organizationOf(organization);
      const between = new Stack(policies.node.root as App, 'Between');
      policyIn(policies).attachTo(OrganizationalUnit.fromOrganizationalUnitId(between, 'Unit', 'ou-a1b2-exampleouid'));
      organization.node.addDependency(between);
    })).toEqual([PROBLEM]);
  });

  test.each<[string, (stacks: { organization: Stack; policies: Stack }) => void]>([
    ['the organization exists already', ({ organization, policies }) => policyIn(policies).attachTo(new Organization(organization, 'Organization', { adopt: true }).root)],
    ['its stack depends on the stack of the organization', ({ organization, policies }) => {
      organizationOf(organization);
      policyIn(policies);
      policies.node.addDependency(organization);
    }],
    ['the two stacks do not depend on each other', ({ organization, policies }) => {
      organizationOf(organization);
      policyIn(policies).attachTo(OrganizationalUnit.fromOrganizationalUnitId(policies, 'Unit', 'ou-a1b2-exampleouid'));
    }],
    ['the organization is outside the app', ({ organization, policies }) => {
      const { root } = Organization.fromOrganizationAttributes(organization, 'Organization', { organizationId: 'o-exampleorgid', rootId: 'r-a1b2' });
      policyIn(policies).attachTo(root);
    }],
  ])('a policy in another stack is accepted if %s', (_, build) => expect(problemsOf(build)).toEqual([]));
});

test('an organization can be a principal of resource policies', () => {
  const stack = testStack();
  new s3.Bucket(stack, 'Bucket').grantRead(organizationOf(stack).principal);
  const [policy] = resources(stack, 'AWS::S3::BucketPolicy');
  expect(policy.Properties.PolicyDocument.Statement[0].Condition)
    .toEqual({ StringEquals: { 'aws:PrincipalOrgID': { Ref: expect.stringMatching(/^Organization/) } } });
});

test('resources outside the app can be parents and targets, and two references to the same one share its attachments', () => {
  const stack = testStack();
  const organization = Organization.fromOrganizationAttributes(stack, 'Organization', {
    organizationId: 'o-exampleorgid', rootId: 'r-a1b2', managementAccountId: '111122223333',
  });
  const unit = (id: string) => OrganizationalUnit.fromOrganizationalUnitId(stack, id, 'ou-a1b2-exampleouid');
  new Account(stack, 'One', { parent: unit('A'), accountName: 'one', email: 'one@example.com' });
  new Account(stack, 'Two', { parent: organization.root, accountName: 'two', email: 'two@example.com' });
  unit('B').attachPolicy(Policy.fromPolicyId(stack, 'P', 'p-examplepolicy1', PolicyType.SERVICE_CONTROL_POLICY));
  unit('C').attachPolicy(Policy.fromPolicyId(stack, 'Q', 'p-examplepolicy2', PolicyType.TAG_POLICY));
  expect(resources(stack, 'Custom::OrganizationsAccount').map(({ Properties }) => Properties.ParentId)).toEqual(['ou-a1b2-exampleouid', 'r-a1b2']);
  expect(onlyProperties(stack, 'Custom::OrganizationsPolicyAttachments')).toEqual({
    TargetId: 'ou-a1b2-exampleouid', Policies: { SERVICE_CONTROL_POLICY: ['p-examplepolicy1'], TAG_POLICY: ['p-examplepolicy2'] },
  });
  expect(resources(stack, 'Custom::OrganizationsPolicyType')).toEqual([]);
  expect(stack.resolve(organization.managementAccountArn))
    .toEqual({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':organizations::111122223333:account/o-exampleorgid/111122223333']] });
});

test('reading the management account of an organization outside the app is an error if it was not given', () => {
  const organization = Organization.fromOrganizationAttributes(testStack(), 'Organization', { organizationId: 'o-exampleorgid', rootId: 'r-a1b2' });
  expect(() => organization.managementAccountId).toThrow(
    '[Test/Organization] The management account of an organization outside the app is not known (given: "o-exampleorgid"). Give managementAccountId',
  );
});

test('FullAWSAccess can be detached from a target to which another policy is attached', () => {
  const stack = testStack();
  const { root } = organizationOf(stack);
  root.attachPolicy(new ServiceControlPolicy(stack, 'Allow', { content: ALLOW_ALL }));
  root.detachFullAwsAccess();
  expect(onlyProperties(stack, 'Custom::OrganizationsPolicyAttachments')).toMatchObject({ DetachFullAwsAccess: true });
});

test('the context value reconcile is a property of every resource', () => {
  const stack = testStack({ 'cdk-aws-organizations:reconcile': 'today' });
  new Organization(stack, 'Organization', { policyTypes: [PolicyType.S3_POLICY] }).enableTrustedService(TrustedService.IPAM);
  const ours = Object.values<any>(Template.fromStack(stack).toJSON().Resources).filter(({ Type }) => Type.startsWith('Custom::'));
  expect(ours.map(({ Properties }) => Properties.Reconcile)).toEqual(['today', 'today', 'today']);
});

test('a policy may refer to an account of the app', () => {
  const stack = testStack();
  const account = new Account(stack, 'Account', { parent: organizationOf(stack).root, accountName: 'one', email: 'one@example.com' });
  const reference = { Ref: stack.getLogicalId(account.node.defaultChild as never) };
  new Policy(stack, 'Json', { policyType: PolicyType.TAG_POLICY, content: PolicyContent.fromJson({ tags: { '@@assign': account.accountId } }) });
  new Policy(stack, 'Text', { policyType: PolicyType.TAG_POLICY, content: PolicyContent.fromString(`{ "tags": { "@@assign": "${account.accountId}" } }`) });
  new Policy(stack, 'Token', { policyType: PolicyType.TAG_POLICY, content: PolicyContent.fromString(stack.toJsonString({ tags: { '@@assign': account.accountId } })) });
  const contents = resources(stack, 'Custom::OrganizationsPolicy').map(({ Properties }) => Properties.Content);
  expect(contents).toEqual(Array(3).fill({ 'Fn::Join': ['', ['{"tags":{"@@assign":"', reference, '"}}']] }));
});

test('consolidated billing alone supports no policies and no trusted services', () => {
  const stack = testStack();
  new Organization(stack, 'Organization', { featureSet: FeatureSet.CONSOLIDATED_BILLING, policyTypes: [PolicyType.TAG_POLICY] });
  expect(synthesisProblems(stack)).toEqual([
    '[Test/Organization] The organization has consolidated billing only, which supports no policies and no trusted services '
    + '(given: "TAG_POLICY"). Use FeatureSet.ALL, or take them out.',
  ]);
});

test('an OU with allowReplacement may be recreated below another parent, and so may the OUs below it', () => {
  const stack = testStack();
  const { root } = organizationOf(stack);
  const apps = new OrganizationalUnit(stack, 'Apps', { parent: root, organizationalUnitName: 'apps', allowReplacement: true });
  new OrganizationalUnit(stack, 'Web', { parent: apps, organizationalUnitName: 'web' });
  new OrganizationalUnit(stack, 'Security', { parent: root, organizationalUnitName: 'security' });
  expect(resources(stack, 'Custom::OrganizationsOrganizationalUnit').map(({ Properties }) => [Properties.Name, Properties.AllowMove]))
    .toEqual([['apps', true], ['web', true], ['security', undefined]]);
});

describe('the document of PolicyContent.fromJson', () => {
  function contentOf(document: object, policyType = PolicyType.SERVICE_CONTROL_POLICY): string {
    const stack = testStack();
    new Policy(stack, 'Policy', { policyType, content: PolicyContent.fromJson(document) });
    return String(onlyProperties(stack, 'Custom::OrganizationsPolicy').Content);
  }

  test('the document has its keys in the order of the IAM documentation, regardless of the given order', () => {
    const inOrder = { Version: '2012-10-17', Statement: [{ Sid: 'A', Effect: 'Deny', Action: 's3:*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'false', 'b:B': 'true' } } }] };
    const shuffled = { Statement: [{ Condition: { Bool: { 'b:B': 'true', 'aws:SecureTransport': 'false' } }, Resource: '*', Action: 's3:*', Effect: 'Deny', Sid: 'A' }], Version: '2012-10-17' };
    expect(contentOf(inOrder)).toBe(JSON.stringify(inOrder));
    expect(contentOf(shuffled)).toBe(JSON.stringify(inOrder));
  });

  test('the document has other keys in alphabetical order, and lists in their given order', () => {
    expect(contentOf({ tags: { b: { tag_value: { '@@assign': ['z', 'a'] }, tag_key: { '@@assign': 'B' } }, a: { tag_key: { '@@assign': 'A' } } } }, PolicyType.TAG_POLICY))
      .toBe('{"tags":{"a":{"tag_key":{"@@assign":"A"}},"b":{"tag_key":{"@@assign":"B"},"tag_value":{"@@assign":["z","a"]}}}}');
  });

  test('the document keeps tokens', () => {
    const stack = testStack();
    const { root } = organizationOf(stack);
    const account = new Account(stack, 'Account', { parent: root, accountName: 'one', email: 'one@example.com' });
    const statements = Lazy.any({ produce: () => [{ Resource: '*', Effect: 'Deny', Action: 's3:*' }] });
    const document = { Statement: statements, Id: account.accountId, Version: '2012-10-17' };
    new Policy(stack, 'Policy', { policyType: PolicyType.SERVICE_CONTROL_POLICY, content: PolicyContent.fromJson(document) });
    expect(onlyProperties(stack, 'Custom::OrganizationsPolicy').Content).toEqual({
      'Fn::Join': ['', ['{"Version":"2012-10-17","Id":"', { Ref: expect.stringMatching(/^Account/) },
        '","Statement":[{"Resource":"*","Effect":"Deny","Action":"s3:*"}]}']],
    });
  });
});
