import { onlyTightens } from '../../../src/model/risk/rules/only-tightens';

const allow = (action: unknown, more: object = {}) => ({ Effect: 'Allow', Action: action, Resource: '*', ...more });
const deny = (action: unknown, more: object = {}) => ({ ...allow(action, more), Effect: 'Deny' });
const except = (effect: string, action: unknown) => ({ Effect: effect, NotAction: action, Resource: '*' });
const document = (...statements: unknown[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const former = (...statements: unknown[]) => document(...statements).replace('2012-10-17', '2008-10-17');
const single = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: statement });
/** No statement of an identity policy, but readable as JSON. */
const trust = (more: object = {}) => ({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: '111122223333' }, ...more });

/** The text before and after, and whether the change only tightens; then whether its reversal does. */
test.each<[string, string | undefined, string | undefined, boolean, boolean]>([
  ['no document on either side', undefined, undefined, true, true],
  ['the same document', document(allow('s3:*'), deny('ec2:*')), document(deny('ec2:*'), allow('s3:*')), true, true],
  ['a statement that is no list', document(allow(['s3:Get*', 's3:Put*'])), single(allow('s3:Get*')), true, false],
  ['one of several statements that gets wider', document(allow('s3:Get*'), allow('ec2:*')), document(allow('s3:*'), allow('ec2:*')), false, true],
  ['one of several actions that are new', document(allow('s3:*')), document(allow(['s3:Get*', 'ec2:*'])), false, false],
  ['one of several denials that goes', document(deny('s3:*'), deny('ec2:*')), document(deny('s3:*')), false, true],
  ['a denial that gets narrower beside a wide one', document(deny('s3:Get*'), deny('s3:*')), document(deny('s3:Put*'), deny('s3:*')), true, true],
  ['an allowance that a former denial had', document(deny('s3:*')), document(deny('s3:*'), allow('s3:Get*')), false, true],
  ['two statements that become one', document(allow('s3:Get*'), allow('s3:*')), document(allow('s3:Get*')), true, false],
  ['a denial with fewer exceptions', document(except('Deny', ['iam:*', 's3:*'])), document(except('Deny', 'iam:*')), true, false],
  ['an allowance with a wider exception', document(except('Allow', 's3:Get*')), document(except('Allow', 's3:*')), true, false],
  ['exceptions in place of actions', document(allow('*')), document(except('Allow', '*')), false, false],
  ['a denial of other resources', document(deny('s3:*', { Resource: 'arn:aws:s3:::a' })), document(deny('s3:*', { Resource: ['arn:aws:s3:::a', 'arn:aws:s3:::b'] })), true, false],
  ['another version with the same statements', former(allow('s3:*')), document(allow('s3:*')), false, false],
  ['another version where there was no statement', former(), document(deny('s3:*')), true, false],
  ['another version where there is no statement any more', former(allow('s3:*')), document(), true, false],
  ['documents without a version', JSON.stringify({ Statement: [allow('s3:*')] }), JSON.stringify({ Statement: [allow('s3:Get*')] }), true, false],
  ['a trust policy with another Sid', document(trust({ Sid: 'A' })), document(trust({ Sid: 'B' })), true, true],
  ['a trust policy with a condition, whose meaning is not examined', document(trust()), document(trust({ Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })), false, false],
  ['another trust policy that is new', document(trust()), document(trust(), trust({ Action: 'sts:TagSession' })), false, true],
])('%s', (_, before, after, forth, back) => {
  expect([onlyTightens(before, after), onlyTightens(after, before)]).toEqual([forth, back]);
});

test.each<[string, string]>([
  ['is not JSON', 'x'],
  ['is a list', '[]'],
  ['is null', 'null'],
  ['is a number', '1'],
  ['has no statements', '{}'],
  ['has a statement that is null', document(null)],
  ['has a statement that is a text', document('x')],
  ['has a statement that is a list', document([[allow('s3:*')]])],
  ['has a statement without an effect', document({ Action: 's3:*', Resource: '*' })],
  ['has a statement with another effect', document({ Effect: 'Perhaps', Action: 's3:*', Resource: '*' })],
  ['has one of several statements without an effect', document(deny('*'), { Action: 's3:*', Resource: '*' })],
])('a document that %s tightens nothing for certain, on either side', (_, text) => {
  expect([onlyTightens(text, document(deny('*'))), onlyTightens(document(allow('*')), text), onlyTightens(text, undefined), onlyTightens(undefined, text)])
    .toEqual([false, false, false, false]);
});
