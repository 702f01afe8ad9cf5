import { ACCOUNT_READING_OPERATIONS, organizationFromService, parseSnapshot, SNAPSHOT_FORMAT, withAccountSettings } from '../../../src/model';
import { organizationOfState, stateOfOrganization } from '../../../src/rehearsal';
import { parseSimulatorState, Simulator } from '../../../src/simulator';
import { MANAGEMENT as CALLER, simulatedAccountManagement, simulatedOrganizations } from '../../handler/support/simulated-organizations';
import { live } from '../organizations';
import { PRIMARY, SECURITY, settingsCode, SHOP } from './settings-app';

const OTHER_ACCOUNT = '111122223302';
const CODE = settingsCode({
  shop: { AlternateContacts: { SECURITY, BILLING: SECURITY }, PrimaryContact: PRIMARY, EnabledRegions: ['eu-south-2', 'eu-west-1'], DisabledRegions: ['me-south-1'] },
  management: { AlternateContacts: { OPERATIONS: SECURITY } },
});
const SETTINGS = { 'SECURITY': SECURITY, 'PRIMARY': PRIMARY, 'REGION:eu-south-2': 'ENABLED' };

function simulated({ trusted = true, state = 'ACTIVE', faults = [] as string[] } = {}) {
  const organization = live.organization({
    root: {
      accounts: [live.account('manager', 9, { id: CALLER }), live.account('other', 2, { id: OTHER_ACCOUNT }), live.account('shop', 1, { id: SHOP, state })],
    },
    more: {
      managementAccountId: CALLER,
      trustedServices: trusted ? ['account.amazonaws.com'] : [],
      accountSettings: [{ accountId: SHOP, settings: SETTINGS }, { accountId: OTHER_ACCOUNT, settings: { SECURITY } }],
    },
  });
  const simulator = new Simulator({ state: parseSimulatorState(JSON.parse(JSON.stringify(stateOfOrganization(organization)))), faults });
  const read = async () => withAccountSettings(
    await organizationFromService(simulatedOrganizations(simulator)), { port: simulatedAccountManagement(simulator), codes: [CODE] },
  );
  return { simulator, read };
}

test('a live reading and the reading of a state contain the settings that the code names and no others', async () => {
  const { simulator, read } = simulated();
  const found = await read();
  expect(found.accountSettings).toEqual([
    { accountId: SHOP, settings: { ...SETTINGS, 'BILLING': null, 'REGION:eu-west-1': 'ENABLED', 'REGION:me-south-1': 'DISABLED' } },
    { accountId: CALLER, settings: { OPERATIONS: null } },
  ].sort((a, b) => (a.accountId < b.accountId ? -1 : 1)));
  expect(organizationOfState(simulator.state(), CODE)).toEqual(found);
  expect(organizationOfState(simulator.state())).not.toHaveProperty('accountSettings');
  const asked = simulator.journal.filter(({ operation }) => (ACCOUNT_READING_OPERATIONS as readonly string[]).includes(operation));
  expect(asked.map(({ operation }) => operation).sort()).toEqual([
    'GetAccountInformation', 'GetAlternateContact', 'GetAlternateContact', 'GetAlternateContact', 'GetContactInformation', 'ListRegions',
  ]);
  expect(simulator.journal.filter(({ writing }) => writing)).toEqual([]);
});

test('code without contacts and Regions causes no call of AWS Account Management', async () => {
  const { simulator } = simulated();
  const organization = await organizationFromService(simulatedOrganizations(simulator));
  const calls = simulator.journal.length;
  const port = simulatedAccountManagement(simulator);
  expect(await withAccountSettings(organization, { port, codes: [settingsCode()] })).toBe(organization);
  expect(simulator.journal).toHaveLength(calls);
});

test.each([{ trusted: false }, { state: 'CLOSED' }])('settings of members that cannot be read stay unknown: %j', async (more) => {
  const { accountSettings } = await simulated(more).read();
  expect(accountSettings).toEqual([{ accountId: CALLER, settings: { OPERATIONS: null } }]);
});

test('the error names the refused call', async () => {
  await expect(simulated({ faults: ['GetContactInformation:1:fail=AccessDeniedException'] }).read()).rejects.toMatchObject({ operation: 'GetContactInformation' });
});

test('a caller in another account does not take its own contacts for those of the management account', async () => {
  const { simulator } = simulated();
  const port = simulatedAccountManagement(simulator);
  const organization = await organizationFromService(simulatedOrganizations(simulator));
  const getAccountInformation = async () => ({ id: OTHER_ACCOUNT, name: 'other' });
  const elsewhere = Object.assign(Object.create(port) as typeof port, { getAccountInformation });
  const { accountSettings } = await withAccountSettings(organization, { port: elsewhere, codes: [CODE] });
  expect(accountSettings!.map(({ accountId }) => accountId)).toEqual([SHOP]);
});

test('a snapshot keeps contacts and Regions, and refuses invalid ones', async () => {
  const organization = await simulated().read();
  const snapshot = { format: SNAPSHOT_FORMAT, takenAt: '2026-11-26T12:00:00.000Z', organization };
  expect(parseSnapshot(JSON.parse(JSON.stringify(snapshot))).organization).toEqual(organization);
  const wrong = { ...snapshot, organization: { ...organization, accountSettings: [{ accountId: SHOP, settings: { SECURITY: 7 } }] } };
  expect(() => parseSnapshot(wrong)).toThrow('organization.accountSettings[0].settings["SECURITY"] must be a contact, null, "ENABLED" or "DISABLED". Given: 7.');
});
