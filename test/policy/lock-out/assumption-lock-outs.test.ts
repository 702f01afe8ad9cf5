import { assumptionLockOuts, type AttachedText, type JsonValue } from '../../../src/policy';

const ROLE = { names: ['cdk-abc-deploy-role-{account}-{region}'] };
const OTHER = { names: ['Admin'] };

function lockedOut(statement: { [key: string]: JsonValue }, accountId?: string): string[] {
  const text = JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Deny', Principal: '*', Resource: '*', ...statement } });
  const attached: AttachedText[] = [{ name: 'Ours', text }];
  return assumptionLockOuts(attached, [ROLE, OTHER], accountId).flatMap(({ role }) => role.names[0]);
}

test.each<[string, { [key: string]: JsonValue }, string[]]>([
  ['of every role', { Action: 'sts:AssumeRole' }, [ROLE.names[0], OTHER.names[0]]],
  ['of a whole service', { Action: 'sts:*' }, [ROLE.names[0], OTHER.names[0]]],
  ['of every role by its ARN', { Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::*:role/*' }, [ROLE.names[0], OTHER.names[0]]],
  ['of the role', { Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::*:role/cdk-abc-*' }, [ROLE.names[0]]],
])('a denial %s locks out', (_name, statement, roles) => expect(lockedOut(statement)).toEqual(roles));

test.each<[string, { [key: string]: JsonValue }]>([
  ['other roles', { Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::*:role/cdk-other-*' }],
  ['other ways to assume', { Action: 'sts:AssumeRoleWithWebIdentity' }],
  ['callers from outside of the organization', { Action: 'sts:*', Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-abcdefghij' } } }],
  ['other accounts than some', { Action: 'sts:AssumeRole', Condition: { StringNotLike: { 'aws:ResourceAccount': '1*' } } }],
  ['one account', { Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::111122223333:role/*' }],
])('a denial about %s does not lock out', (_name, statement) => expect(lockedOut(statement)).toEqual([]));

test('only the own ID counts if the target is an account', () => {
  const statement = { Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::111122223333:role/*' };
  expect(lockedOut(statement, '111122223333')).toHaveLength(2);
  expect(lockedOut(statement, '444455556666')).toEqual([]);
});
