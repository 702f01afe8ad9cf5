import { NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Organization, OrganizationalUnit, OrganizationsProvider, type OrganizationsProviderProps } from '../../src';
import { ORGANIZATIONS_ACTIONS, STACK_ACTIONS } from '../../src/contract';
import { synthesisProblems, testApp, testStack } from '../constructs/test-app';

interface Statement {
  readonly Sid?: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
}

function providerTemplate(): Template {
  const stack = testStack();
  OrganizationsProvider.getOrCreate(stack);
  return Template.fromStack(stack);
}

function inlineStatements(template: Template): Statement[] {
  return Object.values(template.findResources('AWS::IAM::Role'))
    .flatMap(({ Properties }) => Properties.Policies ?? [])
    .flatMap(({ PolicyDocument }: { PolicyDocument: { Statement: Statement[] } }) => PolicyDocument.Statement);
}

/** The statements of the policies that are resources of their own. */
function groupStatements(template: Template): Statement[] {
  return Object.values(template.findResources('AWS::IAM::Policy')).flatMap(({ Properties }) => Properties.PolicyDocument.Statement as Statement[]);
}

test('a provider has five functions, and at most thirty resources', () => {
  const template = providerTemplate();
  template.resourceCountIs('AWS::Lambda::Function', 5);
  expect(Object.keys(template.toJSON().Resources).length).toBeLessThanOrEqual(30);
});

test('each stack has one provider', () => {
  const stack = testStack();
  expect(OrganizationsProvider.getOrCreate(stack)).toBe(OrganizationsProvider.getOrCreate(new Organization(stack, 'Organization')));
});

describe('the role of a provider may close accounts', () => {
  const mayClose = (stack: Stack) => groupStatements(Template.fromStack(stack)).some(({ Action }) => [Action].flat().includes('organizations:CloseAccount'));

  test.each([['before', 0], ['after', 1]])('a provider may close accounts if an organization of the app allows it and the provider is created %s the organization', (_, place) => {
    const app = testApp();
    const [stack, other] = [new Stack(app, 'Test'), new Stack(app, 'Other')];
    const steps = [
      () => OrganizationsProvider.getOrCreate(stack),
      () => new Organization(other, 'Organization', { allowAccountClosure: true }),
    ];
    for (const step of place === 0 ? steps : steps.reverse()) step();
    expect(mayClose(stack)).toBe(true);
  });

  test('a provider may close accounts if an organization of its own stage allows it, and not if one of another stage does', () => {
    const app = testApp();
    const [one, two] = ['One', 'Two'].map((name) => new Stack(new Stage(app, name), 'Test'));
    new Organization(one, 'Organization', { allowAccountClosure: true });
    new Organization(two, 'Organization');
    expect([one, two].map(mayClose)).toEqual([true, false]);
  });
});

test('both handlers are in one bundle, share one role and have different timeouts', () => {
  const template = providerTemplate();
  const handlers = Object.values(template.findResources('AWS::Lambda::Function', { Properties: { Runtime: 'nodejs24.x' } }))
    .map(({ Properties }) => Properties).filter(({ Handler }) => Handler.startsWith('index.'));
  expect(handlers.map(({ Handler, Timeout, MemorySize }) => [Handler, Timeout, MemorySize]).sort())
    .toEqual([['index.isComplete', 600, 256], ['index.onEvent', 60, 256]]);
  expect(handlers[0].Role).toEqual(handlers[1].Role);
  expect(handlers[0].Code).toEqual(handlers[1].Code);
});

test('without any resource, the handlers may call the actions of the contract, and none that destroys accounts or the organization', () => {
  const template = providerTemplate();
  const actions = new Set([...inlineStatements(template), ...groupStatements(template)].flatMap(({ Action }) => Action));
  expect([...actions].filter((action) => /^(organizations|account|cloudformation):/.test(action)).sort())
    .toEqual([...ORGANIZATIONS_ACTIONS, ...STACK_ACTIONS].sort());
  for (const action of ['CloseAccount', 'RemoveAccountFromOrganization', 'DeleteOrganization']) {
    expect(actions).not.toContain(`organizations:${action}`);
  }
});

