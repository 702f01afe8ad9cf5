import { compareWithAws } from '../../../src/cli/check-with-aws/compare';
import { simulationRequest } from '../../../src/cli/check-with-aws/simulation-request';
import { type AccessQuestion, type Organization, OrganizationAccess } from '../../../src/model';
import type { SimulationRequest } from '../../../src/organizations/authorization/policy-simulation-port';
import { account, attached, denies, FULL, organization, policy, unit } from '../../model/access/small-organization';

const TYPES = policy('types', denies({
  Action: 'ec2:RunInstances',
  Condition: {
    'NumericGreaterThan': { 'ec2:VolumeSize': '100' },
    'NotIpAddress': { 'aws:SourceIp': '203.0.113.0/24' },
    'Bool': { 'aws:MultiFactorAuthPresent': 'true' },
    'DateGreaterThan': { 'aws:CurrentTime': '2020-01-01T00:00:00Z' },
    'ForAnyValue:StringEquals': { 'aws:TagKeys': 'cost' },
    'StringEquals': { 'aws:PrincipalTag/team': '${aws:ResourceTag/team, \'none\'}' },
  },
}));

function question(value: Organization, asked: Partial<AccessQuestion> = {}, name = 'shop') {
  const access = new OrganizationAccess(value);
  return access.askServiceControl(access.find(name), { action: 's3:GetObject', principal: 'role/Developer', ...asked });
}

function sent(value: Organization, asked?: Partial<AccessQuestion>): SimulationRequest {
  const asking = question(value, asked);
  if ('why' in asking) throw new Error(asking.why);
  const request = simulationRequest(asking);
  if ('why' in request) throw new Error(request.why);
  return request;
}

function withPolicies(...policies: ReturnType<typeof policy>[]): Organization {
  return organization({ accounts: [account('shop', '111122223333', [FULL, ...policies.map(attached)])] }, { policies });
}

test('condition keys have the type that the operators of the policies compare', () => {
  const { ContextEntries: entries } = sent(withPolicies(TYPES), {
    action: 'ec2:RunInstances',
    context: {
      'ec2:VolumeSize': 200, 'AWS:SourceIp': '198.51.100.1', 'aws:MultiFactorAuthPresent': true, 'aws:CurrentTime': '2026-11-30T00:00:00Z', 'aws:TagKeys': 'cost', 'aws:PrincipalTag/team': 'none', 'aws:ResourceTag/team': null, 's3:prefix': ['a', 'b'],
    },
  });
  const types = Object.fromEntries(entries.map(({ ContextKeyName: name, ContextKeyType: type }) => [name, type]));
  expect(types).toMatchObject({
    'ec2:VolumeSize': 'numeric', 'aws:SourceIp': 'ip', 'aws:MultiFactorAuthPresent': 'boolean', 'aws:CurrentTime': 'date', 'aws:TagKeys': 'stringList', 'aws:PrincipalTag/team': 'string', 's3:prefix': 'stringList',
  });
  expect(types).not.toHaveProperty('aws:ResourceTag/team');
});

test('two IDs that only a deployment will know have stand-ins in policies, principal and context', () => {
  const written = policy('written', denies({ Action: 's3:GetObject', Condition: { StringNotEquals: { 'aws:PrincipalAccount': ['${Stack.Shop}', '${Stack.Bank}'] } } }));
  const value = {
    ...organization({ accounts: [account('shop', '${Stack.Shop}', [FULL, attached(written)]), account('bank', '${Stack.Bank}')] }, { policies: [written] }),
    code: { files: [] } as never,
  };
  const { OrderedOrganizationPolicyInputList: levels, CallerArn: caller, ContextEntries: entries } = sent(value);
  const own = levels[1].ServiceControlPolicyInputList.find((text) => text.includes('StringNotEquals'))!;
  const { Statement: { Condition: { StringNotEquals: { 'aws:PrincipalAccount': ids } } } } = JSON.parse(own);
  expect(ids).toEqual([expect.stringMatching(/^0000\d{8}$/), expect.stringMatching(/^0000\d{8}$/)]);
  expect(ids[0]).not.toBe(ids[1]);
  expect(caller).toBe(`arn:aws:iam::${ids[0]}:role/Developer`);
  expect(entries).toContainEqual({ ContextKeyName: 'aws:PrincipalAccount', ContextKeyValues: [ids[0]], ContextKeyType: 'string' });
});

