import { type Denial, DenialTable, mayDeny, policyIdOf } from '../../../src/trail';
import { record, session } from '../records';

const ARN = 'arn:aws:organizations::999999999999:policy/o-abcdefghij/service_control_policy/p-regions1';

function denied(action: string, end: string, parts: object = {}) {
  const [service, name] = action.split(':');
  const message = `User: arn:aws:sts::111111111111:assumed-role/Developer/anna is not authorized to perform: ${action} on resource: arn:aws:s3:::shop ${end}`;
  return record(service, name, { errorCode: 'AccessDenied', errorMessage: message, ...parts });
}

const BY_SCP = 'with an explicit deny in a service control policy';

function tableOf(records: readonly unknown[], since?: string) {
  const seen: Denial[] = [];
  const table = new DenialTable({ since, onDenial: (denial) => seen.push(denial) });
  for (const each of records) table.add(each);
  return { ...table.result(), seen };
}

test('denials are counted by policy, principal and action, with the first and the last time', () => {
  const { records, from, to, rows, unnamed, unreadable, seen } = tableOf([
    denied('s3:GetObject', `${BY_SCP}: ${ARN}`, { eventTime: '2026-11-21T00:00:00Z' }),
    denied('s3:GetObject', `${BY_SCP}: ${ARN}`, { eventTime: '2026-11-20T00:00:00Z' }),
    denied('s3:GetObject', `${BY_SCP}: ${ARN}`, { eventTime: '2026-11-23T00:00:00Z', userIdentity: session('Other') }),
    denied('s3:PutObject', BY_SCP),
    record('s3', 'ListBuckets'),
  ]);
  const role = (name: string) => `arn:aws:iam::111111111111:role/${name}`;
  const scp = { kind: 'service control policy', how: 'explicit deny', accountId: '111111111111' };
  expect(rows).toEqual([
    { ...scp, policyArn: ARN, principal: role('team/Developer'), action: 's3:GetObject', calls: 2, first: '2026-11-20T00:00:00Z', last: '2026-11-21T00:00:00Z' },
    { ...scp, principal: role('team/Developer'), action: 's3:PutObject', calls: 1, first: '2026-11-20T10:15:30Z', last: '2026-11-20T10:15:30Z' },
    { ...scp, policyArn: ARN, principal: role('Other'), action: 's3:GetObject', calls: 1, first: '2026-11-23T00:00:00Z', last: '2026-11-23T00:00:00Z' },
  ]);
  expect([records, unnamed, unreadable, seen.length]).toEqual([5, 0, 0, 4]);
  expect([from, to]).toEqual(['2026-11-20T00:00:00Z', '2026-11-23T00:00:00Z']);
});

test.each<[string, object, Partial<Denial> | 'unnamed' | 'nothing']>([
  ['a resource control policy', denied('s3:GetObject', 'with an explicit deny in a resource control policy'), { kind: 'resource control policy' }],
  ['an allow-list', denied('s3:GetObject', 'because no service control policy allows the s3:GetObject action'), { how: 'no allow' }],
  ['another error code', denied('ec2:RunInstances', BY_SCP, { errorCode: 'Client.UnauthorizedOperation' }), { action: 'ec2:RunInstances' }],
  ['a message without an action', record('ec2', 'RunInstances', { errorCode: 'AccessDenied', errorMessage: `Access denied ${BY_SCP}` }), { action: 'ec2:RunInstances' }],
  ['an event without an action', record('signin', 'Foo', { errorCode: 'AccessDenied', errorMessage: `Access denied ${BY_SCP}` }), { action: 'signin.amazonaws.com Foo' }],
  ['an identity-based policy', denied('s3:GetObject', 'because no identity-based policy allows the s3:GetObject action'), 'nothing'],
  ['a permissions boundary', denied('s3:GetObject', 'with an explicit deny in a permissions boundary'), 'nothing'],
  ['an encoded message', record('ec2', 'RunInstances', { errorCode: 'Client.UnauthorizedOperation', errorMessage: 'You are not authorized to perform this operation. Encoded authorization failure message: abcdefghijklmnopqrstuvwxyz' }), 'unnamed'],
  ['no message', record('s3', 'GetObject', { errorCode: 'AccessDenied' }), 'unnamed'],
  ['an explicit deny of no kind', denied('s3:GetObject', 'with an explicit deny'), 'unnamed'],
  ['a call that passed', record('s3', 'GetObject'), 'nothing'],
  ['another error', record('s3', 'GetObject', { errorCode: 'NoSuchKey', errorMessage: 'The key does not exist.' }), 'nothing'],
  ['the message alone', denied('s3:GetObject', BY_SCP, { errorCode: 'ValidationException' }), { action: 's3:GetObject' }],
  ['the message without an error code', denied('s3:GetObject', BY_SCP, { errorCode: undefined }), { action: 's3:GetObject' }],
  ['another policy and another error code', denied('s3:GetObject', 'because no identity-based policy allows the s3:GetObject action', { errorCode: 'InvalidInputException' }), 'nothing'],
  ['a refusal without a reason and another error code', denied('s3:GetObject', '', { errorCode: 'ValidationException' }), 'nothing'],
])('a record with %s counts as what its message says', (_, given, expected) => {
  const { rows, unnamed } = tableOf([given]);
  expect(unnamed).toBe(expected === 'unnamed' ? 1 : 0);
  expect(rows).toEqual(typeof expected === 'string' ? [] : [expect.objectContaining(expected)]);
});

