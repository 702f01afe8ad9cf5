import { ownerTagValue, RETAINED_TAG_KEY } from '../../../src/contract';
import { type Account, diff, INVITED_STATE, type InCode, type Organization, type OrganizationalUnit, type Policy } from '../../../src/model';
import { align, type AlignOptions } from '../../../src/model/diff/identity/align';
import { account, attached, IN_CODE, live, organization, owned, policy, symbol, unit, type Written } from '../organizations';

const DEPLOYED: AlignOptions = { isDeployed: true };
const shop = live.account('shop', 1);
const bank = live.account('bank', 2);
const ADOPTED = { 'cdk-aws-organizations:owner': ownerTagValue({ owner: 'S', adopted: true }) };
const OTHER = { 'cdk-aws-organizations:owner': 'Other' };

/** IDs of the base for the units, the accounts and the policies of the head. */
function found(base: Organization, head: Organization, options?: AlignOptions): Record<string, string> {
  const { targets, policies } = align(base, head, options).head;
  return Object.fromEntries([...targets.values(), ...policies.values()].filter(({ name }) => name !== 'Root').map(({ id, name }) => [name, id]));
}

const liveUnits = (...organizationalUnits: OrganizationalUnit[]) => live.organization({ root: { organizationalUnits } });
const units = (...organizationalUnits: OrganizationalUnit[]) => organization({ root: { organizationalUnits } });

describe('a unit that was renamed in a live organization', () => {
  const former = (more: Partial<OrganizationalUnit>) => live.unit('By hand', 1, { tags: owned, ...more });
  const here = (more: Partial<OrganizationalUnit> = {}) => unit('Prod', more);
  const ID = former({}).id;

  test.each<[string, Partial<OrganizationalUnit>, Partial<OrganizationalUnit>, boolean]>([
    ['is the one of its stack with the same accounts, in any order', { accounts: [shop, bank] }, { accounts: [account('bank'), account('shop')] }, true],
    ['is another one with other accounts', { accounts: [shop] }, { accounts: [account('shop'), account('bank')] }, false],
    ['is another one without accounts', {}, {}, false],
    ['is the one of its stack if that adopted it', { accounts: [shop], tags: ADOPTED }, { accounts: [account('shop')] }, true],
    ['is another one if it has another owner', { accounts: [shop], tags: OTHER }, { accounts: [account('shop')] }, false],
    ['is another one if it has no owner', { accounts: [shop], tags: {} }, { accounts: [account('shop')] }, false],
  ])('%s', (_, before, after, isSame) => {
    expect(found(liveUnits(former(before)), units(here(after))).Prod === ID).toBe(isSame);
  });

  test('is not found below another parent', () => {
    const base = liveUnits(live.unit('Dev', 2, { organizationalUnits: [former({ accounts: [shop] })] }));
    expect(found(base, units(unit('Dev'), here({ accounts: [account('shop')] }))).Prod).toBe(symbol('Prod'));
    expect(found(base, units(unit('Dev', { organizationalUnits: [here({ accounts: [account('shop')] })] }))).Prod).toBe(ID);
  });

  const guard = policy('guard', '{}');
  const withPolicy = { attachedPolicies: [attached(guard)] };
  const web = { organizationalUnits: [live.unit('Web', 9)] };

  test.each<[string, OrganizationalUnit[], OrganizationalUnit[], (string | undefined)[]]>([
    ['the only one of its stack', [former({})], [here()], [ID]],
    ['the only one of its stack, although another stack has one as well', [former({}), live.unit('Theirs', 2, { tags: OTHER })], [here()], [ID]],
    ['unknown if it is retained', [former({ tags: { ...owned, [RETAINED_TAG_KEY]: 'true' } })], [here()], [undefined]],
    ['the only one of its stack if the code adopts it', [former({})], [here({ code: { ...IN_CODE, adopt: true } })], [ID]],
    ['the only one of its stack if that adopted it', [former({ tags: ADOPTED })], [here()], [ID]],
    ['unknown if there are two without contents', [former({}), live.unit('By hand 2', 2, { tags: owned })], [here()], [undefined]],
    ['unknown if the code has two', [former({})], [here(), unit('Dev')], [undefined, undefined]],
    ['the one with the same policies', [former({}), live.unit('By hand 2', 2, { tags: owned, ...withPolicy })], [here(withPolicy), unit('Dev')], ['ou-root-aaaaaaa2', ID]],
    ['the one with the same units', [former({}), live.unit('By hand 2', 2, { tags: owned, ...web })], [here({ organizationalUnits: [unit('Web')] }), unit('Dev')], ['ou-root-aaaaaaa2', ID]],
    ['the one below the unit that was renamed as well', [former({ organizationalUnits: [live.unit('By hand 2', 2, { tags: owned })] })],
      [here({ organizationalUnits: [unit('Dev')] })], [ID, 'ou-root-aaaaaaa2']],
  ])('is, after the deployment of the code, %s', (_, before, after, ids) => {
    const result = found(liveUnits(...before), units(...after), DEPLOYED);
    expect([result.Prod, result.Dev].slice(0, ids.length)).toEqual(ids.map((id, index) => id ?? symbol(['Prod', 'Dev'][index])));
  });

  test('is found by its place first, although another one has its contents', () => {
    const base = liveUnits(former({ accounts: [shop] }), live.unit('Prod', 2, { tags: owned }));
    expect(found(base, units(here({ accounts: [account('shop')] })), DEPLOYED).Prod).toBe('ou-root-aaaaaaa2');
  });
});

