import { MANAGEMENT, PRIMARY, SECURITY, settingsCode, settingsLive, SHOP } from './settings-app';
import { type Change, diff, differences, reviewOf, reviewOfDeployment, reviewOfDrift } from '../../../src/model';
import { changeText } from '../../../src/report';

const OTHER = { ...SECURITY, Name: 'Other team' };
const PHONE = { ...SECURITY, PhoneNumber: '+49 30 7654321' };
const ofShop = (settings: Record<string, object | string | null>) => settingsLive([{ accountId: SHOP, settings: settings as never }]);
const headlines = (changes: readonly Change[], drift = false) => changes.map((change) => changeText(change, drift).headline);
const contacts = (security: object) => ({ shop: { AlternateContacts: { SECURITY: security } } });
const worst = ({ risks }: ReturnType<typeof reviewOf>) => risks.map(({ level }) => level);

test('a review of two versions of the code shows contacts and Regions that are set, changed, deleted and released', () => {
  const base = settingsCode({ shop: { AlternateContacts: { SECURITY, BILLING: SECURITY }, PrimaryContact: PRIMARY, EnabledRegions: ['eu-south-2', 'af-south-1'] } });
  const head = settingsCode({ shop: { AlternateContacts: { SECURITY: OTHER, OPERATIONS: SECURITY }, DisabledRegions: ['eu-south-2'] } });
  expect(headlines(diff(base, head))).toEqual([
    'The billing contact of account shop, which was Security team (On call, security@example.com), is deleted if its stack set it and nobody has changed it since',
    'The operations contact of account shop is set to Security team (On call, security@example.com)',
    'The security contact of account shop changes from Security team (On call, security@example.com) to Other team (On call, security@example.com)',
    'The primary contact of account shop is removed from the app and stays',
    'Region af-south-1 of account shop is removed from the app and stays as it is',
    'Region eu-south-2 is disabled in account shop',
  ]);
  expect(diff(base, base)).toEqual([]);
});

test('a change contains neither phone numbers nor postal addresses', () => {
  const base = settingsCode({ shop: { AlternateContacts: { SECURITY }, PrimaryContact: PRIMARY } });
  const head = settingsCode({ shop: { AlternateContacts: { SECURITY: PHONE }, PrimaryContact: { ...PRIMARY, AddressLine1: 'Nebenstrasse 2' } } });
  const changes = diff(base, head);
  expect(headlines(changes)).toEqual([
    'The security contact of account shop changes (values not shown: PhoneNumber)', 'The primary contact of account shop changes (values not shown: AddressLine1)',
  ]);
  expect(JSON.stringify(changes)).not.toMatch(/7654321|1234567|strasse/);
});

test('settings that are removed from the app stay if they are retained, or if the account is removed with them', () => {
  const base = settingsCode({ ...contacts(SECURITY), deletionPolicy: 'Retain' });
  expect(headlines(diff(base, settingsCode()))).toEqual([
    'The security contact of account shop, which was Security team (On call, security@example.com), is removed from the app and stays',
  ]);
  expect(diff(settingsCode(contacts(SECURITY)), settingsCode({ withoutShop: true })).map(({ kind }) => kind)).toEqual(['accountRemoved']);
});

test('the management account is named although code does not know its ID', () => {
  expect(headlines(diff(settingsCode(), settingsCode({ management: { AlternateContacts: { SECURITY } } })))).toEqual([
    'The security contact of account (management account) is set to Security team (On call, security@example.com)',
  ]);
});

test('disabling a Region destroys, except in a new account; enabling one loosens and names the policies that deny it', () => {
  const [none, disabled, enabled] = [settingsCode(), settingsCode({ shop: { DisabledRegions: ['eu-south-2'] } }), settingsCode({ shop: { EnabledRegions: ['eu-south-2'] } })];
  expect(reviewOf(enabled, disabled).risks).toEqual([
    { change: 0, level: 'destroys', reason: 'Resources in the Region stay and cost as before, and nobody reaches them until the Region is enabled again.' },
  ]);
  expect(reviewOf(none, disabled).risks[0]).toMatchObject({ level: 'destroys', reason: expect.stringMatching(/^If the Region is enabled now: /) });
  expect(worst(reviewOf(settingsCode({ withoutShop: true }), disabled))).toEqual(['loosens', 'neutral']);
  expect(reviewOf(disabled, enabled).risks).toEqual([
    { change: 0, level: 'loosens', reason: 'Resources can be created in eu-south-2. No service control policy denies actions there by the Region.' },
  ]);
});

