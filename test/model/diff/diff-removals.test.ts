import { diff, type InCode, type Organization, type OrganizationInCode } from '../../../src/model';
import { account, IN_CODE, organization, symbol, unit } from '../organizations';

type Actions = OrganizationInCode['guardedActions'];

interface Code {
  readonly shop?: Partial<InCode>;
  readonly old?: Partial<InCode>;
  readonly actions?: Actions;
  readonly more?: Partial<Organization>;
}

function code({ shop = {}, old = {}, actions = [], more = {} }: Code): Organization {
  return organization({
    root: {
      accounts: [account('shop', { code: { ...IN_CODE, ...shop } })], organizationalUnits: [unit('New'), unit('Old', { code: { ...IN_CODE, ...old } }), unit('Other')],
    },
    more: { code: { owners: ['S'], guardedActions: actions, withoutFullAwsAccess: [] }, ...more },
  });
}

const SHOP = { kind: 'account', id: symbol('shop'), path: 'Root/shop', email: 'shop@example.com' };
const unitReference = (name: string) => ({ kind: 'organizationalUnit', id: symbol(name), path: `Root/${name}` });
const CLOSE: Partial<InCode> = { removal: { Action: 'CloseAccount' } };
const MOVE: Partial<InCode> = { removal: { Action: 'MoveAccount', ParentId: symbol('Old') } };

test('actions that the code begins or ceases to permit are changes', () => {
  expect(diff(code({ actions: ['CloseAccount', 'MoveAccount'] as unknown as Actions }), code({ actions: ['MoveAccount', 'RemoveAccountFromOrganization'] as unknown as Actions }))).toStrictEqual([
    { kind: 'removalAllowed', action: 'RemoveAccountFromOrganization' }, { kind: 'removalNoLongerAllowed', action: 'CloseAccount' },
  ]);
});

test.each<[string, Partial<InCode>, Partial<InCode>, string | undefined, string | undefined]>([
  ['to be closed', {}, CLOSE, 'stays', 'closed'],
  ['to be moved instead of removed', { removal: { Action: 'RemoveAccountFromOrganization' } }, MOVE, 'removedFromOrganization', 'moved'],
  ['to be retained', CLOSE, { ...CLOSE, retained: true }, 'closed', 'stays'],
  ['as before', CLOSE, CLOSE, undefined, undefined],
])('an account whose removal setting is %s', (_, former, present, before, after) => {
  expect(diff(code({ shop: former }), code({ shop: present }))).toStrictEqual(before === undefined ? [] : [{ kind: 'accountRemovalChanged', account: SHOP, before, after }]);
});

test.each<[string | undefined, string | undefined, object]>([
  [undefined, 'New', { to: unitReference('New') }], ['New', undefined, { from: unitReference('New') }], ['New', 'Other', { from: unitReference('New'), to: unitReference('Other') }],
])('a unit whose accounts are to go to %s and then to %s', (before, after, expected) => {
  const of = (name: string | undefined) => code({ old: name === undefined ? {} : { moveAccountsTo: symbol(name) } });
  expect(diff(of(before), of(after))).toStrictEqual([{ kind: 'moveAccountsToChanged', unit: unitReference('Old'), ...expected }]);
});

test('no removal is reported for new resources, of resources that the code only named, and of code that does not create the organization', () => {
  const settings = { shop: CLOSE, old: { moveAccountsTo: symbol('New') } };
  const kinds = (base: Organization, head: Organization) => diff(base, head).map(({ kind }) => kind).filter((kind) => /removal|moveAccounts/i.test(kind));
  expect(kinds(organization({ root: { organizationalUnits: [unit('New')] } }), code(settings))).toStrictEqual([]);
  const onlyNamed = organization({ root: { accounts: [account('shop', { code: undefined })], organizationalUnits: [unit('New'), unit('Old', { code: undefined })] } });
  expect(kinds(onlyNamed, code(settings))).toStrictEqual([]);
  expect(kinds(code(settings), onlyNamed)).toStrictEqual([]);
  const imported = { more: { id: '', managementAccountId: '', code: { owners: ['S'], guardedActions: [], withoutFullAwsAccess: [] } } };
  expect(kinds(code(imported), code({ ...settings, actions: ['CloseAccount'] }))).toStrictEqual([]);
  expect(kinds(code({ ...settings, actions: ['CloseAccount'] }), code(imported))).toStrictEqual([]);
});

test('destinations are the same under another symbol', () => {
  const settings = { shop: MOVE, old: { moveAccountsTo: symbol('New') } };
  const renamed = JSON.parse(JSON.stringify(code(settings)).replaceAll('S.New', 'S.New2').replaceAll('S.Old', 'S.Old2')) as Organization;
  expect(diff(code(settings), renamed)).toStrictEqual([]);
});