describe('a unit of another construct below another parent', () => {
  const moved = (inside: Partial<OrganizationalUnit>, insideAfter: Partial<OrganizationalUnit>, name = 'Prod') => diff(
    units(unit('Dev', { organizationalUnits: [unit('Prod', inside)] }), unit('New')),
    units(unit('Dev'), unit('New', { organizationalUnits: [unit(name, { id: symbol('Prod2'), ...insideAfter })] })),
  ).map((change) => [change.kind, 'accounts' in change ? change.accounts : undefined]);

  test('is the same with the same name and the same accounts, at any depth', () => {
    const web = (id: string) => ({ organizationalUnits: [unit('Web', { id: symbol(id), accounts: [account('shop'), account('bank')] })] });
    expect(moved({ accounts: [account('shop')] }, { accounts: [account('shop')] })).toEqual([['organizationalUnitMoved', 1]]);
    expect(moved(web('Web'), web('Web2'))).toEqual([['organizationalUnitMoved', 2]]);
  });

  test('is another one without accounts, with other accounts, or with another name', () => {
    const kinds = [['organizationalUnitAdded', undefined], ['organizationalUnitRemoved', undefined]];
    expect(moved({}, {})).toEqual(kinds);
    expect(moved({ accounts: [account('shop')] }, { accounts: [account('shop')] }, 'Other')).toEqual([...kinds, ['accountMoved', undefined]]);
  });
});

