import { diff, type PolicyChange } from '../../../src/model';
import { organization, policy } from '../organizations';

const deny = (sid: string | undefined, action: unknown, more: object = {}) => (
  { ...(sid === undefined ? {} : { Sid: sid }), Effect: 'Deny', Action: action, Resource: '*', ...more });

function changes(before: unknown, after: unknown, type: 'SERVICE_CONTROL_POLICY' | 'BACKUP_POLICY' = 'SERVICE_CONTROL_POLICY'): PolicyChange[] {
  const of = (content: unknown) => organization({ policies: [policy('guard', content, { type })] });
  return diff(of(before), of(after)) as PolicyChange[];
}

const written = (...statements: unknown[]) => ({ Version: '2012-10-17', Statement: statements });

test('a changed statement with the same Sid is a change with its text before and after', () => {
  const [before, after] = [deny('A', 's3:DeleteBucket'), deny('A', 's3:DeleteObject')];
  expect(changes(written(before), written(after))).toMatchObject([{
    kind: 'policyStatementsChanged',
    statements: [{ change: 'changed', statement: 'A', effect: 'Deny', before: JSON.stringify(before, undefined, 2), after: JSON.stringify(after, undefined, 2) }],
  }]);
});

test.each<[string, unknown, unknown, readonly object[]]>([
  ['a new statement is added', written(deny('A', 's3:*')), written(deny('A', 's3:*'), deny('B', 'ec2:*')), [{ change: 'added', statement: 'B' }]],
  ['a missing statement is removed', written(deny('A', 's3:*'), deny('B', 'ec2:*')), written(deny('B', 'ec2:*')), [{ change: 'removed', statement: 'A' }]],
  ['a statement without Sid is named by its place', written(deny(undefined, 's3:*')), written(deny(undefined, 's3:*'), deny(undefined, 'ec2:*')),
    [{ change: 'added', statement: 'Statement[1]' }]],
  ['another Sid is a change of the statement', written(deny('A', 's3:*')), written(deny('B', 's3:*')), [{ change: 'changed', statement: 'B' }]],
  ['another effect is a change', written(deny('A', 's3:*')), written({ ...deny('A', 's3:*'), Effect: 'Allow' }), [{ change: 'changed', effect: 'Allow' }]],
  ['an element that the language does not know is compared as well', written({ ...deny('A', 's3:*'), Color: 'red' }), written({ ...deny('A', 's3:*'), Color: 'blue' }),
    [{ change: 'changed', statement: 'A' }]],
  ['an edited statement without Sid is changed, even at another place', written(deny(undefined, 'ec2:*'), deny(undefined, ['s3:Get*', 's3:Put*'])),
    written(deny(undefined, ['s3:Get*', 's3:Put*', 's3:Delete*']), deny(undefined, 'iam:*'), deny(undefined, 'ec2:*')), [
      { change: 'changed', statement: 'Statement[0]', values: [{ path: ['Action'], removed: [], added: ['s3:Delete*'] }] },
      { change: 'added', statement: 'Statement[1]' },
    ]],
  ['a completely different statement without Sid is changed at its place', written(deny(undefined, 's3:*')), written(deny(undefined, 'ec2:*')),
    [{ change: 'changed', statement: 'Statement[0]', values: [{ path: ['Action'], removed: ['s3:*'], added: ['ec2:*'] }] }]],
  ['a statement that gets a Sid and is edited is changed', written(deny(undefined, ['s3:Get*', 's3:Put*'])), written(deny('A', ['s3:Get*', 's3:Put*', 'ec2:*'])),
    [{ change: 'changed', statement: 'A', values: [{ path: ['Action'], removed: [], added: ['ec2:*'] }] }]],
  ['a statement without Sid that now allows is another one', written(deny(undefined, 's3:*')), written({ ...deny(undefined, 's3:*'), Effect: 'Allow' }),
    [{ change: 'added', effect: 'Allow' }, { change: 'removed', effect: 'Deny' }]],
  ['values of conditions are reported by operator and key', written(deny('A', '*', { Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-central-1', 'eu-west-1'] } } })),
    written(deny('A', '*', { Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-central-1' } } })),
    [{ change: 'changed', values: [{ path: ['Condition', 'StringNotEquals', 'aws:RequestedRegion'], removed: ['eu-west-1'], added: [] }] }]],
  ['a document that cannot be read is one change', '{"Version": ', '{"Version": "2012-10-17"', [
    { change: 'added', statement: '', after: '{"Version": "2012-10-17"' }, { change: 'removed', statement: '', before: '{"Version": ' },
  ]],
])('%s', (_, before, after, statements) => {
  expect(changes(before, after)).toMatchObject([{ kind: 'policyStatementsChanged', statements }]);
});

test.each<[string, unknown]>([
  ['the order of statements', written(deny('B', ['ec2:*']), deny('A', ['s3:Get*', 's3:Put*']))],
  ['the order of actions, and an action that another one covers', written(deny('A', ['s3:Put*', 's3:Get*', 's3:GetObject']), deny('B', 'ec2:*'))],
])('another text with the same meaning is no change of statements: %s', (_, after) => {
  expect(changes(written(deny('A', ['s3:Get*', 's3:Put*']), deny('B', 'ec2:*')), after)).toMatchObject([{ kind: 'policyRewritten' }]);
});

test('white space and the order of keys are no change at all', () => {
  const [text, other] = ['{"Version":"2012-10-17","Statement":[]}', '{ "Statement": [],\n "Version": "2012-10-17" }'];
  expect(changes(text, other)).toEqual([]);
});

test('policies of other types differ by their settings', () => {
  const before = { plans: { daily: { regions: { '@@assign': ['eu-west-1'] }, rules: { a: { lifecycle: 1 } } } } };
  const after = { plans: { daily: { regions: { '@@assign': ['eu-west-1', 'eu-central-1'] }, rules: { b: { lifecycle: 1 } } } } };
  expect(changes(before, after, 'BACKUP_POLICY')).toMatchObject([{
    kind: 'managementPolicyChanged',
    settings: [
      { path: ['plans', 'daily', 'regions', '@@assign'], before: '["eu-west-1"]', after: '["eu-west-1","eu-central-1"]' },
      { path: ['plans', 'daily', 'rules', 'a', 'lifecycle'], before: '1' },
      { path: ['plans', 'daily', 'rules', 'b', 'lifecycle'], after: '1' },
    ],
  }]);
});
