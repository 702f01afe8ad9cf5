import { PRIMARY, SECURITY } from './settings-app';
import type { Setting } from '../../../src/contract';
import {
  changedMembers, contactText, contactWords, sameSetting, settingDifferences, settingKeys, settingsByAccount, settingsField, settingsInCode,
  shownContact,
} from '../../../src/model/account-settings';
import type { DesiredResource } from '../../../src/model/desired-resources';
import { live } from '../organizations';

const ONE = '111122223301';
const TWO = '111122223302';

describe('the settings of an organization', () => {
  test('are one entry for each account, sorted, with contacts before Regions and the members of a contact in order', () => {
    const { accountSettings } = settingsField([
      { accountId: TWO, settings: { SECURITY } },
      { accountId: '111122223303', settings: {} },
      { accountId: ONE, settings: { 'REGION:eu-south-2': 'ENABLED', 'SECURITY': null, 'REGION:af-south-1': 'DISABLED', 'PRIMARY': PRIMARY }, owner: 'S' },
      { accountId: TWO, settings: { BILLING: null, SECURITY: { Title: 'b', Name: 'a' } }, retained: true },
    ]);
    expect(JSON.stringify(accountSettings)).toBe(JSON.stringify([
      {
        accountId: ONE,
        settings: {
          'SECURITY': null,
          'PRIMARY': Object.fromEntries(Object.entries(PRIMARY).sort(([a], [b]) => (a < b ? -1 : 1))),
          'REGION:af-south-1': 'DISABLED',
          'REGION:eu-south-2': 'ENABLED',
        },
        owner: 'S',
      },
      { accountId: TWO, settings: { BILLING: null, SECURITY: { Name: 'a', Title: 'b' } }, retained: true },
    ]));
  });

  test('are absent if there are none', () => {
    expect(settingsField([])).toEqual({});
    expect(settingsField([{ accountId: ONE, settings: {} }])).toEqual({});
    expect(settingsByAccount({})).toEqual(new Map());
  });

  test('in code have the owner of the construct, and whether they stay when they are removed', () => {
    const resource = (accountId: string, more: object = {}) => ({
      owner: 'S', properties: { AccountId: accountId, AlternateContacts: { SECURITY } }, ...more,
    }) as unknown as DesiredResource;
    const { accountSettings } = settingsInCode([resource(TWO), resource(ONE, { deletionPolicy: 'Retain', owner: 'T' })]);
    expect(accountSettings).toStrictEqual([
      { accountId: ONE, settings: { SECURITY }, owner: 'T', retained: true }, { accountId: TWO, settings: { SECURITY }, owner: 'S' },
    ]);
  });
});

test('keys come in the order alternate contacts, primary contact, Regions, each once', () => {
  expect(settingKeys(
    { 'REGION:me-south-1': 'ENABLED', 'PRIMARY': {}, 'SECURITY': null }, { 'BILLING': null, 'REGION:af-south-1': 'ENABLED', 'SECURITY': {} }, { OPERATIONS: null },
  )).toEqual(['BILLING', 'OPERATIONS', 'SECURITY', 'PRIMARY', 'REGION:af-south-1', 'REGION:me-south-1']);
  expect(settingKeys()).toEqual([]);
});

test.each<[Setting | undefined, Setting | undefined, boolean, string[]]>([
  ['ENABLED', 'ENABLED', true, []],
  ['ENABLED', 'DISABLED', false, []],
  [null, null, true, []],
  [null, undefined, false, []],
  [null, { Name: 'a' }, false, ['Name']],
  [{ Name: 'a' }, null, false, ['Name']],
  [{ Name: 'a', Title: 'b' }, { Title: 'b', Name: 'a' }, true, []],
  [{ Title: 'b', Name: 'a', Same: 'x' }, { Phone: 'c', Name: 'x', Same: 'x' }, false, ['Name', 'Phone', 'Title']],
])('%j and %j are the same: %s, and differ in %j', (one, other, isSame, members) => {
  expect(sameSetting(one, other)).toBe(isSame);
  expect(changedMembers(one, other)).toEqual(members);
});

test.each<[Record<string, string>, object, string]>([
  [SECURITY, { name: 'Security team', title: 'On call', emailAddress: 'security@example.com' }, 'Security team (On call, security@example.com)'],
  [{ Name: 'a', EmailAddress: 'a@example.com' }, { name: 'a', title: undefined, emailAddress: 'a@example.com' }, 'a (a@example.com)'],
  [PRIMARY, { name: 'Ann Example' }, 'Ann Example'],
  [{ ...PRIMARY, CompanyName: 'Example Ltd' }, { name: 'Ann Example', companyName: 'Example Ltd' }, 'Ann Example (Example Ltd)'],
  [{ City: 'Berlin' }, { name: '' }, ''],
])('of the contact %j, %j is shown as %s', (contact, shown, text) => {
  expect(shownContact(contact)).toStrictEqual(shown);
  expect(contactText(shownContact(contact))).toBe(text);
});

test('contacts are named by their type', () => {
  expect([contactWords('BILLING'), contactWords('PRIMARY')]).toEqual(['billing contact', 'primary contact']);
});

describe('a difference between the code and the service', () => {
  const value = (...accountSettings: { accountId: string; settings: Record<string, Setting> }[]) => (
    live.organization({ more: { accountSettings } }));
  const paths = new Map([[ONE, 'Root/shop']]);

  test('has a sentence, and a key that contains both values', () => {
    const [desired, there] = [{ ...SECURITY, PhoneNumber: '1' }, { ...SECURITY, Extra: 'x' }];
    const code = value(
      { accountId: ONE, settings: { 'SECURITY': desired, 'BILLING': SECURITY, 'REGION:eu-south-2': 'ENABLED', 'OPERATIONS': SECURITY } },
      { accountId: TWO, settings: { PRIMARY } }, { accountId: '111122223303', settings: { PRIMARY } },
    );
    const found = value(
      { accountId: TWO, settings: { PRIMARY: null } },
      { accountId: ONE, settings: { 'SECURITY': there, 'BILLING': SECURITY, 'REGION:eu-south-2': 'DISABLED' } },
    );
    expect(settingDifferences(code, found, paths)).toEqual([
      { key: [ONE, 'SECURITY', JSON.stringify(desired), JSON.stringify(there)], sentence: 'The security contact of Root/shop has other values of Extra, PhoneNumber' },
      { key: [ONE, 'REGION:eu-south-2', '"ENABLED"', '"DISABLED"'], sentence: 'Region eu-south-2 of Root/shop is DISABLED, not ENABLED' },
      { key: [TWO, 'PRIMARY', JSON.stringify(PRIMARY), 'null'], sentence: `The primary contact of ${TWO} is (none), not Ann Example` },
    ]);
  });

  test('does not exist where the code names nothing', () => {
    expect(settingDifferences(live.organization(), value({ accountId: ONE, settings: { SECURITY } }), paths)).toEqual([]);
  });
});
