import { type AttachedText, type JsonValue, lockOuts, unknownText } from '../../../src/policy';

const ROLE = { names: ['cdk-abc-deploy-role-{account}-{region}'] };
const EVERYTHING = { Effect: 'Allow', Action: '*', Resource: '*' };

const policy = (...statements: JsonValue[]): AttachedText => (
  { name: 'Ours', text: JSON.stringify({ Version: '2012-10-17', Statement: statements }) });
const deny = (more: { [key: string]: JsonValue } = {}): JsonValue => ({ Effect: 'Deny', Action: '*', Resource: '*', ...more });
const unless = (operator: string, key: string, value: JsonValue) => deny({ Condition: { [operator]: { [key]: value } } });

/** What the role cannot do where the policy and FullAWSAccess are attached. */
const lockedOut = (statement: JsonValue) => lockOuts([policy(EVERYTHING), policy(statement)], [ROLE]).flatMap(({ actions }) => actions);

const ALL = [
  'cloudformation:CreateChangeSet', 'cloudformation:ExecuteChangeSet', 'cloudformation:CreateStack', 'cloudformation:UpdateStack',
  'cloudformation:DescribeStacks', 'sts:AssumeRole',
];

test.each<[string, JsonValue, string[]]>([
  ['everything', deny(), ALL],
  ['everything but for other roles', unless('ArnNotLike', 'aws:PrincipalArn', 'arn:*:iam::*:role/platform/*'), ALL],
  ['everything but for other roles of one partition', unless('ArnNotLike', 'aws:PrincipalArn', 'arn:aws-us-gov:iam::*:role/platform/*'), ALL],
  ['one service', deny({ Action: 'cloudformation:*' }), ALL.slice(0, 5)],
  ['one action', deny({ Action: 'sts:Assume*' }), ['sts:AssumeRole']],
  ['all services but some', { Effect: 'Deny', NotAction: ['iam:*', 'cloudformation:*'], Resource: '*' }, ['sts:AssumeRole']],
  ['the role itself', deny({ Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/cdk-*' } } }), ALL],
])('%s denied locks the role out', (_, statement, actions) => expect(lockedOut(statement)).toEqual(actions));

test.each<[string, JsonValue]>([
  ['other services', deny({ Action: ['s3:*', 'sts:GetFederationToken'] })],
  ['everything but for the role', unless('ArnNotLike', 'aws:PrincipalArn', 'arn:*:iam::*:role/cdk-abc-*')],
  ['everything but for the role of one Region', unless('ArnNotLike', 'aws:PrincipalArn', 'arn:*:iam::*:role/cdk-abc-deploy-role-*-eu-west-1')],
  ['everything but for the role of one account', unless('ArnNotLike', 'aws:PrincipalArn', 'arn:aws:iam::111122223333:role/cdk-abc-*')],
  ['everything but for the role of one partition', unless('ArnNotLike', 'aws:PrincipalArn', 'arn:aws-cn:iam::*:role/cdk-abc-*')],
  ['everything but in one account', unless('StringNotEquals', 'aws:PrincipalAccount', '111122223333')],
  ['Regions', unless('StringNotEquals', 'aws:RequestedRegion', 'eu-west-1')],
  ['the root user', deny({ Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:*:iam::*:root' } } })],
  ['sessions without a second factor', unless('BoolIfExists', 'aws:MultiFactorAuthPresent', 'true')],
  ['one stack', deny({ Action: 'cloudformation:*', Resource: 'arn:aws:cloudformation:*:*:stack/baseline/*' })],
  ['everything but for a role that only the deployment knows', unless('ArnNotLike', 'aws:PrincipalArn', unknownText(0))],
  ['actions that only the deployment knows', deny({ Action: unknownText(0) })],
])('%s denied locks nobody out for certain', (_, statement) => expect(lockedOut(statement)).toEqual([]));

test('the statement is named, also behind one of which not everything is known', () => {
  const [{ because }] = lockOuts([policy(deny({ Resource: unknownText(0) }), deny()), policy(EVERYTHING)], [ROLE]);
  expect(because).toEqual([expect.objectContaining({ kind: 'deny', policy: 'Ours', statement: 'Statement[1]' })]);
});

test('an allow-list without what the role needs locks it out, and one with it does not', () => {
  const allowList = (Action: string[]) => lockOuts([policy({ Effect: 'Allow', Action, Resource: '*' })], [ROLE]);
  expect(allowList(['s3:*', 'cloudformation:*'])).toEqual([
    { role: ROLE, actions: ['sts:AssumeRole'], because: [{ kind: 'no-allow', type: 'SERVICE_CONTROL_POLICY', level: '', policies: ['Ours'] }] },
  ]);
  expect(allowList(['s3:*', 'sts:*', 'cloudformation:*'])).toEqual([]);
});

test('a policy that is not known may allow what is missing, and does not take back what another denies', () => {
  const unknown = { name: 'p-12345678' };
  expect(lockOuts([unknown, policy({ Effect: 'Allow', Action: 's3:*', Resource: '*' })], [ROLE])).toEqual([]);
  expect(lockOuts([unknown, policy(deny())], [ROLE])).toHaveLength(1);
  expect(lockOuts([policy({ Effect: 'Allow', Action: unknownText(0), Resource: '*' })], [ROLE])).toEqual([]);
  expect(lockOuts([{ name: 'Broken', text: '{"Statement":[]}' }], [ROLE])).toEqual([]);
});

test('a role that may have several names is locked out if each of them is, and one without a name never', () => {
  const names = { names: ['Admin', 'Access'] };
  expect(lockOuts([policy(EVERYTHING, unless('ArnNotLike', 'aws:PrincipalArn', 'arn:*:iam::*:role/Admin'))], [names])).toEqual([]);
  expect(lockOuts([policy(EVERYTHING, deny())], [names, { names: [] }]).map(({ role }) => role)).toEqual([names]);
});
