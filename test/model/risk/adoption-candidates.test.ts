import { type Account, type InCode, type Organization, type OrganizationalUnit, type Policy } from '../../../src/model';
import { flatten, type FlatTarget } from '../../../src/model/diff/flat-organization';
import { Aligned } from '../../../src/model/diff/identity/align';
import { candidates } from '../../../src/model/risk/obstacles/adoption/adoption-candidates';
import { account, live, organization, policy, unit } from '../organizations';

/** The candidates in a live organization, for code that has already taken over some of its resources. */
const inPlaceOf = (base: Organization, head: Organization = organization()) => candidates(new Aligned(flatten(base), flatten(head)));
const wanted = (name: string, fields: Partial<FlatTarget> = {}): FlatTarget => (
  { kind: 'account', id: 'wanted', name, email: '', state: '', tags: {}, attachedPolicies: [], ...fields });

describe('candidates for an account', () => {
  const person = (name: string, number: number, email: string) => live.account(name, number, { email });
  const among = (...accounts: Account[]) => inPlaceOf(live.organization({ root: { accounts } }));
  const namesOf = (found: readonly string[]) => found.map((each) => each.split(', ')[0]);

  test.each<[string, string, boolean]>([
    ['sandbox alice', 'other@example.com', true],
    ['Sandbox_Alice', 'other@example.com', true],
    ['sandboxalice', 'other@example.com', true],
    ['sandbox-alices', 'other@example.com', true],
    ['alice', 'other@example.com', false],
    ['other', 'aws+Sandbox@example.org', true],
    ['other', 'aws+sandbox@example.org', true],
    ['other', 'aws@example.org', true],
    ['other', 'AWS@another.example', true],
    ['other', 'sandbox@another.example', false],
    ['other', 'aws+sandboy@example.com', true],
  ])('named %s with the address %s: one that is called sandbox-alice is similar: %s', (name, email, isSimilar) => {
    const found = among(person('sandbox-alice', 1, 'aws+sandbox@example.com')).accounts(wanted(name, { email }));
    expect(found).toEqual(isSimilar ? ['sandbox-alice, aws+sandbox@example.com, 111122223301'] : []);
  });

  test('are those of the same name, then of the same local part, then of a similar address, then of a similar name, at most three', () => {
    const sameName = person('Shop', 1, 'one@example.com');
    const sameLocalPart = person('payments', 2, 'team+x@another.example');
    const similarAddress = person('billing', 3, 'teem@example.com');
    const similarName = person('shops', 4, 'four@example.com');
    const target = wanted('shop', { email: 'team@example.com' });
    expect(namesOf(among(similarName, similarAddress, sameLocalPart, sameName).accounts(target))).toEqual(['Shop', 'payments', 'billing']);
    expect(namesOf(among(similarName, similarAddress, sameLocalPart).accounts(target))).toEqual(['payments', 'billing', 'shops']);
    expect(namesOf(among(similarName, similarAddress).accounts(target))).toEqual(['billing', 'shops']);
    expect(namesOf(among(person('Shop', 1, 'team@example.com')).accounts(target))).toEqual(['Shop']);
  });
});

describe('candidates for an organizational unit', () => {
  const among = (...organizationalUnits: OrganizationalUnit[]) => inPlaceOf(live.organization({ root: { organizationalUnits } }));
  const idsOf = (found: readonly string[]) => found.map((each) => each.split(', ')[0]);

  test('are those of the same name there, then elsewhere, then those of a similar name there, then elsewhere', () => {
    const sandbox = wanted('sandbox', { kind: 'organizationalUnit', parentId: 'ou-root-aaaaaaa1' });
    const here = [live.unit('SANDBOX', 2), live.unit('sandboxes', 3), live.unit('Networks', 6)];
    const workloads = (...organizationalUnits: OrganizationalUnit[]) => live.unit('Workloads', 1, { organizationalUnits });
    const [same, similar] = [live.unit('Sand Box', 4), live.unit('Sandbix', 5)];
    expect(among(similar, same, workloads(...here)).units(sandbox)).toEqual([
      'Root/Workloads/SANDBOX, ou-root-aaaaaaa2', 'Root/Sand Box, ou-root-aaaaaaa4',
    ]);
    expect(idsOf(among(similar, workloads(here[1])).units(sandbox))).toEqual(['Root/Workloads/sandboxes', 'Root/Sandbix']);
    expect(idsOf(among(live.unit('sandboxed', 5), workloads(here[1])).units(sandbox))).toEqual(['Root/Workloads/sandboxes', 'Root/sandboxed']);
    expect(idsOf(among(workloads(here[1]), live.unit('sandboxed', 5)).units({ ...sandbox, parentId: 'r-root' }))).toEqual(['Root/sandboxed', 'Root/Workloads/sandboxes']);
    expect(among(workloads(here[2])).units(sandbox)).toEqual([]);
  });
});

describe('candidates for a policy', () => {
  const DENY = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 's3:*', Resource: '*' }] };
  const OTHER = { ...DENY, Statement: [] };
  const among = (...policies: Policy[]) => inPlaceOf(live.organization({ policies })).policies(policy('guard-rails', DENY));
  const tagPolicy = (name: string, content: object = DENY): Policy => ({ ...live.policy(name, content), type: 'TAG_POLICY' });

  test('are those of the same name, then of the same content, then of a similar name, then of the same name in another type', () => {
    const [sameName, sameContent, similar] = [live.policy('GuardRails', OTHER), live.policy('theirs', JSON.stringify(DENY, null, 2)), live.policy('guard-rail', OTHER)];
    const [ofOtherType, unlike] = [tagPolicy('guard rails'), live.policy('networks', OTHER)];
    expect(among(ofOtherType, unlike, similar, sameContent, sameName)).toEqual(['GuardRails, p-GuardRails', 'theirs, p-theirs00', 'guard-rail, p-guard-rail']);
    expect(among(ofOtherType, unlike, similar)).toEqual(['guard-rail, p-guard-rail', 'guard rails, p-guard rails']);
    expect(among(tagPolicy('theirs'), tagPolicy('guard-rail'), unlike)).toEqual([]);
  });
});

test('resources that the code has already are no candidates, and resources that it only names are', () => {
  const base = live.organization({
    root: { accounts: [live.account('shop', 1)], organizationalUnits: [live.unit('Prod', 1)] }, policies: [live.policy('guard', {})],
  });
  const ids = { shop: '111122223301', prod: 'ou-root-aaaaaaa1', guard: 'p-guard000' };
  const head = (code: InCode | undefined) => organization({
    root: { accounts: [account('shop', { id: ids.shop, code })], organizationalUnits: [unit('Prod', { id: ids.prod, code })] },
    policies: [policy('guard', {}, { id: ids.guard, code })],
  });
  const found = (code: InCode | undefined) => {
    const { accounts, units, policies } = inPlaceOf(base, head(code));
    return [accounts(wanted('shop')), units(wanted('Prod', { parentId: 'r-root' })), policies(policy('guard', {}))].map(({ length }) => length);
  };
  expect(found(undefined)).toEqual([1, 1, 1]);
  expect(found(account('shop').code)).toEqual([0, 0, 0]);
});
