import { type Change, diff, type Organization, type SettingsByKey } from '../../../src/model';
import { account, live, organization, symbol } from '../organizations';

const contact = (name: string, phone = '1') => ({ Name: name, Title: 'On call', EmailAddress: `${name}@example.com`, PhoneNumber: phone });
const shown = (name: string) => ({ name, title: 'On call', emailAddress: `${name}@example.com` });
const primary = (name: string, company?: string) => ({ FullName: name, City: 'Berlin', ...(company === undefined ? {} : { CompanyName: company }) });

const SHOP = { kind: 'account', id: symbol('shop'), path: 'Root/shop', email: 'shop@example.com' };
const CODE = { owners: ['S'], guardedActions: [], withoutFullAwsAccess: [] };

interface More {
  readonly owner?: string;
  readonly retained?: true;
  readonly organization?: Partial<Organization>;
}

/** An organization with the account shop and its settings. */
function withSettings(settings: SettingsByKey, { organization: more, ...entry }: More = {}): Organization {
  return organization({ root: { accounts: [account('shop')] }, more: { accountSettings: [{ accountId: symbol('shop'), settings, ...entry }], ...more } });
}

test.each<[string, SettingsByKey, SettingsByKey, object[]]>([
  ['a contact that was not known is set', {}, { BILLING: contact('ann') }, [{ kind: 'alternateContactSet', contactType: 'BILLING', after: shown('ann') }]],
  ['a contact that did not exist is set', { BILLING: null }, { BILLING: contact('ann') }, [{ kind: 'alternateContactSet', contactType: 'BILLING', after: shown('ann') }]],
  ['a contact changes, with the names of all members that differ', { BILLING: contact('ann') }, { BILLING: contact('bob', '2') },
    [{ kind: 'alternateContactChanged', contactType: 'BILLING', before: shown('ann'), after: shown('bob'), members: ['EmailAddress', 'Name', 'PhoneNumber'] }]],
  ['a contact is removed on purpose', { BILLING: contact('ann') }, { BILLING: null },
    [{ kind: 'alternateContactRemoved', contactType: 'BILLING', before: shown('ann'), outcome: 'deleted' }]],
  ['a contact is removed on purpose, and it is not known whether there is one', {}, { BILLING: null }, []],
  ['a contact is removed from the app', { BILLING: contact('ann') }, {},
    [{ kind: 'alternateContactRemoved', contactType: 'BILLING', before: shown('ann'), outcome: 'deleted' }]],
  ['a contact that did not exist is removed from the app', { BILLING: null }, {}, []],
  ['a contact stays the same', { BILLING: contact('ann') }, { BILLING: contact('ann') }, []],
  ['the primary contact was not known', {}, { PRIMARY: primary('ann') }, [{ kind: 'primaryContactChanged', after: { name: 'ann' } }]],
  ['the primary contact changes', { PRIMARY: primary('ann', 'Ann Ltd') }, { PRIMARY: primary('bob', 'Ann Ltd') },
    [{ kind: 'primaryContactChanged', before: { name: 'ann', companyName: 'Ann Ltd' }, after: { name: 'bob', companyName: 'Ann Ltd' }, members: ['FullName'] }]],
  ['the primary contact is removed from the app', { PRIMARY: primary('ann') }, {}, [{ kind: 'accountSettingReleased' }]],
  ['a Region is enabled', { 'REGION:eu-south-2': 'DISABLED' }, { 'REGION:eu-south-2': 'ENABLED' }, [{ kind: 'regionEnabled', region: 'eu-south-2' }]],
  ['a Region is enabled that was not known', {}, { 'REGION:eu-south-2': 'ENABLED' }, [{ kind: 'regionEnabled', region: 'eu-south-2', isNow: 'unknown' }]],
  ['a Region is disabled', { 'REGION:eu-south-2': 'ENABLED' }, { 'REGION:eu-south-2': 'DISABLED' }, [{ kind: 'regionDisabled', region: 'eu-south-2' }]],
  ['a Region is disabled that was not known', {}, { 'REGION:eu-south-2': 'DISABLED' }, [{ kind: 'regionDisabled', region: 'eu-south-2', isNow: 'unknown' }]],
  ['a Region is removed from the app', { 'REGION:eu-south-2': 'ENABLED' }, {}, [{ kind: 'accountSettingReleased', region: 'eu-south-2' }]],
])('%s', (_, before, after, expected) => {
  expect(diff(withSettings(before), withSettings(after))).toStrictEqual(expected.map((each) => ({ account: SHOP, ...each })));
});

