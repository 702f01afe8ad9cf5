import { type AttachedText, type JsonValue, lockOuts, unknownText } from '../../../src/policy';

const ROLE = { names: ['cdk-abc-deploy-role-{account}-{region}'] };
const EVERYTHING = { Effect: 'Allow', Action: '*', Resource: '*' };

const policy = (...statements: JsonValue[]): AttachedText => (
  { name: 'Ours', text: JSON.stringify({ Version: '2012-10-17', Statement: statements }) });
const deny = (more: { [key: string]: JsonValue } = {}): JsonValue => ({ Effect: 'Deny', Action: '*', Resource: '*', ...more });
const unless = (operator: string, key: string, value: JsonValue) => deny({ Condition: { [operator]: { [key]: value } } });

/** The actions that the role cannot perform where the policy and FullAWSAccess are attached. */
const lockedOut = (statement: JsonValue) => lockOuts([policy(EVERYTHING), policy(statement)], [ROLE]).flatMap(({ actions }) => actions);

const ALL = [
  'cloudformation:CreateChangeSet', 'cloudformation:ExecuteChangeSet', 'cloudformation:CreateStack', 'cloudformation:UpdateStack',
  'cloudformation:DescribeStacks', 'sts:AssumeRole',
];

test.each<[string, JsonValue, string[]]>([
  ['everything', deny(), ALL],
  ['everything but for other roles', unless('ArnNotLike', 'aws:PrincipalArn', 'arn:*:iam::*:role/platform/*'), ALL],
  ['everything but for other roles of one partition', unless('ArnNotLike', 'aws:PrincipalArn', 'arn:aws-us-gov:iam::*:role/platform/*'), ALL],
  ['everything but for other roles of some accounts', unless('ArnNotLike', 'aws:PrincipalArn', 'arn:aws-*:iam::1234*:role/platform/*'), ALL],
  ['everything in any account', deny({ Condition: { StringLike: { 'aws:PrincipalAccount': ['1*', '*'] } } }), ALL],
  ['one service', deny({ Action: 'cloudformation:*' }), ALL.slice(0, 5)],
  ['one action', deny({ Action: 'sts:Assume*' }), ['sts:AssumeRole']],
  ['all services but some', { Effect: 'Deny', NotAction: ['iam:*', 'cloudformation:*'], Resource: '*' }, ['sts:AssumeRole']],
  ['every resource', deny({ Resource: 'arn:*' }), ALL],
  ['every resource of the partition', deny({ Resource: 'arn:aws:*' }), ALL],
  ['every resource but a bucket', { Effect: 'Deny', Action: '*', NotResource: 'arn:aws:s3:::bucket' }, ALL],
  ['every stack', deny({ Action: 'cloudformation:*', Resource: 'arn:aws:cloudformation:*:*:stack/*' }), ALL.slice(0, 5)],
  ['every role', deny({ Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::*:role/*' }), ['sts:AssumeRole']],
  ['the role itself', deny({ Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/cdk-*' } } }), ALL],
])('a denial of %s locks the role out', (_, statement, actions) => expect(lockedOut(statement)).toEqual(actions));

test.each<[string, JsonValue]>([
  ['other services', deny({ Action: ['s3:*', 'sts:GetFederationToken'] })],
  ['everything but for the role', unless('ArnNotLike', 'aws:PrincipalArn', 'arn:*:iam::*:role/cdk-abc-*')],
  ['everything but for the role of one Region', unless('ArnNotLike', 'aws:PrincipalArn', 'arn:*:iam::*:role/cdk-abc-deploy-role-*-eu-west-1')],
  ['everything but for the role of one account', unless('ArnNotLike', 'aws:PrincipalArn', 'arn:aws:iam::111122223333:role/cdk-abc-*')],
  ['everything but for the role of one partition', unless('ArnNotLike', 'aws:PrincipalArn', 'arn:aws-cn:iam::*:role/cdk-abc-*')],
  ['everything but in one account', unless('StringNotEquals', 'aws:PrincipalAccount', '111122223333')],
  ['everything but for the roles of some partitions', unless('ArnNotLike', 'aws:PrincipalArn', 'arn:aws-*:iam::*:role/*')],
  ['everything but for the roles of some accounts', unless('ArnNotLike', 'aws:PrincipalArn', 'arn:aws:iam::1234*:role/*')],
  ['everything but for the roles of some accounts by their places', unless('ArnNotLike', 'aws:PrincipalArn', 'arn:aws:iam::??12*4:role/*')],
  ['everything but in some accounts', unless('StringNotLike', 'aws:PrincipalAccount', '1*')],
  ['roles but those of some accounts', { Effect: 'Deny', Action: 'sts:AssumeRole', NotResource: 'arn:aws:iam::1234*:role/*' }],
  ['Regions', unless('StringNotEquals', 'aws:RequestedRegion', 'eu-west-1')],
  ['the root user', deny({ Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:*:iam::*:root' } } })],
  ['sessions without a second factor', unless('BoolIfExists', 'aws:MultiFactorAuthPresent', 'true')],
  ['one stack', deny({ Action: 'cloudformation:*', Resource: 'arn:aws:cloudformation:*:*:stack/baseline/*' })],
  ['stacks of one Region', deny({ Action: 'cloudformation:*', Resource: 'arn:aws:cloudformation:us-east-1:*:stack/*' })],
  ['stacks but those of a few Regions', { Effect: 'Deny', Action: 'cloudformation:*', NotResource: 'arn:aws:cloudformation:ap-south*:*:stack/*' }],
  ['stacks but those of a prefix', { Effect: 'Deny', Action: 'cloudformation:*', NotResource: 'arn:aws:cloudformation:*:*:stack/team-?-*/*' }],
  ['roles but one', { Effect: 'Deny', Action: 'sts:AssumeRole', NotResource: 'arn:aws:iam::*:role/Admin' }],
  ['roles of one account', deny({ Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::111122223333:role/*' })],
  ['roles of other accounts', { Effect: 'Deny', Action: 'sts:AssumeRole', NotResource: 'arn:aws:iam::111122223333:role/*' }],
  ['roles that carry a tag', deny({ Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::*:role/*', Condition: { StringEquals: { 'aws:ResourceTag/a': 'b' } } })],
  ['everything for the role of one Region', deny({ Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/cdk-*-us-east-1' } } })],
  ['everything in one account', deny({ Condition: { StringEquals: { 'aws:PrincipalAccount': '111122223333' } } })],
  ['everything but for a role that only the deployment knows', unless('ArnNotLike', 'aws:PrincipalArn', unknownText(0))],
  ['actions that only the deployment knows', deny({ Action: unknownText(0) })],
])('a denial of %s does not certainly lock out any role', (_, statement) => expect(lockedOut(statement)).toEqual([]));

test('the statement is named, even after one that is only partly known', () => {
  const [{ matchedStatements }] = lockOuts([policy(deny({ Resource: unknownText(0) }), deny()), policy(EVERYTHING)], [ROLE]);
  expect(matchedStatements).toEqual([expect.objectContaining({ kind: 'deny', policy: 'Ours', statement: 'Statement[1]' })]);
});

test('an allow list without the needed actions locks the role out, and one with them does not', () => {
  const allowList = (Action: string[]) => lockOuts([policy({ Effect: 'Allow', Action, Resource: '*' })], [ROLE]);
  expect(allowList(['s3:*', 'cloudformation:*'])).toEqual([
    { role: ROLE, actions: ['sts:AssumeRole'], matchedStatements: [{ kind: 'no-allow', type: 'SERVICE_CONTROL_POLICY', level: '', policies: ['Ours'] }] },
  ]);
  expect(allowList(['s3:*', 'sts:*', 'cloudformation:*'])).toEqual([]);
});

test('an allow list of resources without stacks and roles locks the role out, and one with some of them does not', () => {
  const allowList = (...Resource: string[]) => (
    lockOuts([policy({ Effect: 'Allow', Action: '*', Resource })], [ROLE]).flatMap(({ actions, matchedStatements }) => [actions, matchedStatements.map(({ kind }) => kind)]));
  expect(allowList('arn:aws:s3:::*')).toEqual([ALL, ['no-allow']]);
  expect(allowList('arn:aws:s3:::*', 'arn:aws:iam::*:role/*')).toEqual([ALL.slice(0, 5), ['no-allow']]);
  expect(allowList('arn:aws:cloudformation:ca-*:*:stack/app-*/*', 'arn:aws:iam::*:role/cdk-*')).toEqual([]);
});

test('no other account counts if the ID of the account is known', () => {
  const inAccount = (operator: string, id: string) => (
    lockOuts([policy(EVERYTHING, deny({ Condition: { [operator]: { 'aws:PrincipalAccount': '111122223333' } } }))], [ROLE], id));
  expect(inAccount('StringEquals', '111122223333')).toHaveLength(1);
  expect(inAccount('StringEquals', '444455556666')).toEqual([]);
  expect(inAccount('StringNotEquals', '111122223333')).toEqual([]);
  expect(inAccount('StringNotEquals', '444455556666')).toHaveLength(1);
});

test('an account whose ID only the deployment knows is identified by the placeholder for it', () => {
  const inAccount = (operator: string, ...ids: string[]) => {
    const attached = policy(EVERYTHING, deny({ Condition: { [operator]: { 'aws:PrincipalAccount': ids } } }));
    return lockOuts([{ ...attached, ownAccount: unknownText(1) }], [ROLE]);
  };
  expect(inAccount('StringEquals', unknownText(1), '111122223333')).toHaveLength(1);
  expect(inAccount('StringEquals', unknownText(2))).toEqual([]);
  expect(inAccount('StringNotEquals', unknownText(1))).toEqual([]);
  // It may be the named account.
  expect(inAccount('StringNotEquals', '111122223333')).toEqual([]);
});

test('an unknown policy may allow missing actions, and does not revoke the denial of another one', () => {
  const unknown = { name: 'p-12345678' };
  expect(lockOuts([unknown, policy({ Effect: 'Allow', Action: 's3:*', Resource: '*' })], [ROLE])).toEqual([]);
  expect(lockOuts([unknown, policy(deny())], [ROLE])).toHaveLength(1);
  expect(lockOuts([policy({ Effect: 'Allow', Action: unknownText(0), Resource: '*' })], [ROLE])).toEqual([]);
  expect(lockOuts([{ name: 'Broken', text: '{"Statement":[]}' }], [ROLE])).toEqual([]);
});

test('a role with several possible names is locked out if all of them are, and one without a name never is', () => {
  const names = { names: ['Admin', 'Access'] };
  expect(lockOuts([policy(EVERYTHING, unless('ArnNotLike', 'aws:PrincipalArn', 'arn:*:iam::*:role/Admin'))], [names])).toEqual([]);
  expect(lockOuts([policy(EVERYTHING, deny())], [names, { names: [] }]).map(({ role }) => role)).toEqual([names]);
});