test('the handlers may create the service-linked role of AWS Organizations, and no other', () => {
  const stack = testStack();
  new Organization(stack, 'Organization');
  const statement = groupStatements(Template.fromStack(stack)).find(({ Action }) => [Action].flat().includes('iam:CreateServiceLinkedRole'));
  expect(statement).toMatchObject({ Condition: { StringEquals: { 'iam:AWSServiceName': 'organizations.amazonaws.com' } } });
  expect(JSON.stringify(statement?.Resource)).toContain('role/aws-service-role/organizations.amazonaws.com/AWSServiceRoleForOrganizations');
});

test('only the statement for AWS Organizations applies to all resources', () => {
  const forAll = inlineStatements(providerTemplate()).filter(({ Resource }) => [Resource].flat().includes('*'));
  expect(forAll.map(({ Sid }) => Sid)).toEqual(['Organizations']);
});

test('the handlers may read their own stack and the stacks nested in it', () => {
  const [statement] = inlineStatements(providerTemplate()).filter(({ Sid }) => Sid === 'OwnStack');
  expect(statement.Resource).toEqual([{ Ref: 'AWS::StackId' }, {
    'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':cloudformation:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' },
      ':stack/', { Ref: 'AWS::StackName' }, '-*/*']],
  }]);
});

test('the handlers may also read a stack that shares the provider', () => {
  const app = testApp();
  const first = new Stack(app, 'First');
  const provider = new OrganizationsProvider(first, 'Shared');
  new Organization(new Stack(app, 'Second'), 'Organization', { provider });
  expect(JSON.stringify(inlineStatements(Template.fromStack(first)))).toContain(':stack/Second/*');
});

