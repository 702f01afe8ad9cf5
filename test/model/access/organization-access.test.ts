import { account, attached, denies, FULL, organization, policy, RCP_FULL, unit } from './small-organization';
import { OrganizationAccess, type AccessQuestion } from '../../../src/model';
import { reasonText } from '../../../src/policy';

const SHOP = '111111111111';
const TOOLS = '222222222222';
const STRANGER = '888888888888';
const BOTH = [FULL, RCP_FULL];

const noBuckets = policy('no-buckets', denies({ Sid: 'NoBuckets', Action: 's3:DeleteBucket' }));
const onlyTools = policy('only-tools', denies({ Action: 'ec2:*', Condition: { StringNotEquals: { 'aws:PrincipalAccount': TOOLS } } }));
const onlyWorkloads = policy('only-workloads', denies({
  Action: 'rds:*', Condition: { 'ForAllValues:StringNotLike': { 'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*' } },
}));
const perimeter = policy('perimeter', denies({
  Action: 's3:*',
  Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' }, BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } },
}, '*'), 'RESOURCE_CONTROL_POLICY');
const partners = policy('partners', denies({
  Action: 'sqs:SendMessage', Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': ['o-a1b2c3d4e5', 'o-partners111'] } },
}, '*'), 'RESOURCE_CONTROL_POLICY');
const members = policy('members', denies({ Action: 'sqs:ReceiveMessage', Condition: { Null: { 'aws:PrincipalOrgID': 'true' } } }, '*'), 'RESOURCE_CONTROL_POLICY');
const ownResources = policy('own-resources', denies({
  Action: 's3:PutObject', Condition: { StringNotEqualsIfExists: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } },
}));
const policies = [noBuckets, onlyTools, onlyWorkloads, perimeter, partners, members, ownResources];

function example(policyTypes: ('SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY')[], complete = true): OrganizationAccess {
  return new OrganizationAccess(organization({
    attachedPolicies: [...BOTH, ...policies.filter((each) => each !== noBuckets).map(attached)],
    accounts: [account('management', '999999999999', BOTH), account('tools', TOOLS, BOTH)],
    organizationalUnits: [unit('Workloads', 'ou-ab12-11111111', {
      attachedPolicies: [...BOTH, attached(noBuckets)], accounts: [account('shop', SHOP, BOTH)],
    })],
  }, { policies, policyTypes }), complete);
}

const access = example(['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY']);
const ask = (name: string, question: AccessQuestion, of = access) => of.ask(of.find(name), question);

const BUCKET = 'arn:aws:s3:::b';
const QUEUE = `arn:aws:sqs:eu-west-1:${SHOP}:q`;
const OTHERS = `arn:aws:iam::${STRANGER}:role/Guest`;