test('a record that the account of the resource has too counts once', () => {
  const [one, other] = ['aaaa', 'bbbb'].map((sharedEventID) => denied('s3:GetObject', BY_SCP, { sharedEventID }));
  expect(tableOf([one, { ...one, recipientAccountId: '222222222222' }, other]).rows.map(({ calls }) => calls)).toEqual([2]);
});

test.each([
  ['the owner of the resource first', 0],
  ['the caller first', 1],
])('of two records of one call, the one that names a kind of policy counts: %s', (_, place) => {
  const named = denied('s3:GetObject', BY_SCP, { sharedEventID: 'aaaa' });
  const unnamed = { ...named, errorMessage: 'Access Denied' };
  const others = denied('s3:GetObject', 'because no identity-based policy allows the s3:GetObject action', { sharedEventID: 'bbbb' });
  const pairs = [[unnamed, named], [{ ...others, errorMessage: 'Access Denied' }, others]].map((pair) => (place === 0 ? pair : pair.reverse()));
  const { rows, unnamed: count, seen } = tableOf(pairs.flat());
  expect([rows.map(({ calls }) => calls), count, seen.length]).toEqual([[1], 0, 1]);
});

test('records before a day do not count, and those of the day do', () => {
  const at = (eventTime: string) => denied('s3:GetObject', BY_SCP, { eventTime });
  const { records, rows } = tableOf([at('2026-11-19T23:59:59Z'), at('2026-11-20T00:00:00Z'), at('2026-11-21T00:00:00Z')], '2026-11-20');
  expect([records, rows.map(({ calls }) => calls)]).toEqual([2, [2]]);
});

test('rows of queries and lists are read, and the rest is counted as unreadable', () => {
  const { userIdentity, ...plain } = denied('s3:GetObject', BY_SCP);
  const columns = Object.entries({ ...plain, userIdentity: JSON.stringify(userIdentity) });
  const row = Object.fromEntries(columns.map(([key, value]) => [key.toLowerCase(), value]));
  const { rows, unreadable } = tableOf([row, { Records: [denied('s3:GetObject', BY_SCP)] }, 7, { eventName: 'GetObject' }]);
  expect([rows.map(({ calls }) => calls), unreadable]).toEqual([[2], 2]);
});

test.each([
  [ARN, 'p-regions1'],
  ['arn:aws-us-gov:organizations::999999999999:policy/o-abcdefghij/resource_control_policy/p-data', 'p-data'],
  ['arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess', 'p-FullAWSAccess'],
  ['arn:aws:iam::999999999999:policy/p-regions1', undefined],
])('the ID of the policy in %s is %s', (arn, id) => {
  expect(policyIdOf(arn)).toBe(id);
});

describe('whether a denial may come from a policy', () => {
  const content = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: ['s3:Get*', 'kms:DisableKey'], Resource: '*' }] });
  const allButIam = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', NotAction: 'iam:*', Resource: '*' }] });
  const policy = { type: 'SERVICE_CONTROL_POLICY', content };
  const denial = { kind: 'service control policy', how: 'explicit deny', action: 's3:getobject' } as const;

  test.each([
    ['an action that it denies', policy, denial, true],
    ['an action that it does not deny', policy, { ...denial, action: 's3:PutObject' }, false],
    ['an action outside of its exceptions', { ...policy, content: allButIam }, denial, true],
    ['an action among its exceptions', { ...policy, content: allButIam }, { ...denial, action: 'iam:GetRole' }, false],
    ['an event whose action is not known', policy, { ...denial, action: 'signin.amazonaws.com Foo' }, true],
    ['another type', policy, { ...denial, kind: 'resource control policy' }, false],
    ['a missing allow', policy, { ...denial, how: 'no allow', action: 's3:PutObject' }, true],
    ['its ARN', { ...policy, id: 'p-regions1' }, { ...denial, policyArn: ARN, action: 's3:PutObject' }, true],
    ['the ARN of another one', { ...policy, id: 'p-other111' }, { ...denial, policyArn: ARN }, false],
    ['an ARN if its own is not known', policy, { ...denial, policyArn: ARN }, true],
    ['a document that is not known', { type: policy.type }, { ...denial, action: 's3:PutObject' }, true],
    ['a document that cannot be read', { ...policy, content: '{' }, { ...denial, action: 's3:PutObject' }, true],
  ] as const)('%s', (_, asked, given, expected) => {
    expect(mayDeny(asked, given)).toBe(expected);
  });
});