describe('an account', () => {
  const ID = shop.id;
  const invited = (party: InCode['invited'], name: string, more: Partial<Account> = {}) => (
    account(name, { id: symbol('Invited'), email: '', state: INVITED_STATE, code: { ...IN_CODE, invited: party }, ...more }));
  const accounts = (of: (more: Written) => Organization, ...list: Account[]) => of({ root: { accounts: list } });

  test.each<[string, Account, Account, boolean]>([
    ['is found by the ID that invites it', shop, invited({ accountId: ID }, ID), true],
    ['is found by the address that invites it, in any case', { ...shop, email: 'SHOP@example.com' }, invited({ email: 'shop@example.com' }, 'shop@example.com', { email: 'shop@Example.com' }), true],
    ['is found by its ID as the name of an invited one', shop, account(ID, { id: symbol('Invited'), email: '', state: INVITED_STATE }), true],
    ['is not found by its ID as the name of a member', shop, account(ID, { id: symbol('Shop2'), email: '' }), false],
    ['is found by its address', { ...shop, email: 'SHOP@example.com' }, account('store', { email: 'shop@EXAMPLE.com' }), true],
    ['is not found by an address that both do not know', { ...shop, email: '' }, account('shop', { email: '' }), false],
  ])('%s', (_, before, after, isSame) => {
    const { head } = align(accounts(live.organization, before), accounts(organization, after));
    expect([...head.targets.values()].filter(({ kind }) => kind === 'account').map(({ id }) => id === ID)).toEqual([isSame]);
  });

  test('that is new does not get the symbol of one that the former code had under it', () => {
    const [base, head] = [accounts(organization, account('one', { id: symbol('A') })), accounts(organization, account('one', { id: symbol('B') }), account('two', { id: symbol('A') }))];
    expect(found(base, head)).toEqual({ one: symbol('A'), two: "${S.A'}" });
  });

  test('that is to be apart is not found, although another one looks alike', () => {
    const [base, head] = [accounts(live.organization, shop), accounts(organization, account('shop'))];
    expect(found(base, head)).toEqual({ shop: ID });
    expect(found(base, head, { apart: new Set([ID]) })).toEqual({ shop: symbol('shop') });
  });
});

describe('a policy', () => {
  const document = (action: string) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: action, Resource: '*' }] });
  const policies = (of: (more: Written) => Organization, root: Written['root'], ...list: Policy[]) => of({ root, policies: list });
  const guard = policy('guard', document('s3:*'));
  const former = live.policy('by-hand', document('s3:*'), owned);

  test.each<[string, Policy, Policy, boolean]>([
    ['that its stack created is found by its document in another form', { ...former, content: JSON.stringify(document('s3:*'), undefined, 2) }, guard, true],
    ['with another document is another one', { ...former, content: JSON.stringify(document('ec2:*')) }, guard, false],
    ['of another type is another one', { ...former, type: 'RESOURCE_CONTROL_POLICY' }, guard, false],
    ['of another stack is another one', { ...former, tags: OTHER }, guard, false],
    ['without an owner is another one', { ...former, tags: {} }, guard, false],
    ['without an owner is found by its name', { ...former, name: 'guard', tags: {} }, guard, true],
  ])('%s', (_, before, after, isSame) => {
    expect(found(policies(live.organization, {}, before), policies(organization, {}, after)).guard === former.id).toBe(isSame);
  });

  test('is found by its targets after the deployment of the code, if no other one has the same', () => {
    const changed = { ...former, content: JSON.stringify(document('ec2:*')) };
    const second = live.policy('by-hand2', document('iam:*'), owned);
    const places = (of: Account, onShop: Policy, onRoot: readonly Policy[]): Written['root'] => (
      { attachedPolicies: onRoot.map(attached), accounts: [{ ...of, attachedPolicies: [attached(onShop)] }] });
    const base = (...onRoot: Policy[]) => policies(live.organization, places(shop, changed, onRoot), changed, second);
    const head = (...onRoot: Policy[]) => policies(organization, places(account('shop'), guard, onRoot), guard);
    expect(found(base(changed), head(guard), DEPLOYED).guard).toBe(changed.id);
    expect(found(base(changed), head(guard)).guard).toBe(guard.id);
    expect(found(base(), head(guard), DEPLOYED).guard).toBe(guard.id);
    const both = policies(live.organization, { attachedPolicies: [attached(changed), attached(second)] }, changed, second);
    expect(found(both, policies(organization, { attachedPolicies: [attached(guard)] }, guard), DEPLOYED).guard).toBe(guard.id);
    const theirs = policies(live.organization, { attachedPolicies: [attached(changed)] }, { ...changed, tags: OTHER });
    expect(found(theirs, policies(organization, { attachedPolicies: [attached(guard)] }, guard), DEPLOYED).guard).toBe(guard.id);
  });

  test('that is attached nowhere is not found by that', () => {
    const changed = { ...former, content: JSON.stringify(document('ec2:*')) };
    expect(found(policies(live.organization, {}, changed), policies(organization, {}, guard), DEPLOYED).guard).toBe(guard.id);
  });
});
