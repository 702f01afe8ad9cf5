import { onlyTightens } from '../../../src/model/risk/rules/only-tightens';

const allow = (action: unknown, more: object = {}) => ({ Effect: 'Allow', Action: action, Resource: '*', ...more });
const deny = (action: unknown, more: object = {}) => ({ Effect: 'Deny', Action: action, Resource: '*', ...more });
const document = (...statements: object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const trust = (account: string) => ({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: account } });
const conditional = { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'x' } } };

test.each<[string, string | undefined, string | undefined]>([
  ['the removal of an allowed action', document(allow(['s3:Get*', 's3:Put*'])), document(allow('s3:Get*'))],
  ['the removal of a statement', document(allow('s3:*'), allow('ec2:*')), document(allow('s3:*'))],
  ['a narrower pattern', document(allow('organizations:*')), document(allow('Organizations:List*'))],
  ['an additional condition', document(allow('s3:*')), document(allow('s3:*', conditional))],
  ['fewer resources', document(allow('s3:*')), document(allow('s3:*', { Resource: 'arn:aws:s3:::x' }))],
  ['an additional exception', document({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }), document({ Effect: 'Allow', NotAction: ['iam:*', 's3:*'], Resource: '*' })],
  ['an additional denial', document(allow('s3:*')), document(allow('s3:*'), deny('s3:Delete*'))],
  ['a wider denial', document(deny('s3:DeleteBucket')), document(deny('s3:*'))],
  ['another Sid', document(allow('s3:*', { Sid: 'A' })), document(allow('s3:*', { Sid: 'B' }))],
  ['the removal of a trusted account', document(trust('111122223333'), trust('444455556666')), document(trust('111122223333'))],
  ['the removal of a document that allows', document(allow('s3:*')), undefined],
  ['an additional document that denies', undefined, document(deny('s3:*'))],
])('%s only tightens', (_name, before, after) => expect(onlyTightens(before, after)).toBe(true));

test.each<[string, string | undefined, string | undefined]>([
  ['an additional action', document(allow('s3:Get*')), document(allow(['s3:Get*', 's3:Put*']))],
  ['a wider pattern', document(allow('organizations:List*')), document(allow('organizations:*'))],
  ['the removal of a condition', document(allow('s3:*', conditional)), document(allow('s3:*'))],
  ['the removal of an exception', document({ Effect: 'Allow', NotAction: ['iam:*', 's3:*'], Resource: '*' }), document({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' })],
  ['NotAction in place of Action', document(allow('s3:*')), document({ Effect: 'Allow', NotAction: 's3:*', Resource: '*' })],
  ['the removal of a denial', document(allow('s3:*'), deny('s3:Delete*')), document(allow('s3:*'))],
  ['a narrower denial', document(deny('s3:*')), document(deny('s3:DeleteBucket'))],
  ['another trusted account', document(trust('111122223333')), document(trust('444455556666'))],
  ['a denial that becomes an allowance', document(deny('s3:*')), document(allow('s3:*'))],
  ['another version, in which variables are text', document(allow('s3:*', { Resource: '${aws:username}' })), document(allow('s3:*', { Resource: '${aws:username}' })).replace('2012-10-17', '2008-10-17')],
  ['the removal of a document that denies', document(deny('s3:*')), undefined],
  ['an additional document that allows', undefined, document(allow('s3:*'))],
  ['a text that is not a document', document(allow('s3:*')), 'x'],
  ['an invalid statement', document(allow('s3:*')), document({ 'Fn::If': ['Condition', allow('*'), allow('s3:*')] })],
])('%s does not certainly tighten', (_name, before, after) => expect(onlyTightens(before, after)).toBe(false));