describe('the stacks that a provider serves', () => {
  const TOKEN = 'arn:aws:lambda:us-east-1:123456789012:function:provider';
  const served = (stack: Stack) => Object.values(Template.fromStack(stack).findResources('AWS::Lambda::Function', { Properties: { Runtime: 'nodejs24.x' } }))
    .filter(({ Properties }) => String(Properties.Handler).startsWith('index.')).map(({ Properties }) => Properties.Environment?.Variables.SERVED_STACKS);
  const twice = (value: unknown) => [value, value];

  test('a provider serves only its own stack by default', () => {
    const stack = testStack();
    OrganizationsProvider.getOrCreate(stack);
    expect(served(stack)).toEqual(twice({ Ref: 'AWS::StackName' }));
  });

  test('a provider serves each stack of the app that uses it once, and no stack that only has its service token', () => {
    const app = testApp();
    const first = new Stack(app, 'First');
    const provider = new OrganizationsProvider(first, 'Shared');
    const second = new Stack(app, 'Second');
    const organization = new Organization(second, 'Organization', { provider });
    new OrganizationalUnit(second, 'Unit', { parent: organization.root, organizationalUnitName: 'Unit', provider });
    const third = new Stack(app, 'Third');
    new Organization(third, 'Organization', { provider: OrganizationsProvider.fromServiceToken(third, 'Provider', provider.serviceToken) });
    expect(served(first)).toEqual(twice({ 'Fn::Join': ['', [{ Ref: 'AWS::StackName' }, ',Second']] }));
  });

  test('a provider serves the stacks in servedStacks, which its role may read', () => {
    const stack = testStack();
    new OrganizationsProvider(stack, 'Shared', { servedStacks: ['Workloads', 'Sandbox'] });
    expect(served(stack)).toEqual(twice({ 'Fn::Join': ['', [{ Ref: 'AWS::StackName' }, ',Workloads,Sandbox']] }));
    const [{ Resource }] = inlineStatements(Template.fromStack(stack)).filter(({ Sid }) => Sid === 'OtherStacks');
    expect((Resource as unknown[]).map((arn) => JSON.stringify(arn)).map((arn) => /:stack\/([^/]+)\//.exec(arn)?.[1]))
      .toEqual(['Workloads', 'Workloads-*', 'Sandbox', 'Sandbox-*']);
  });

  test('a provider in a nested stack serves the top-level stack', () => {
    const stack = new Stack(testApp(), 'Top');
    const nested = new NestedStack(stack, 'Nested');
    new Organization(nested, 'Organization', { provider: new OrganizationsProvider(nested, 'Shared') });
    expect(served(nested)).toEqual(twice('Top'));
  });

  test.each(['*', 'Org-*', 'a,b', '', 'arn:aws:cloudformation:us-east-1:123456789012:stack/Org/1'])('servedStacks refuses "%s"', (name) => {
    const stack = testStack();
    new OrganizationsProvider(stack, 'Shared', { servedStacks: [name] });
    expect(synthesisProblems(stack)).toEqual([
      `[Test/Shared] An entry of servedStacks is not the name of a stack (given: "${name}"). `
      + 'Write the name of each top-level stack, without wildcards: letters, digits and hyphens, a letter first.',
    ]);
  });

  test('a provider does not serve a stack that uses another provider by its service token', () => {
    const stack = testStack();
    new Organization(stack, 'Organization', { provider: OrganizationsProvider.fromServiceToken(stack, 'Provider', TOKEN) });
    expect(served(stack)).toEqual([]);
  });
});

describe('the inline policies of a shared provider', () => {
  const env = { account: '111122223333', region: 'eu-central-1' };

  function sharedBy(count: number) {
    const app = testApp();
    const first = new Stack(app, 'First', { env });
    const provider = new OrganizationsProvider(first, 'Shared');
    for (let number = 1; number <= count; number++) {
      const stack = new Stack(app, `Workloads-${number}`, { env });
      const parent = OrganizationalUnit.fromOrganizationalUnitId(stack, 'Parent', 'ou-a1b2-c3d4e5f6');
      new OrganizationalUnit(stack, 'Unit', { parent, organizationalUnitName: `workloads ${number}`, provider });
    }
    return first;
  }

  /** The document as CloudFormation sends it, with the shortest names that CloudFormation can generate. */
  function sizeOfRights(stack: Stack): number {
    const template = Template.fromStack(stack);
    const [{ Properties: { Policies: [{ PolicyDocument: inline }] } }] = Object.values(template.findResources('AWS::IAM::Role'))
      .filter(({ Properties }) => JSON.stringify(Properties).includes('organizations:'));
    const groups = Object.entries(template.findResources('AWS::IAM::Policy')).filter(([logicalId]) => /Rights[0-9A-F]{8}$/.test(logicalId));
    const values: Record<string, string> = {
      'AWS::Partition': 'aws',
      'AWS::Region': env.region,
      'AWS::AccountId': env.account,
      'AWS::StackName': 'First',
      'AWS::StackId': `arn:aws:cloudformation:${env.region}:${env.account}:stack/First/12345678-1234-1234-1234-123456789012`,
    };
    const text = (value: any): any => {
      if (Array.isArray(value)) return value.map(text);
      if (typeof value !== 'object') return value;
      if ('Ref' in value) return values[value.Ref];
      if ('Fn::GetAtt' in value) return '';
      if ('Fn::Join' in value) return value['Fn::Join'][1].map(text).join('');
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, text(item)]));
    };
    const documents = [inline, ...groups.map(([, { Properties }]) => Properties.PolicyDocument)];
    return documents.reduce((sum, each) => sum + JSON.stringify(text(each)).length, 0);
  }

  test('the inline policies of a shared provider have room for forty stacks', () => {
    const stack = sharedBy(40);
    expect(synthesisProblems(stack)).toEqual([]);
    expect(sizeOfRights(stack)).toBeLessThan(10_240);
  });

  test('the inline policies of too many stacks are an error at synthesis with its size', () => {
    const [problem, ...more] = synthesisProblems(sharedBy(80));
    expect(more).toEqual([]);
    const [, size] = /^\[First\/Shared\] The inline policies of the handlers' role are longer than the 10240 characters that IAM accepts \(given: at least (\d+) characters, for 81 stacks\)\. Leave out the property "provider" in some stacks, so that each has a provider of its own\.$/
      .exec(problem) ?? [];
    // Names with two digits have the same length.
    const [forty, thirtyNine] = [sizeOfRights(sharedBy(40)), sizeOfRights(sharedBy(39))];
    expect(Number(size)).toBe(forty + 40 * (forty - thirtyNine));
  });

  test('the inline policy of a shared provider names the stacks in one statement', () => {
    const statements = inlineStatements(Template.fromStack(sharedBy(3))).filter(({ Sid }) => Sid === 'OtherStacks');
    expect(statements.map(({ Resource }) => (Resource as unknown[]).length)).toEqual([6]);
  });
});

