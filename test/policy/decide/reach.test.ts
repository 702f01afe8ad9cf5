import { CompiledPolicy, FULL_AWS_ACCESS, type JsonValue, parsePolicyDocument, RCP_FULL_AWS_ACCESS } from '../../../src/policy';
import { decideContainment, type Gate } from '../../../src/policy/decide';

type Type = Gate['type'];

const gate = (type: Type, ...statements: { [key: string]: JsonValue }[]): Gate => ({
  type,
  level: 'root',
  policies: [
    new CompiledPolicy('full', type === 'RESOURCE_CONTROL_POLICY' ? RCP_FULL_AWS_ACCESS : FULL_AWS_ACCESS),
    ...statements.map((statement) => new CompiledPolicy('deny', parsePolicyDocument({ Version: '2012-10-17', Statement: { Effect: 'Deny', Resource: '*', ...statement } }, type))),
  ],
});

const forbidding = (...actions: string[]) => [gate('IDENTITY_POLICY', { Action: actions })];
const SCP = [gate('SERVICE_CONTROL_POLICY', { Action: '*' })];
const RCP = [gate('RESOURCE_CONTROL_POLICY', { Action: 's3:*', Principal: '*' }, { Action: 'kms:*', Principal: '*' })];

describe('a policy that denies everything', () => {
  test.each([
    [['mechanicalturk:*']], [['mechanicalturk:*', 'ec2:*']], [['ec2:*', 'mechanicalturk:GetHIT']],
  ])('does not stop the service that service control policies do not restrict (%j)', (actions) => {
    const found = decideContainment(SCP, forbidding(...actions), { callers: 'members' });
    expect(found).toMatchObject({ kind: 'witness', witness: { action: expect.stringMatching(/^mechanicalturk:/) } });
  });

  test('stops the actions of other services', () => {
    expect(decideContainment(SCP, forbidding('ec2:*', 's3:*'), { callers: 'members' })).toEqual({ kind: 'contained' });
  });

  test('leaves open the two actions that no policy restricts, and not for the same reason as those of the service', () => {
    const of = (...actions: string[]) => decideContainment(SCP, forbidding('*'), { callers: 'members' }, { actions });
    expect(of('sts:GetCallerIdentity')).toEqual({ kind: 'undecided', reasons: ['no policy restricts sts:GetCallerIdentity'] });
    expect(of('sts:GetCallerIdentity', 'mechanicalturk:GetHIT').kind).toBe('witness');
    expect(of('ec2:RunInstances', 'sts:GetSessionToken')).toEqual({ kind: 'undecided', reasons: ['no policy restricts sts:GetSessionToken'] });
  });
});

test.each([
  [['kms:RetireGrant', 'kms:Decrypt'], 'kms:RetireGrant'], [['s3:GetObject', 'ec2:RunInstances'], 'ec2:RunInstances'],
])('resource control policies do not stop what is out of their reach (%j)', (actions, action) => {
  expect(decideContainment(RCP, forbidding(...actions), { callers: 'anyone' })).toMatchObject({ kind: 'witness', witness: { action } });
  expect(decideContainment(RCP, forbidding(...actions.filter((each) => each !== action)), { callers: 'anyone' })).toEqual({ kind: 'contained' });
});

test('an exemption by a fact that is certain does not hide that one statement covers another', () => {
  const resources = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) => `arn:aws:s3:::*${name}*-${name}/*`);
  const statement = { Action: ['s3:PutObject', 's3:GetObject'], Resource: resources };
  const exempting = [gate('SERVICE_CONTROL_POLICY', { ...statement, Condition: { StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } } })];
  const promise = [gate('IDENTITY_POLICY', statement)];
  expect(decideContainment(exempting, promise, { callers: 'members', account: '555566667777' })).toEqual({ kind: 'contained' });
  expect(decideContainment(exempting, promise, { callers: 'members', account: '111122223333' }).kind).toBe('witness');
  expect(decideContainment(exempting, promise, { callers: 'members' }).kind).toBe('witness');
});
