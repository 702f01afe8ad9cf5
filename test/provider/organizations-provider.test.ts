import { Stack, Stage } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Organization, OrganizationsProvider } from '../../src';
import { HANDLER_ACTIONS } from '../../src/contract';
import { testApp, testStack } from '../constructs/test-app';

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

test('there are five functions, and no more than thirty resources', () => {
  const template = providerTemplate();
  template.resourceCountIs('AWS::Lambda::Function', 5);
  expect(Object.keys(template.toJSON().Resources).length).toBeLessThanOrEqual(30);
});

test('each stack has one provider', () => {
  const stack = testStack();
  expect(OrganizationsProvider.getOrCreate(stack)).toBe(OrganizationsProvider.getOrCreate(new Organization(stack, 'Organization')));
});

describe('the role of a provider may close accounts', () => {
  const mayClose = (stack: Stack) => inlineStatements(Template.fromStack(stack)).some(({ Action }) => [Action].flat().includes('organizations:CloseAccount'));

  test.each([['before', 0], ['after', 1]])('if an organization of the app allows it, where the provider is made %s the organization', (_, place) => {
    const app = testApp();
    const [stack, other] = [new Stack(app, 'Test'), new Stack(app, 'Other')];
    const steps = [
      () => OrganizationsProvider.getOrCreate(stack),
      () => new Organization(other, 'Organization', { allowAccountClosure: true }),
    ];
    for (const step of place === 0 ? steps : steps.reverse()) step();
    expect(mayClose(stack)).toBe(true);
  });

  test('if an organization of its own stage allows it, and not if one of another stage does', () => {
    const app = testApp();
    const [one, two] = ['One', 'Two'].map((name) => new Stack(new Stage(app, name), 'Test'));
    new Organization(one, 'Organization', { allowAccountClosure: true });
    new Organization(two, 'Organization');
    expect([one, two].map(mayClose)).toEqual([true, false]);
  });
});

test('both handlers are in one bundle, share one role and differ in their time', () => {
  const template = providerTemplate();
  const handlers = Object.values(template.findResources('AWS::Lambda::Function', { Properties: { Runtime: 'nodejs24.x' } }))
    .map(({ Properties }) => Properties).filter(({ Handler }) => Handler.startsWith('index.'));
  expect(handlers.map(({ Handler, Timeout, MemorySize }) => [Handler, Timeout, MemorySize]).sort())
    .toEqual([['index.isComplete', 600, 256], ['index.onEvent', 60, 256]]);
  expect(handlers[0].Role).toEqual(handlers[1].Role);
  expect(handlers[0].Code).toEqual(handlers[1].Code);
});

test('the handlers may do what the contract lists, and nothing that destroys accounts or the organization', () => {
  const actions = new Set(inlineStatements(providerTemplate()).flatMap(({ Action }) => Action));
  expect([...actions].filter((action) => action.startsWith('organizations:') || action.startsWith('cloudformation:')).sort())
    .toEqual([...HANDLER_ACTIONS].sort());
  for (const action of ['CloseAccount', 'RemoveAccountFromOrganization', 'DeleteOrganization']) {
    expect(actions).not.toContain(`organizations:${action}`);
  }
});

test('only the statement about AWS Organizations is for all resources', () => {
  const forAll = inlineStatements(providerTemplate()).filter(({ Resource }) => [Resource].flat().includes('*'));
  expect(forAll.map(({ Sid }) => Sid)).toEqual(['Organizations']);
});

test('the handlers read about their own stack and those nested in it', () => {
  const [statement] = inlineStatements(providerTemplate()).filter(({ Sid }) => Sid === 'OwnStack');
  expect(statement.Resource).toEqual([{ Ref: 'AWS::StackId' }, {
    'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':cloudformation:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' },
      ':stack/', { Ref: 'AWS::StackName' }, '-*/*']],
  }]);
});

test('a stack that shares the provider is added to what the handlers may read about', () => {
  const app = testApp();
  const first = new Stack(app, 'First');
  const provider = new OrganizationsProvider(first, 'Shared');
  new Organization(new Stack(app, 'Second'), 'Organization', { provider });
  expect(JSON.stringify(inlineStatements(Template.fromStack(first)))).toContain(':stack/Second/*');
});

test('no role has a policy managed by AWS', () => {
  for (const { Properties } of Object.values(providerTemplate().findResources('AWS::IAM::Role'))) {
    expect(Properties.ManagedPolicyArns).toBeUndefined();
  }
});

test('logs are kept for a year, and stay when the stack goes', () => {
  providerTemplate().allResources('AWS::Logs::LogGroup', { DeletionPolicy: 'Retain', Properties: Match.objectEquals({ RetentionInDays: 365 }) });
});

test('the waiter asks every five seconds for an hour', () => {
  const [machine] = Object.values(providerTemplate().findResources('AWS::StepFunctions::StateMachine'));
  expect(JSON.stringify(machine.Properties.DefinitionString)).toContain('\\"IntervalSeconds\\":5,\\"MaxAttempts\\":720');
});

test('a provider of another app is used by its service token', () => {
  const stack = testStack();
  const token = 'arn:aws:lambda:us-east-1:123456789012:function:provider';
  new Organization(stack, 'Organization', { provider: OrganizationsProvider.fromServiceToken(stack, 'Provider', token) });
  const template = Template.fromStack(stack);
  template.hasResourceProperties('Custom::OrganizationsOrganization', { ServiceToken: token });
  template.resourceCountIs('AWS::Lambda::Function', 0);
});