test('no role has an AWS managed policy', () => {
  for (const { Properties } of Object.values(providerTemplate().findResources('AWS::IAM::Role'))) {
    expect(Properties.ManagedPolicyArns).toBeUndefined();
  }
});

test('logs are kept for a year, and stay when the stack is deleted', () => {
  providerTemplate().allResources('AWS::Logs::LogGroup', { DeletionPolicy: 'Retain', Properties: Match.objectEquals({ RetentionInDays: 365 }) });
});

test('email addresses are logged unmasked only with logEmailAddresses, and the framework logs no events', () => {
  const functionsOf = (props: OrganizationsProviderProps) => {
    const stack = testStack();
    new OrganizationsProvider(stack, 'OrganizationsProvider', props);
    const functions = Object.values(Template.fromStack(stack).findResources('AWS::Lambda::Function'));
    return functions.map(({ Properties }) => Properties as {
      readonly Handler: string;
      readonly Environment?: { readonly Variables: Record<string, unknown> };
      readonly LoggingConfig: Record<string, unknown>;
    });
  };
  const isFramework = ({ Handler }: { readonly Handler: string }) => Handler.startsWith('framework.');
  const [masked, open] = [{}, { logEmailAddresses: true }].map(functionsOf);
  const settingOf = (functions: typeof masked) => functions.filter((each) => !isFramework(each))
    .map(({ Environment }) => Environment?.Variables.LOG_EMAIL_ADDRESSES);
  expect(settingOf(masked)).toEqual([undefined, undefined]);
  expect(settingOf(open)).toEqual(['true', 'true']);
  // At the level INFO, the framework would log each whole event.
  expect(masked.filter(isFramework).map(({ LoggingConfig }) => LoggingConfig.ApplicationLogLevel)).toEqual(['FATAL', 'FATAL', 'FATAL']);
});

test('the waiter polls every five seconds for one hour', () => {
  const [machine] = Object.values(providerTemplate().findResources('AWS::StepFunctions::StateMachine'));
  expect(JSON.stringify(machine.Properties.DefinitionString)).toContain('\\"IntervalSeconds\\":5,\\"MaxAttempts\\":720');
});

test('the service token keeps its logical ID, since CloudFormation refuses to change it', () => {
  const stack = testStack();
  new Organization(stack, 'Organization');
  Template.fromStack(stack).hasResourceProperties('Custom::OrganizationsOrganization', {
    ServiceToken: { 'Fn::GetAtt': ['OrganizationsProviderFrameworkframeworkonEventE7C1D630', 'Arn'] },
  });
});

test('a provider of another app can be used by its service token', () => {
  const stack = testStack();
  const token = 'arn:aws:lambda:us-east-1:123456789012:function:provider';
  new Organization(stack, 'Organization', { provider: OrganizationsProvider.fromServiceToken(stack, 'Provider', token) });
  const template = Template.fromStack(stack);
  template.hasResourceProperties('Custom::OrganizationsOrganization', { ServiceToken: token });
  template.resourceCountIs('AWS::Lambda::Function', 0);
});