test.each([
  ['StringNotEquals', ['eu-west-1'], true], ['StringNotEquals', ['eu-south-2'], false], ['StringNotLike', 'eu-*', false], ['StringNotLike', ['us-*'], true],
  ['StringEquals', 'eu-south-2', true], ['StringEqualsIfExists', ['us-east-1'], false], ['ForAnyValue:StringNotEqualsIfExists', ['us-east-1'], true],
])('a policy that denies by %s %j is named: %s', (operator, values, isNamed) => {
  const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: '*', Resource: '*', Condition: { [operator]: { 'aws:RequestedRegion': values } } }] };
  const review = reviewOf(settingsCode({ policy }), settingsCode({ policy, shop: { EnabledRegions: ['eu-south-2'] }, management: { EnabledRegions: ['eu-south-2'] } }));
  const reasons = review.risks.map(({ reason }) => reason);
  expect(reasons.some((reason) => reason.includes('These service control policies deny actions there: regions.'))).toBe(isNamed);
  expect(reasons).toContainEqual(expect.stringContaining('do not reach the management account'));
});

test('the removal of a security contact loosens, that of another one does not', () => {
  expect(worst(reviewOf(settingsCode(contacts(SECURITY)), settingsCode()))).toEqual(['loosens']);
  expect(worst(reviewOf(settingsCode({ shop: { AlternateContacts: { BILLING: SECURITY } } }), settingsCode()))).toEqual(['neutral']);
});

test('a deployment deletes a contact only if it has the value of the former code', () => {
  const [former, code] = [settingsCode(contacts(SECURITY)), settingsCode()];
  expect(headlines(reviewOfDeployment(ofShop({ SECURITY }), code, former).changes)).toHaveLength(1);
  expect(reviewOfDeployment(ofShop({ SECURITY: OTHER }), code, former).changes).toEqual([]);
  expect(reviewOfDeployment(ofShop({ SECURITY: null }), code, former).changes).toEqual([]);
  // A snapshot without contacts: the former code determines them.
  expect(headlines(reviewOfDeployment(settingsLive(), code, former).changes)).toHaveLength(1);
});

test('a deployment changes only the settings that differ from the code', () => {
  const code = settingsCode(contacts(SECURITY));
  expect(reviewOfDeployment(ofShop({ SECURITY, BILLING: OTHER }), code).changes).toEqual([]);
  expect(headlines(reviewOfDeployment(ofShop({ SECURITY: OTHER }), code).changes)).toEqual([
    'The security contact of account shop changes from Other team (On call, security@example.com) to Security team (On call, security@example.com)',
  ]);
});

test('drift contains manual changes, and no settings that are unknown or not in the code', () => {
  const code = settingsCode({ shop: { AlternateContacts: { SECURITY, BILLING: SECURITY }, PrimaryContact: PRIMARY, EnabledRegions: ['eu-south-2'] }, management: { AlternateContacts: { SECURITY } } });
  const live = settingsLive([
    { accountId: SHOP, settings: { 'SECURITY': null, 'OPERATIONS': OTHER, 'PRIMARY': { ...PRIMARY, FullName: 'Bob' }, 'REGION:eu-south-2': 'DISABLED' } },
    { accountId: MANAGEMENT, settings: { SECURITY: OTHER } },
  ]);
  const review = reviewOfDrift(code, live);
  expect(headlines(review.changes, true)).toEqual([
    'The security contact of account Manager was changed by hand from Security team (On call, security@example.com) to Other team (On call, security@example.com)',
    'The security contact of account shop, which was Security team (On call, security@example.com), was deleted by hand',
    'The primary contact of account shop was changed by hand from Ann Example to Bob',
    'Region eu-south-2 was disabled by hand in account shop',
  ]);
  expect(worst(review)).toEqual(['neutral', 'loosens', 'neutral', 'destroys']);
});

test('differences name contacts and Regions that differ from the code, and no phone number', () => {
  const code = { ...settingsCode(), accountSettings: [{ accountId: SHOP, settings: { 'SECURITY': SECURITY, 'BILLING': SECURITY, 'PRIMARY': PRIMARY, 'REGION:eu-south-2': 'ENABLED' } }] };
  const told = differences(code, ofShop({ 'SECURITY': PHONE, 'BILLING': null, 'REGION:eu-south-2': 'DISABLED' })).filter((each) => /contact|Region/.test(each));
  expect(told).toEqual([
    'The security contact of Root/shop has other values of PhoneNumber',
    'The billing contact of Root/shop is (none), not Security team (On call, security@example.com)',
    'Region eu-south-2 of Root/shop is DISABLED, not ENABLED',
  ]);
});