test.each<[string, ReturnType<typeof policy>, string]>([
  ['a reference to a resource that is no part of the organization', policy('bucket', denies({ Action: 's3:PutObject', Resource: 'arn:aws:s3:::${Stack.Bucket}/*' })),
    'the policy bucket has a reference that only the deployment resolves (Stack.Bucket)'],
  ['a text that cannot be read', policy('broken', '{'), 'the answer depends on policy broken, which cannot be read'],
])('%s is not sent', (_what, written, why) => {
  expect(question(withPolicies(written), {})).toEqual({ why: expect.stringContaining(why) });
});

test('an owner is named for a resource without an account, and not for one with an account', () => {
  const value = withPolicies();
  expect(sent(value, { resource: 'arn:aws:s3:::records/a' })).toMatchObject({ ResourceArns: ['arn:aws:s3:::records/a'], ResourceOwner: 'arn:aws:iam::111122223333:root' });
  expect(sent(value, { action: 'sqs:SendMessage', resource: 'arn:aws:sqs:eu-west-1:111122223333:q' })).not.toHaveProperty('ResourceOwner');
});

test('an empty level is sent as one without policies', () => {
  const value = organization({ accounts: [account('shop', '111122223333', [])] });
  expect(sent(value).OrderedOrganizationPolicyInputList[1]).toEqual({ ServiceControlPolicyInputList: [] });
});

test('what exceeds the limits of the service is not sent, with the limit and the value', () => {
  const deep = [...'abcdef'].reduceRight((below, name) => [unit(name, `ou-ab12-${name.repeat(8)}`, {
    organizationalUnits: below, accounts: name === 'f' ? [account('shop', '111122223333')] : [],
  })], [] as ReturnType<typeof unit>[]);
  const tooDeep = question(organization({ organizationalUnits: deep }), {}, 'shop');
  expect('why' in tooDeep ? tooDeep : simulationRequest(tooDeep)).toEqual({ why: 'IAM accepts 7 levels (given: 8)' });
  const short = question(withPolicies(), { context: { 'a:b': 'c' } });
  expect('why' in short ? short : simulationRequest(short)).toEqual({ why: 'IAM accepts condition keys of 5 to 256 characters (given: a:b)' });
  const long = question(withPolicies(policy('long', denies({ Action: 's3:PutObject', Resource: `arn:aws:s3:::${'\u4f60'.repeat(30_000)}` }))));
  expect('why' in long ? long : simulationRequest(long)).toEqual({ why: expect.stringMatching(/^IAM accepts documents of 131072 characters \(given: long with 180\d{3}\)$/) });
});

test('wildcards in a resource are not sent, and "*" alone is', async () => {
  const access = new OrganizationAccess(withPolicies());
  const results = await compareWithAws(access, ['arn:aws:s3:::records/*', '*'].map((resource) => (
    { placed: access.find('shop'), question: { action: 's3:GetObject', principal: 'role/Developer', resource } })), async () => ({ decision: 'allowed', allowedByOrganizations: true }));
  expect(results.map(({ result }) => result)).toEqual(['not compared', 'agrees']);
});

test('an answer without a decision of the service control policies is no agreement, since the identity policy allows everything', async () => {
  const access = new OrganizationAccess(withPolicies());
  const asked = [{ placed: access.find('shop'), question: { action: 's3:GetObject', principal: 'role/Developer', resource: '*' } }];
  expect(await compareWithAws(access, asked, async () => ({ decision: 'allowed' }))).toMatchObject([
    { result: 'not compared', why: 'the answer of AWS has no decision of the service control policies' },
  ]);
});