describe('a contact that is removed from the app', () => {
  const outcomeOf = (more: More, head = organization({ root: { accounts: [account('shop')] } })) => (
    diff(withSettings({ BILLING: contact('ann') }, more), head).map((change) => ('outcome' in change ? change.outcome : undefined)));
  const withOwners = (...owners: string[]) => organization({ root: { accounts: [account('shop')] }, more: { code: { ...CODE, owners } } });

  test('is deleted by its stack, and stays if it is retained or if its stack is not in the code either', () => {
    expect(outcomeOf({ owner: 'S' })).toStrictEqual(['deleted']);
    expect(outcomeOf({ owner: 'S', retained: true })).toStrictEqual(['stays']);
    expect(outcomeOf({ owner: 'S' }, withOwners('Other'))).toStrictEqual(['stays']);
    expect(outcomeOf({ owner: 'S' }, withOwners('Other', 'S'))).toStrictEqual(['deleted']);
  });
});

describe('of a live organization', () => {
  const shop = live.account('shop', 1);
  const withLive = (settings: SettingsByKey, accounts = [shop]) => (
    live.organization({ root: { accounts }, more: { accountSettings: [{ accountId: shop.id, settings }] } }));

  test('a setting that only one side knows is no change', () => {
    expect(diff(withLive({ 'BILLING': contact('ann'), 'REGION:eu-south-2': 'ENABLED' }), withLive({}))).toStrictEqual([]);
    expect(diff(withLive({ BILLING: contact('ann') }), organization({ root: { accounts: [account('shop')] } }))).toStrictEqual([]);
    expect(diff(withSettings({ BILLING: contact('ann') }), withLive({}))).toStrictEqual([]);
  });

  test('a contact that is observed to be missing is gone', () => {
    expect(diff(withLive({ BILLING: contact('ann') }), withLive({ BILLING: null }))).toMatchObject([{ kind: 'alternateContactRemoved', outcome: 'gone' }]);
  });

  test('the settings of an account that has left are no changes of their own', () => {
    const left = diff(withLive({ BILLING: contact('ann') }), live.organization({ more: { accountSettings: [{ accountId: shop.id, settings: { BILLING: null } }] } }));
    expect(left.map(({ kind }) => kind)).toStrictEqual(['accountRemoved']);
  });
});

describe('the account of a setting', () => {
  const ofAccounts = (...ids: string[]) => ids.map((accountId) => ({ accountId, settings: { BILLING: contact('ann') } }));
  const pathsOf = (changes: readonly Change[]) => changes.flatMap((change) => (change.kind.startsWith('alternateContact') && 'account' in change ? [change.account.path] : []));

  test('is named by its path, and accounts are sorted by it', () => {
    const accounts = [account('zoo', { id: symbol('A') }), account('bank', { id: symbol('B') })];
    const head = organization({ root: { accounts }, more: { accountSettings: ofAccounts('111122223344', symbol('A'), symbol('B')) } });
    expect(pathsOf(diff(organization({ root: { accounts } }), head))).toStrictEqual(['Root/111122223344', 'Root/bank', 'Root/zoo']);
    expect(pathsOf(diff(head, organization({ root: { accounts } })))).toStrictEqual(['Root/111122223344', 'Root/bank', 'Root/zoo']);
  });

  test('outside the tree is the management account, or an imported one', () => {
    const management = '999988887777';
    const code = organization({ more: { managementAccountId: management, accountSettings: ofAccounts(management, '111122223344') } });
    const expected = ['Root/(management account)', 'Root/111122223344'];
    expect(pathsOf(diff(organization({ more: { managementAccountId: '' } }), code))).toStrictEqual(expected);
    expect(diff(organization({ more: { managementAccountId: '' } }), code).slice(0, 1)).toMatchObject([
      { account: { kind: 'account', id: management, path: 'Root/(management account)', email: '' } },
    ]);
    expect(pathsOf(diff(code, organization({ more: { managementAccountId: '' } })))).toStrictEqual(expected);
  });

  test('may be new, or be removed from the app with them', () => {
    const withShop = withSettings({ BILLING: contact('ann') });
    expect(diff(organization(), withShop).slice(1)).toStrictEqual([{ kind: 'alternateContactSet', account: SHOP, contactType: 'BILLING', after: shown('ann') }]);
    expect(diff(withShop, organization()).map(({ kind }) => kind)).toStrictEqual(['accountRemoved']);
  });

  test('that the code only named keeps its settings as a change of their own when it is removed from the app', () => {
    const named = account('111122223344', { id: '111122223344', code: undefined, email: '' });
    const base = organization({ root: { accounts: [named] }, more: { accountSettings: ofAccounts('111122223344') } });
    expect(diff(base, organization()).map(({ kind }) => kind)).toStrictEqual(['accountRemoved', 'alternateContactRemoved']);
    const owned = organization({ root: { accounts: [account('shop')] }, more: { accountSettings: ofAccounts(symbol('shop')) } });
    expect(diff(owned, organization()).map(({ kind }) => kind)).toStrictEqual(['accountRemoved']);
  });
});
