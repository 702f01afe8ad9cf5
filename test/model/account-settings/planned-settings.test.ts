import { MANAGEMENT, PRIMARY, SECURITY, SHOP } from './settings-app';
import { type AccountSettingsEntry, type InCode, type Organization, overlay, withFormerSettings } from '../../../src/model';
import { account, inCode, live, organization, symbol } from '../organizations';

type Settings = AccountSettingsEntry['settings'];
const CHANGED = { ...SECURITY, Name: 'Other team' };
const BANK = '111122223302';
const MANAGER = '${S.Organization.ManagementAccountId}';

interface Version {
  readonly shop?: Settings;
  readonly management?: Settings;
  readonly more?: Partial<AccountSettingsEntry>;
  readonly withoutShop?: boolean;
  readonly removal?: InCode['removal'];
}

function code({ shop, management, more = { owner: 'S' }, withoutShop = false, removal }: Version = {}): Organization {
  const entry = (accountId: string, settings: Settings | undefined) => (settings === undefined ? [] : [{ accountId, settings, ...more }]);
  return organization({
    root: { accounts: withoutShop ? [] : [account('shop', { code: inCode(symbol('shop'), removal === undefined ? {} : { removal }) })] },
    more: { accountSettings: [...entry(MANAGER, management), ...entry(symbol('shop'), shop)] },
  });
}

function found(accountSettings: readonly AccountSettingsEntry[], more: Partial<Organization> = {}): Organization {
  return live.organization({
    root: {
      accounts: [
        live.account('Manager', 9, { id: MANAGEMENT }), live.account('bank', 2), live.account('shop', 1, { tags: { 'cdk-aws-organizations:owner': 'S' } }),
      ],
    },
    more: { accountSettings, ...more },
  });
}

const ofShop = (settings: Settings): AccountSettingsEntry[] => [{ accountId: SHOP, settings }];
const shopAfter = (present: Settings, version: Version, former?: Version) => (
  overlay(found(ofShop(present)), code(version), former === undefined ? {} : { former: code(former) }).accountSettings)
  ?.map(({ accountId, settings }) => [accountId, settings]);

test.each<[string, Settings, Version, Version | undefined, Settings]>([
  ['a contact that is removed from the app is deleted', { SECURITY }, {}, { shop: { SECURITY } }, { SECURITY: null }],
  ['a contact that is removed from the app stays if somebody has changed it', { SECURITY: CHANGED }, {}, { shop: { SECURITY } }, { SECURITY: CHANGED }],
  ['a contact stays if only the present code is known', { SECURITY }, {}, undefined, { SECURITY }],
  ['a primary contact and a Region stay', { 'PRIMARY': PRIMARY, 'REGION:eu-south-2': 'ENABLED' }, {},
    { shop: { 'PRIMARY': PRIMARY, 'REGION:eu-south-2': 'ENABLED' } }, { 'PRIMARY': PRIMARY, 'REGION:eu-south-2': 'ENABLED' }],
  ['a contact in the code takes its value, and those of others stay', { SECURITY, BILLING: SECURITY }, { shop: { SECURITY: CHANGED } }, { shop: { SECURITY } },
    { SECURITY: CHANGED, BILLING: SECURITY }],
  ['a contact is deleted while another one stays in the code', { SECURITY, BILLING: SECURITY }, { shop: { BILLING: SECURITY } }, { shop: { SECURITY, BILLING: SECURITY } },
    { SECURITY: null, BILLING: SECURITY }],
  ['retained settings stay', { SECURITY }, {}, { shop: { SECURITY }, more: { owner: 'S', retained: true } }, { SECURITY }],
  ['retained settings are no reason to keep a contact if the app still has settings of the account', { SECURITY, BILLING: SECURITY }, { shop: { BILLING: SECURITY } },
    { shop: { SECURITY }, more: { owner: 'S', retained: true } }, { SECURITY: null, BILLING: SECURITY }],
  ['settings of a stack that is no longer in the code stay', { SECURITY }, {}, { shop: { SECURITY }, more: { owner: 'Old' } }, { SECURITY }],
  ['settings of an unknown stack are deleted', { SECURITY }, {}, { shop: { SECURITY }, more: {} }, { SECURITY: null }],
  ['settings stay if the account is removed together with them', { SECURITY }, { withoutShop: true }, { shop: { SECURITY } }, { SECURITY }],
])('%s', (_, present, version, former, after) => {
  expect(shopAfter(present, version, former)).toEqual([[SHOP, after]]);
});

test('a contact of an account outside the tree of the code is deleted as well', () => {
  const present = found([{ accountId: MANAGEMENT, settings: { SECURITY } }]);
  const former = code({ management: { SECURITY } });
  expect(overlay(present, code(), { former }).accountSettings).toEqual([{ accountId: MANAGEMENT, settings: { SECURITY: null } }]);
});

test('settings that the service does not tell are no reason for a deletion', () => {
  const ofBank = [{ accountId: BANK, settings: { BILLING: SECURITY } }];
  expect(overlay(found(ofBank), code(), { former: code({ shop: { SECURITY } }) }).accountSettings).toEqual(ofBank);
});

test('an account that is closed takes its settings along, and others keep theirs', () => {
  const ofBank = { accountId: BANK, settings: { BILLING: SECURITY } };
  const former = code({ shop: { SECURITY }, removal: { Action: 'CloseAccount' } });
  expect(overlay(found([...ofShop({ SECURITY }), ofBank]), code({ withoutShop: true }), { former }).accountSettings).toEqual([ofBank]);
  expect(overlay(found(ofShop({ SECURITY })), code({ withoutShop: true }), { former })).not.toHaveProperty('accountSettings');
});

describe('settings that a snapshot does not have', () => {
  const former = code({ shop: { SECURITY, BILLING: SECURITY }, management: { SECURITY }, more: { owner: 'S', retained: true } });

  test('are those of the former code, without its notes; known ones stay', () => {
    const present = found(ofShop({ SECURITY: CHANGED }));
    expect(withFormerSettings(present, former)).toStrictEqual({
      ...present,
      accountSettings: [
        { accountId: SHOP, settings: { BILLING: SECURITY, SECURITY: CHANGED } }, { accountId: MANAGEMENT, settings: { SECURITY } },
      ],
    });
    expect(withFormerSettings(found([], { accountSettings: undefined }), former).accountSettings).toHaveLength(2);
  });

  test('are none of accounts that are no members', () => {
    const { root, ...rest } = found([]);
    const before = { ...rest, root: { ...root, accounts: root.accounts.slice(0, 1) } };
    expect(withFormerSettings(before, former).accountSettings?.map(({ accountId }) => accountId)).toEqual([MANAGEMENT]);
  });

  test('stay unknown without former code, or if that names none', () => {
    const present = found(ofShop({ SECURITY }));
    expect(withFormerSettings(present, undefined)).toBe(present);
    expect(withFormerSettings(present, organization())).toBe(present);
  });
});
