import { diff, type Organization, type Tags } from '../../../src/model';
import { account, live, organization, policy, symbol, unit } from '../organizations';

/** Texts of the code name resources by symbols, those of the service by IDs: the same resource in both is no difference. */
const naming = (text: string) => ({ Version: '2012-10-17', Statement: { Effect: 'Deny', Action: '*', Resource: '*', Condition: { ArnNotLike: { 'aws:PrincipalArn': text } } } });

function inCode(text: string, tags: Tags = {}): Organization {
  return organization({
    root: { accounts: [account('shop', { tags })], organizationalUnits: [unit('Prod')] },
    policies: [policy('guard', naming(text)), policy('lock', '{}', { type: 'TAG_POLICY' })],
  });
}

function inService(text: string, tags: Tags = {}): Organization {
  return live.organization({
    root: { accounts: [live.account('shop', 1, { tags })], organizationalUnits: [live.unit('Prod', 1)] },
    policies: [live.policy('guard', naming(text)), { ...live.policy('lock', '{}'), type: 'TAG_POLICY' }],
  });
}

const SHOP = '111122223301';

test.each<[string, string, string]>([
  ['the ARN of the organization', '${S.Organization.Arn}', 'arn:aws:organizations::999988887777:organization/o-example1234'],
  ['the ARN of the root', '${S.Organization.RootId.Arn}', 'arn:aws:organizations::999988887777:root/o-example1234/r-root'],
  ['the ARN of a unit', '${S.Prod.Arn}', 'arn:aws:organizations::999988887777:ou/o-example1234/ou-root-aaaaaaa1'],
  ['the ARN of an account', '${S.shop.Arn}', `arn:aws:organizations::999988887777:account/o-example1234/${SHOP}`],
  ['the ARN of a policy', '${S.lock.Arn}', 'arn:aws:organizations::999988887777:policy/o-example1234/tag_policy/p-lock0000'],
  ['a path of IDs, several times', `\${S.Organization}/\${S.Organization.RootId}/${symbol('Prod')}/${symbol('Prod')}`, 'o-example1234/r-root/ou-root-aaaaaaa1/ou-root-aaaaaaa1'],
  ['an account within a text', `arn:aws:iam::${symbol('shop')}:role/x`, `arn:aws:iam::${SHOP}:role/x`],
])('the code names %s by a symbol, and the service by its ID', (_, symbolic, real) => {
  expect(diff(inService(real), inCode(symbolic))).toEqual([]);
  expect(diff(inService(real), inCode(real))).toEqual([]);
});

test.each<[string, string]>([
  ['a symbol that the organization does not have', '${S.Else}'],
  ['the ARN of a symbol that the organization does not have', '${S.Else.Arn}'],
  ['another attribute', '${S.shop.Name}'],
  ['a symbol in a symbol', '${${S.shop}}.Arn}'],
  ['a longer number', `9${SHOP}`],
  ['a word in front of the number', `x${SHOP}`],
])('a text with %s stays as it is', (_, text) => {
  expect(diff(inCode(text), inCode(text))).toEqual([]);
  expect(diff(inService(SHOP), inCode(text)).map(({ kind }) => kind)).toEqual(['policyStatementsChanged']);
});

test('an ID in the service is the symbol of its resource in the code, also in a tag', () => {
  const ids = `o-example1234/r-root/ou-root-aaaaaaa1 ${SHOP} p-lock0000 9${SHOP} ${SHOP}9`;
  const symbols = `\${S.Organization}/\${S.Organization.RootId}/${symbol('Prod')} ${symbol('shop')} ${symbol('lock')} 9${SHOP} ${SHOP}9`;
  expect(diff(inCode(symbols, { team: symbols }), inService(ids, { team: ids })).filter(({ kind }) => /policyS|policyRe|tag/.test(kind))).toEqual([]);
});

test('another construct of the same resource has another symbol for its ARN as well', () => {
  const other = (text: string) => organization({
    root: { accounts: [account('shop', { id: symbol('Shop2') })], organizationalUnits: [unit('Prod')] },
    policies: [policy('guard', naming(text)), policy('lock', '{}', { type: 'TAG_POLICY' })],
  });
  expect(diff(inCode('${S.shop.Arn}'), other('${S.Shop2.Arn}'))).toEqual([]);
  expect(diff(inCode('${S.shop.Arn}'), other('${S.Prod.Arn}')).map(({ kind }) => kind)).toEqual(['policyStatementsChanged']);
});

describe('the resource policy, which is written in the management account', () => {
  const delegating = (principal: string, arn = 'arn:${AWS::Partition}:organizations::*') => JSON.stringify({
    Version: '2012-10-17', Statement: { Effect: 'Allow', Principal: { AWS: principal }, Action: 'organizations:Describe*', Resource: arn },
  });
  const withPolicy = (of: Organization, content: string): Organization => ({ ...of, resourcePolicy: { id: 'rp-1234', content, tags: {} } });
  const changes = (present: string, code: string, base = live.organization()) => (
    diff(withPolicy(base, present), withPolicy(organization(), code)));

  test.each(['aws', 'aws-cn', 'aws-us-gov'])('has the account and the partition %s of a live organization in place of the pseudo parameters', (partition) => {
    expect(changes(delegating('999988887777', `arn:${partition}:organizations::*`), delegating('${AWS::AccountId}'))).toEqual([]);
  });

  test('has the usual partition where the present document names none', () => {
    expect(changes(delegating('999988887777', '*'), delegating('${AWS::AccountId}'))).toMatchObject([
      { kind: 'resourcePolicyChanged', after: delegating('999988887777', 'arn:aws:organizations::*') },
    ]);
    expect(diff(live.organization(), withPolicy(organization(), delegating('${AWS::AccountId}')))).toMatchObject([
      { kind: 'resourcePolicyChanged', after: delegating('999988887777', 'arn:aws:organizations::*') },
    ]);
  });

  test('keeps the pseudo parameters between two versions of the code', () => {
    expect(changes(delegating('999988887777'), delegating('${AWS::AccountId}'), organization())).toMatchObject([
      { kind: 'resourcePolicyChanged', after: delegating('${AWS::AccountId}') },
    ]);
  });
});
