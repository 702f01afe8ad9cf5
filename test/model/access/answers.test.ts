import { account, attached, denies, FULL, organization, policy, RCP_FULL, unit } from './small-organization';
import { OrganizationAccess } from '../../../src/model';
import { CompiledPolicy, readPolicyDocument } from '../../../src/policy';

const SHOP = '111111111111';
const guard = policy('guard', denies({ Sid: 'NoDeletion', Action: 's3:DeleteBucket' }));
const owned = policy('owned', denies({ Sid: 'NoSend', Action: 'sqs:SendMessage' }, '*'), 'RESOURCE_CONTROL_POLICY');
const labels = policy('labels', { tags: { Stage: { tag_value: { '@@assign': ['prod'] } } } }, 'TAG_POLICY');
const value = organization({
  attachedPolicies: [FULL, RCP_FULL, attached(guard)],
  accounts: [account('shop', SHOP, [FULL, RCP_FULL, attached(owned)])],
  organizationalUnits: [
    unit('ou-ab12-00000001', 'ou-ab12-00000001', { accounts: [account('away', '222222222222', [attached(labels), { ...attached(labels), id: 'p-gone', name: 'gone' }])] }),
  ],
}, { policies: [guard, owned, labels], policyTypes: ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY', 'TAG_POLICY'] });
const access = new OrganizationAccess(value, true);
const shop = access.find('shop');

test('each level is answered on its own, with its policies and the statements that decide', () => {
  const levels = (action: string) => access.ask(shop, { action, resource: `arn:aws:sqs:eu-west-1:${SHOP}:q` }).levels
    .map(({ name, type, policies, decision, matchedStatements }) => (
      [name, type.slice(0, 1), policies.join(), decision, matchedStatements.map((each) => ('policy' in each ? each.policy : each.kind)).join()]));
  expect(levels('sqs:SendMessage')).toEqual([
    ['root', 'S', 'FullAWSAccess,guard', 'allowed', 'FullAWSAccess'],
    ['shop', 'S', 'FullAWSAccess', 'allowed', 'FullAWSAccess'],
    ['root', 'R', 'RCPFullAWSAccess', 'allowed', 'RCPFullAWSAccess'],
    ['shop', 'R', 'RCPFullAWSAccess,owned', 'denied', 'owned'],
  ]);
});

test('an identity-based policy of the question takes part in the answer', () => {
  const document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }] };
  const identityPolicies = [new CompiledPolicy('own', readPolicyDocument(document as never, 'IDENTITY_POLICY').document)];
  const decision = (action: string, more = {}) => access.ask(shop, { action, resource: 'arn:aws:s3:::b/k', principal: 'role/A', ...more }).decision;
  expect(decision('s3:PutObject')).toBe('allowed');
  expect(decision('s3:PutObject', { identityPolicies })).toBe('denied');
  expect(decision('s3:GetObject', { identityPolicies })).toBe('allowed');
});

test.each([
  ['arn:aws:s3:::b/*', ['The wildcards of the resource arn:aws:s3:::b/* are taken literally, as characters of one name.']],
  ['arn:aws:s3:::b/?', ['The wildcards of the resource arn:aws:s3:::b/? are taken literally, as characters of one name.']],
  ['arn:aws:s3:::b/k', []], ['*', []], [undefined, []],
])('the remarks on the resource %s are %j', (resource, remarks) => {
  expect(access.ask(shop, { action: 's3:GetObject', ...(resource === undefined ? {} : { resource }) }).remarks).toEqual(remarks);
});

test('a principal is given in full, with open IDs only where the code does not know them', () => {
  const ARN = 'arn:aws:iam::222222222222:role/B';
  expect(access.principalOf(shop, 'role/A')).toStrictEqual({ principal: `arn:aws:iam::${SHOP}:role/A` });
  expect(access.principalOf(shop, ARN)).toStrictEqual({ principal: ARN });
  const open = new OrganizationAccess(organization({ accounts: [account('new', '${S.New}')] }), true);
  const { principal, openIds } = open.principalOf(open.find('new'), 'role/A');
  expect(principal).toMatch(/^arn:aws:iam::0000\d{8}:role\/A$/);
  expect([...openIds!.standIns.values()]).toEqual([{ kind: 'account', name: 'the ID of ${S.New}' }]);
});

test('a management policy without text and a place outside the code are unknown', () => {
  const { unknown, enabled, document } = access.effectivePolicy(access.find('away'), 'TAG_POLICY');
  expect(unknown).toEqual([
    'the policies attached to ou-ab12-00000001 and above it, which are not in the code', 'policy gone, whose text is not known here',
  ]);
  expect([enabled, document]).toEqual([true, { tags: { Stage: { tag_value: ['prod'] } } }]);
});

test('a message lists eight accounts, and the number of the others', () => {
  const many = (count: number) => new OrganizationAccess(
    organization({ accounts: Array.from({ length: count }, (_, index) => account(`a${index}`, index === 0 ? '${S.A}' : `11111111111${index}`)) }), true);
  const eight = 'a0, a1 (111111111111), a2 (111111111112), a3 (111111111113), a4 (111111111114), a5 (111111111115), a6 (111111111116), a7 (111111111117)';
  expect(() => many(8).find('xyzzyxyzzy')).toThrow(`such as ${eight}.`);
  expect(() => many(10).find('xyzzyxyzzy')).toThrow(`such as ${eight}, and 2 more.`);
});