test.each<[string, string, AccessQuestion, string, string[]]>([
  ['a denial above the account counts', 'shop', { action: 's3:DeleteBucket' }, 'denied', []],
  ['an account elsewhere is free of it', 'tools', { action: 's3:DeleteBucket' }, 'allowed', []],
  ['the management account is exempt', 'management', { action: 'ec2:RunInstances' }, 'allowed', []],
  ['the account of the principal is known', 'tools', { action: 'ec2:RunInstances' }, 'allowed', []],
  ['and so it is where it is another one', 'shop', { action: 'ec2:RunInstances' }, 'denied', []],
  ['the path of the account is known', 'shop', { action: 'rds:CreateDBInstance' }, 'allowed', []],
  ['and so it is where it is another one', 'tools', { action: 'rds:CreateDBInstance' }, 'denied', []],
  ['the organization of the principal is known', 'shop', { action: 's3:GetObject', resource: BUCKET }, 'allowed', []],
  ['without a resource nobody knows whose it is', 'shop', { action: 's3:PutObject' }, 'depends', ['aws:ResourceOrgID']],
  ['a resource whose ARN names no account is the account’s own', 'shop', { action: 's3:PutObject', resource: BUCKET }, 'allowed', []],
  ['the context can say otherwise', 'shop', { action: 's3:PutObject', resource: BUCKET, context: { 'aws:resourceorgid': 'o-strangers11' } }, 'denied', []],
  ['a principal in short is one of the account', 'tools', { action: 'ec2:RunInstances', principal: 'role/Admin' }, 'allowed', []],
  ['an AWS service is not kept out by what excepts it', 'shop', { action: 's3:PutObject', principal: 'logging.s3.amazonaws.com', resource: BUCKET }, 'allowed', []],
  ['a stranger is kept out, whichever his organization is', 'shop', { action: 's3:GetObject', principal: OTHERS }, 'denied', []],
  ['unless a policy names another organization', 'shop', { action: 'sqs:SendMessage', principal: OTHERS, resource: QUEUE }, 'depends', ['aws:PrincipalOrgID']],
  ['or asks whether he has one', 'shop', { action: 'sqs:ReceiveMessage', principal: OTHERS, resource: QUEUE }, 'depends', ['aws:PrincipalOrgID']],
  ['the resource of a stranger is not ours', 'shop', { action: 's3:PutObject', resource: `arn:aws:s3:eu-west-1:${STRANGER}:accesspoint/a` }, 'denied', []],
  ['a stranger of another organization is kept out', 'shop',
    { action: 's3:GetObject', principal: OTHERS, context: { 'aws:PrincipalOrgID': 'o-strangers11' } }, 'denied', []],
  ['service control policies do not reach a stranger', 'shop',
    { action: 'ec2:RunInstances', principal: OTHERS, context: { 'aws:PrincipalOrgID': 'o-strangers11' } }, 'allowed', []],
  ['a colleague is judged by the policies of his own account', 'shop', { action: 's3:DeleteBucket', principal: `arn:aws:iam::${TOOLS}:role/A`, resource: BUCKET }, 'allowed', []],
])('%s (%s, %j)', (_what, name, question, decision, missingContextKeys) => {
  expect(ask(name, question)).toMatchObject({ decision, missingContextKeys });
});

test('a policy type that is not enabled does not count', () => {
  const stranger = { action: 's3:GetObject', principal: OTHERS, context: { 'aws:PrincipalOrgID': 'o-strangers11' } };
  expect(ask('shop', stranger, example(['SERVICE_CONTROL_POLICY'])).decision).toBe('allowed');
  expect(ask('shop', { action: 's3:DeleteBucket' }, example(['RESOURCE_CONTROL_POLICY'])).decision).toBe('allowed');
});

test('where code may not hold every account, the policies of an unknown one would have to be known', () => {
  const answer = ask('shop', { action: 'ec2:RunInstances', principal: OTHERS }, example(['SERVICE_CONTROL_POLICY'], false));
  expect(answer).toMatchObject({
    decision: 'depends', missingContextKeys: [`the service control policies of account ${STRANGER}, which is not in the code`],
  });
});

test('the answer says what is known of the organization of a stranger', () => {
  const { request, matchedStatements } = ask('shop', { action: 's3:GetObject', principal: OTHERS });
  expect(request.ruledOut).toEqual({ 'aws:PrincipalOrgID': ['o-a1b2c3d4e5'], 'aws:PrincipalOrgPaths': ['o-a1b2c3d4e5/*'] });
  expect(matchedStatements.map(reasonText)).toEqual([
    'Statement[0] of the resource control policy perimeter at root denies it, if StringNotEqualsIfExists aws:PrincipalOrgID o-a1b2c3d4e5 '
    + '(the request: not o-a1b2c3d4e5) and BoolIfExists aws:PrincipalIsAWSService false (the request: false).',
  ]);
});

test('where code may not hold every account, nobody knows the organization of a stranger', () => {
  const of = example(['RESOURCE_CONTROL_POLICY'], false);
  expect(ask('shop', { action: 's3:GetObject', principal: OTHERS }, of)).toMatchObject({ decision: 'depends', missingContextKeys: ['aws:PrincipalOrgID'] });
});

