import { coversDeny, denyStatements } from '../../../../src/handler/reconcile/attachments/deny-statements';

function policy(...statements: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

/** Whether one policy denies everything that the other one denies, statement by statement. */
function covers(wide: string, narrow: string): boolean {
  return denyStatements(narrow).every((deny) => denyStatements(wide).some((other) => coversDeny(other, deny)));
}

const S3 = { Effect: 'Deny', Action: 's3:*', Resource: '*' };

test.each<[string, string, string, boolean]>([
  ['the same statement with another Sid', policy({ ...S3, Sid: 'A' }), policy({ ...S3, Sid: 'B' }), true],
  ['a list and its parts', policy(S3, { ...S3, Action: 'ec2:*' }), policy({ ...S3, Action: ['ec2:*', 's3:*'] }), true],
  ['letter case of actions', policy({ ...S3, Action: 'S3:getobject' }), policy({ ...S3, Action: 's3:GetObject' }), true],
  ['a wildcard and an action', policy(S3), policy({ ...S3, Action: 's3:GetObject' }), true],
  ['a wildcard and a narrower one', policy(S3), policy({ ...S3, Action: 's3:Get*' }), true],
  ['a narrower wildcard', policy({ ...S3, Action: 's3:Get*' }), policy(S3), false],
  ['a single-character wildcard and a wildcard for many', policy({ ...S3, Action: 's3:?et' }), policy({ ...S3, Action: 's3:*et' }), false],
  ['all resources and one', policy(S3), policy({ ...S3, Resource: 'arn:aws:s3:::logs/*' }), true],
  ['one resource and all', policy({ ...S3, Resource: 'arn:aws:s3:::logs/*' }), policy(S3), false],
  ['without a resource, as in a statement of an SCP that leaves it out', policy(S3), policy({ Effect: 'Deny', Action: 's3:*' }), true],
  ['a condition that narrows the statement', policy({ ...S3, Condition: { Bool: { a: 'true' } } }), policy(S3), false],
  ['conditions in another order', policy({ ...S3, Condition: { Bool: { a: ['1', '2'] } } }), policy({ ...S3, Condition: { Bool: { a: ['2', '1'] } } }), true],
  ['conditions with other values', policy({ ...S3, Condition: { Bool: { a: ['1', '2'] } } }), policy({ ...S3, Condition: { Bool: { a: ['1', '3'] } } }), false],
  [
    'operators of a condition in another order', policy({ ...S3, Condition: { Bool: { a: '1' }, StringEquals: { b: '2' } } }),
    policy({ ...S3, Condition: { StringEquals: { b: '2' }, Bool: { a: '1' } } }), true,
  ],
  ['a NotAction and the same NotAction in another order', policy({ Effect: 'Deny', NotAction: ['b:*', 'a:*'], Resource: '*' }), policy({ Effect: 'Deny', NotAction: ['a:*', 'b:*'], Resource: '*' }), true],
  ['two different NotActions', policy({ Effect: 'Deny', NotAction: 'a:*', Resource: '*' }), policy({ Effect: 'Deny', NotAction: 'b:*', Resource: '*' }), false],
  ['a NotResource and a Resource', policy({ Effect: 'Deny', Action: '*', NotResource: 'x' }), policy({ Effect: 'Deny', Action: '*', Resource: 'x' }), false],
])('%s', (_name, wide, narrow, expected) => {
  expect(covers(wide, narrow)).toBe(expected);
});

test('statements that allow, and texts that are no policy, deny nothing', () => {
  for (const content of [policy({ ...S3, Effect: 'Allow' }), 'no JSON', 'null', '{}', '[]']) expect(denyStatements(content)).toEqual([]);
});

test('a pattern with many stars is compared with a long text without delay', () => {
  const deny = (Resource: string) => policy({ Effect: 'Deny', Action: '*', Resource });
  expect(covers(deny(`${'*a'.repeat(2_500)}*b`), deny('a'.repeat(5_000)))).toBe(false);
  expect(covers(deny(`${'*a'.repeat(2_500)}*`), deny('a'.repeat(5_000)))).toBe(true);
});
