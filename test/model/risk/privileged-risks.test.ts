import type { ChangeKind } from '../../../src/model/diff/change';
import { PRIVILEGED_RULES } from '../../../src/model/risk/rules/privileged-rules';
import type { Judged } from '../../../src/model/risk/rules/risk-rules';

const RULES = PRIVILEGED_RULES as { readonly [kind: string]: (change: never) => Judged };
const judge = (kind: ChangeKind, fields: object): Judged => RULES[kind]({ kind, ...fields } as never);
const document = (effect: string, action: string | readonly string[] = 's3:*') => ({ Statement: [{ Effect: effect, Action: action, Resource: '*' }] });

test.each<[string, RegExp]>([
  ['AWS::IAM::Role', /^It decides who can do what in the account that manages the organization/],
  ['AWS::SSO::PermissionSet', /^It decides who can do what in accounts of the organization/],
  ['AWS::Lambda::Permission', /^It decides who can invoke a function/],
  ['AWS::Lambda::Url', /^It decides who can invoke a function/],
  ['AWS::Lambda::Function', /^Its code runs in the account that manages the organization/],
  ['AWS::StepFunctions::StateMachine', /^It runs in the account that manages the organization/],
  ['AWS::CloudFormation::Stack', /^What it creates is not in the cloud assembly/],
  ['Transform', /^What it makes of the template/],
  ['AWS::S3::BucketPolicy', /^It holds a policy/],
  ['AWS::NextYear::Widget', /^It may loosen: /],
  ['Third::Party::Type', /^Somebody's code/],
])('a new or changed resource of the type %s loosens for the reason of its type', (type, reason) => {
  const expected = { level: 'loosens', reason: expect.stringMatching(reason) };
  expect(judge('privilegedResourceAdded', { resource: { type }, content: '{}' })).toEqual(expected);
  expect(judge('privilegedSettingsChanged', { resource: { type }, settings: [] })).toEqual(expected);
  expect(judge('privilegedPolicyChanged', { resource: { type }, before: '{}', after: '{}' })).toEqual(expected);
});

test.each<[string, readonly string[], RegExp]>([
  ['a role', ['Cpu', 'TaskRoleArn'], /^It acts with the rights of a role/], ['code', ['ContainerDefinitions'], /^It decides which code or commands run/],
])('a task definition loosens for the reason of its property that holds %s', (_, names, reason) => {
  const resource = { type: 'AWS::ECS::TaskDefinition' };
  const expected = { level: 'loosens', reason: expect.stringMatching(reason) };
  expect(judge('privilegedResourceAdded', { resource, content: JSON.stringify(Object.fromEntries(names.map((name) => [name, 'x']))) })).toEqual(expected);
  expect(judge('privilegedSettingsChanged', { resource, settings: names.map((name) => ({ path: [name] })) })).toEqual(expected);
});

test('what lets other code run destroys, and names the settings', () => {
  const resource = { type: 'AWS::Lambda::Function' };
  const judged = (replacesCode: readonly string[]) => [
    judge('privilegedResourceAdded', { resource, content: '{}', replacesCode }), judge('privilegedSettingsChanged', { resource, settings: [], replacesCode }),
    judge('privilegedPolicyChanged', { resource, before: '{}', after: '{}', replacesCode }),
  ];
  for (const each of judged(['Layers', 'assets'])) expect(each).toEqual({ level: 'destroys', reason: expect.stringMatching(/^By Layers a function .* runs other code/) });
  for (const each of judged(['Environment.Variables.<b>', '<b>', 'Environment.Variables.A_1'])) {
    expect(each.reason).toMatch(/^By Environment\.Variables, a setting, Environment\.Variables\.A_1 a function/);
  }
  for (const each of judged(['assets'])) expect(each).toEqual({ level: 'destroys', reason: expect.stringMatching(/can replace the code and the templates/) });
});

test('a new policy of a queue, topic or bucket tightens if it only denies, and a policy of a role does not', () => {
  const level = (type: string, content: object) => judge('privilegedResourceAdded', { resource: { type }, content: JSON.stringify(content) }).level;
  const [denies, allows] = [document('Deny'), document('Allow')].map((policy) => ({ Bucket: 'x', policy }));
  for (const type of ['AWS::S3::BucketPolicy', 'AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy']) {
    expect([level(type, denies), level(type, allows), level(type, {}), level(type, { policy: 'x' })]).toEqual(['tightens', 'loosens', 'loosens', 'loosens']);
  }
  expect([level('AWS::IAM::Policy', denies), level('AWS::NextYear::Policy', denies), level('Custom::Policy', denies)]).toEqual(['loosens', 'loosens', 'loosens']);
});

describe('the removal of a resource', () => {
  const level = (type: string, content: string, outcome = 'deleted') => judge('privilegedResourceRemoved', { resource: { type }, content, outcome }).level;
  const allows = JSON.stringify({ policy: document('Allow') });

  test.each([
    'AWS::IAM::Role', 'AWS::IAM::User', 'AWS::IAM::AccessKey', 'AWS::IAM::InstanceProfile', 'AWS::Lambda::Permission', 'AWS::Lambda::Url',
  ])('of the type %s tightens regardless of its content, as it only grants', (type) => {
    expect([level(type, '{}'), level(type, 'x'), level(type, allows, 'stays')]).toEqual(['tightens', 'tightens', 'loosens']);
  });

  test.each([
    'AWS::IAM::Policy', 'AWS::IAM::RolePolicy', 'AWS::IAM::UserPolicy', 'AWS::IAM::GroupPolicy',
  ])('of the type %s tightens only if it is certain to deny nothing', (type) => {
    const contents = [allows, JSON.stringify({ policy: document('Deny') }), '{}', 'x', JSON.stringify({ policy: 'x' })];
    expect(contents.map((content) => level(type, content))).toEqual(['tightens', 'loosens', 'loosens', 'loosens', 'loosens']);
    expect(level(type, allows, 'stays')).toBe('loosens');
  });

  test.each(['AWS::IAM::ManagedPolicy', 'AWS::Lambda::Function', 'AWS::SSO::PermissionSet'])('of the type %s loosens, as what relies on it is not known', (type) => {
    expect(level(type, allows)).toBe('loosens');
  });
});

test('a document with fewer rights tightens, and one with more loosens', () => {
  const [wide, narrow] = [document('Allow', ['s3:Get*', 's3:Put*']), document('Allow', 's3:Get*')].map((each) => JSON.stringify(each));
  const level = (before?: string, after?: string) => judge('privilegedPolicyChanged', { resource: { type: 'AWS::IAM::Role' }, before, after }).level;
  expect([level(wide, narrow), level(narrow, wide), level(narrow, undefined), level(undefined, narrow)]).toEqual(['tightens', 'loosens', 'tightens', 'loosens']);
});

test.each<[string, Judged['level'], RegExp]>([
  ['package', 'loosens', /the bundle of this version of the package/],
  ['framework', 'loosens', /the provider framework of the aws-cdk-lib/],
  ['deployed', 'loosens', /run the same code already/],
  ['acknowledged', 'loosens', /was acknowledged \(SHA-256 abc123\)/],
  ['application', 'loosens', /runs in the account that manages the organization/],
  ['unknown', 'destroys', /acknowledge it with --acknowledge-bundle abc123\.$/],
])('code of the origin %s is judged as %s', (origin, level, reason) => {
  expect(judge('functionCodeChanged', { origin, digest: 'abc123' })).toEqual({ level, reason: expect.stringMatching(reason) });
});
