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
  ['a denial does not count for an account elsewhere', 'tools', { action: 's3:DeleteBucket' }, 'allowed', []],
  ['the management account is exempt', 'management', { action: 'ec2:RunInstances' }, 'allowed', []],
  ['the account of the principal is known', 'tools', { action: 'ec2:RunInstances' }, 'allowed', []],
  ['the account of the principal is known where it is not the exempt one', 'shop', { action: 'ec2:RunInstances' }, 'denied', []],
  ['the path of the account is known', 'shop', { action: 'rds:CreateDBInstance' }, 'allowed', []],
  ['the path of the account is known where it is not the exempt one', 'tools', { action: 'rds:CreateDBInstance' }, 'denied', []],
  ['the organization of the principal is known', 'shop', { action: 's3:GetObject', resource: BUCKET }, 'allowed', []],
  ['the owner of a resource that is not given is unknown', 'shop', { action: 's3:PutObject' }, 'depends', ['aws:ResourceOrgID']],
  ['a resource whose ARN names no account is the account’s own', 'shop', { action: 's3:PutObject', resource: BUCKET }, 'allowed', []],
  ['the context of the question takes precedence over the owner of the resource', 'shop', { action: 's3:PutObject', resource: BUCKET, context: { 'aws:resourceorgid': 'o-strangers11' } }, 'denied', []],
  ['a short form of a principal belongs to the account', 'tools', { action: 'ec2:RunInstances', principal: 'role/Admin' }, 'allowed', []],
  ['an AWS service is allowed by a policy that exempts it', 'shop', { action: 's3:PutObject', principal: 'logging.s3.amazonaws.com', resource: BUCKET }, 'allowed', []],
  ['an outsider of any organization is denied', 'shop', { action: 's3:GetObject', principal: OTHERS }, 'denied', []],
  ['an outsider depends on the organization if a policy names another one', 'shop', { action: 'sqs:SendMessage', principal: OTHERS, resource: QUEUE }, 'depends', ['aws:PrincipalOrgID']],
  ['an outsider depends on the organization if a policy asks whether there is one', 'shop', { action: 'sqs:ReceiveMessage', principal: OTHERS, resource: QUEUE }, 'depends', ['aws:PrincipalOrgID']],
  ['the resource of an outsider is not in the organization', 'shop', { action: 's3:PutObject', resource: `arn:aws:s3:eu-west-1:${STRANGER}:accesspoint/a` }, 'denied', []],
  ['an outsider of another organization is denied', 'shop',
    { action: 's3:GetObject', principal: OTHERS, context: { 'aws:PrincipalOrgID': 'o-strangers11' } }, 'denied', []],
  ['service control policies do not apply to an outsider', 'shop',
    { action: 'ec2:RunInstances', principal: OTHERS, context: { 'aws:PrincipalOrgID': 'o-strangers11' } }, 'allowed', []],
  ['a principal of another member is judged by the policies of its own account', 'shop', { action: 's3:DeleteBucket', principal: `arn:aws:iam::${TOOLS}:role/A`, resource: BUCKET }, 'allowed', []],
])('%s (%s, %j)', (_what, name, question, decision, missingInformation) => {
  expect(ask(name, question)).toMatchObject({ decision, missingInformation });
});

test('a policy type that is not enabled does not count', () => {
  const stranger = { action: 's3:GetObject', principal: OTHERS, context: { 'aws:PrincipalOrgID': 'o-strangers11' } };
  expect(ask('shop', stranger, example(['SERVICE_CONTROL_POLICY'])).decision).toBe('allowed');
  expect(ask('shop', { action: 's3:DeleteBucket' }, example(['RESOURCE_CONTROL_POLICY'])).decision).toBe('allowed');
});

test('code may lack accounts, so the verdict depends on the policies of an unknown account', () => {
  const answer = ask('shop', { action: 'ec2:RunInstances', principal: OTHERS }, example(['SERVICE_CONTROL_POLICY'], false));
  expect(answer).toMatchObject({
    decision: 'depends', missingInformation: [`the service control policies of account ${STRANGER}, which is not in the code`],
  });
});

test('the answer contains the known facts about the organization of an outsider', () => {
  const { request, matchedStatements } = ask('shop', { action: 's3:GetObject', principal: OTHERS });
  expect(request.ruledOut).toEqual({ 'aws:PrincipalOrgID': ['o-a1b2c3d4e5'], 'aws:PrincipalOrgPaths': ['o-a1b2c3d4e5/*'] });
  expect(matchedStatements.map(reasonText)).toEqual([
    'Statement[0] of the resource control policy perimeter at root denies it, if StringNotEqualsIfExists aws:PrincipalOrgID o-a1b2c3d4e5 '
    + '(the request: not o-a1b2c3d4e5) and BoolIfExists aws:PrincipalIsAWSService false (the request: false).',
  ]);
});

test('code may lack accounts, so the organization of an outsider is unknown', () => {
  const of = example(['RESOURCE_CONTROL_POLICY'], false);
  expect(ask('shop', { action: 's3:GetObject', principal: OTHERS }, of)).toMatchObject({ decision: 'depends', missingInformation: ['aws:PrincipalOrgID'] });
});

test('the answer contains the verdict of each level on its own', () => {
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
  ['a text that names no principal', { action: 's3:GetObject', principal: 'Admin' }, /names no principal: "Admin"\. Write an ARN/],
  ['a principal with wildcards', { action: 's3:GetObject', principal: 'role/*' }, /must be one principal: "arn:aws:iam::111111111111:role\/\*"\. Write its name/],
  ['an account with too few digits', { action: 's3:GetObject', principal: 'arn:aws:iam::1111:role/A' }, /in an account of 12 digits: "arn:aws:iam::1111:role\/A"\. Write/],
  ['a principal that is a resource', { action: 's3:GetObject', principal: BUCKET }, /must be that of IAM or STS/],
  ['an ARN that ends too early', { action: 's3:GetObject', principal: 'arn:aws:iam' }, /must be that of IAM or STS/],
  ['a wildcard in the context', { action: 's3:GetObject', context: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/A' } }, /must be one principal/],
  ['a resource that ends too early', { action: 's3:GetObject', resource: 'arn:aws:s3' }, /must be an ARN: "arn:aws:s3"\. Write arn:partition/],
  ['a resource without a name', { action: 's3:GetObject', resource: 'arn:aws:s3:::' }, /must be an ARN/],
  ['a principal and a resource of other accounts', { action: 's3:GetObject', principal: OTHERS, resource: `arn:aws:sqs:eu-west-1:${TOOLS}:q` }, /Neither .* belongs to Workloads\/shop/],
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
  const missingInformation = (name: string) => of.ask(of.find(name), { action: 's3:GetObject' }).missingInformation;
  expect(missingInformation('one')).toEqual([expect.stringMatching(/^policy broken, which cannot be read \(line 1, column \d+: /)]);
  expect(missingInformation('two')).toEqual([expect.stringMatching(/^policy strange, which cannot be read \(Statement\.Effect/)]);
  expect(missingInformation('three')).toEqual(['policy of-somebody, whose text is not known here']);
  expect(of.ask(of.find('three'), { action: 's3:GetObject' }).matchedStatements.map(reasonText)).toEqual([
    'Policy of-somebody, whose text is not known here, would have to be known at three.',
  ]);
});