test('the answer says of each level what it says by itself', () => {
  expect(ask('shop', { action: 's3:DeleteBucket', resource: BUCKET }).levels.map(({ name, type, decision }) => [name, type, decision])).toEqual([
    ['root', 'SERVICE_CONTROL_POLICY', 'allowed'],
    ['Workloads', 'SERVICE_CONTROL_POLICY', 'denied'],
    ['shop', 'SERVICE_CONTROL_POLICY', 'allowed'],
    ['root', 'RESOURCE_CONTROL_POLICY', 'allowed'],
    ['Workloads', 'RESOURCE_CONTROL_POLICY', 'allowed'],
    ['shop', 'RESOURCE_CONTROL_POLICY', 'allowed'],
  ]);
});

test.each<[string, AccessQuestion, RegExp]>([
  ['more than one action', { action: 's3:*' }, /must be one action: "s3:\*"/],
  ['a principal that is none', { action: 's3:GetObject', principal: 'Admin' }, /names no principal: "Admin"\. Write an ARN/],
  ['a principal with wildcards', { action: 's3:GetObject', principal: 'role/*' }, /must be one principal: "arn:aws:iam::111111111111:role\/\*"\. Write its name/],
  ['an account with too few digits', { action: 's3:GetObject', principal: 'arn:aws:iam::1111:role/A' }, /in an account of 12 digits: "arn:aws:iam::1111:role\/A"\. Write/],
  ['a principal that is a resource', { action: 's3:GetObject', principal: BUCKET }, /must be that of IAM or STS/],
  ['an ARN that ends too early', { action: 's3:GetObject', principal: 'arn:aws:iam' }, /must be that of IAM or STS/],
  ['a wildcard in the context', { action: 's3:GetObject', context: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/A' } }, /must be one principal/],
  ['a resource that ends too early', { action: 's3:GetObject', resource: 'arn:aws:s3' }, /must be an ARN: "arn:aws:s3"\. Write arn:partition/],
  ['a resource without a name', { action: 's3:GetObject', resource: 'arn:aws:s3:::' }, /must be an ARN/],
  ['strangers among themselves', { action: 's3:GetObject', principal: OTHERS, resource: `arn:aws:sqs:eu-west-1:${TOOLS}:q` }, /Neither .* belongs to Workloads\/shop/],
])('refuses %s', (_what, question, message) => {
  expect(() => ask('shop', question)).toThrow(message);
});

test('policies that cannot be judged are named instead of guessed', () => {
  const broken = policy('broken', '{"Version": "2012-10-17", "Statement": [');
  const strange = policy('strange', { Version: '2012-10-17', Statement: { Effect: 'Perhaps', Action: '*', Resource: '*' } });
  const missing = { ...attached(policy('of-somebody', {})), id: 'p-00000000' };
  const of = new OrganizationAccess(organization({
    accounts: [
      account('one', SHOP, [FULL, attached(broken)]), account('two', TOOLS, [FULL, attached(strange)]), account('three', STRANGER, [FULL, missing]),
    ],
  }, { policies: [broken, strange] }), true);
  const missingContextKeys = (name: string) => of.ask(of.find(name), { action: 's3:GetObject' }).missingContextKeys;
  expect(missingContextKeys('one')).toEqual([expect.stringMatching(/^policy broken, which cannot be read \(line 1, column \d+: /)]);
  expect(missingContextKeys('two')).toEqual([expect.stringMatching(/^policy strange, which cannot be read \(Statement\.Effect/)]);
  expect(missingContextKeys('three')).toEqual(['policy of-somebody, whose text is not known here']);
  expect(of.ask(of.find('three'), { action: 's3:GetObject' }).matchedStatements.map(reasonText)).toEqual([
    'Policy of-somebody, whose text is not known here, would have to be known at three.',
  ]);
});
