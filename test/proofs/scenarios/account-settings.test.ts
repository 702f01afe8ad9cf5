import { Stack } from 'aws-cdk-lib';
import { Account, AccountProps, AccountSettings, Organization, TrustedService } from '../../../src';
import { removeApps } from '../support/app';
import { byHand, takeAddress } from '../support/by-hand';
import { deploy, reasonsOf } from '../support/deploy';
import type { Readings } from '../support/readings';
import { shapeOf } from '../support/shape';

jest.setTimeout(120_000);
afterAll(removeApps);

const SECURITY = { name: 'Security team', title: 'On call', emailAddress: 'security@example.com', phoneNumber: '+49 30 1234567' };
const OTHER = { ...SECURITY, name: 'Other team' };
const PRIMARY = {
  fullName: 'Example GmbH', addressLine1: 'Hauptstrasse 1', city: 'Berlin', stateOrRegion: 'Berlin', postalCode: '10115', countryCode: 'DE', phoneNumber: '+4930123456',
};

/** @param failing whether the creation of another account fails after the settings of the first one */
function app(more: Partial<AccountProps>, failing = false) {
  return (stack: Stack) => {
    const organization = new Organization(stack, 'Organization', { trustedServices: [TrustedService.ACCOUNT_MANAGEMENT] });
    const one = new Account(stack, 'One', { parent: organization.root, accountName: 'one', email: 'one@example.com', ...more });
    const two = new Account(stack, 'Two', { parent: organization.root, accountName: 'two', email: 'two@example.com' });
    new AccountSettings(stack, 'Management', {
      account: Account.fromAccountId(stack, 'ManagementAccount', organization.managementAccountId), alternateContacts: { security: SECURITY },
    });
    if (!failing) return;
    const taken = new Account(stack, 'Taken', { parent: organization.root, accountName: 'taken', email: 'taken@example.com' });
    taken.node.addDependency(one, two);
  };
}

const FULL = { alternateContacts: { security: SECURITY }, primaryContact: PRIMARY, enabledRegions: ['eu-south-2'] };

test.each([
  undefined, { regionThatIsAsAsked: 'ConflictException', tooManyRegionChanges: 'ConflictException' }, { accountManagementRates: 'perTarget' },
] as (Readings | undefined)[])('contacts and Regions are deployed once, including those of the management account (readings: %j)', async (readings) => {
  const first = await deploy(app(FULL), { readings });
  expect(reasonsOf(first)).toEqual([]);
  const names = new Map(first.simulatorState.accounts.map(({ id, name }) => [id, name]));
  const profiles = first.simulatorState.accountProfiles!.map(({ accountId, alternateContacts, contactInformation, regions }) => (
    [names.get(accountId), alternateContacts.SECURITY?.Name, contactInformation?.FullName, Object.keys(regions)]));
  expect(profiles).toContainEqual(['one', 'Security team', 'Example GmbH', ['eu-south-2']]);
  expect(profiles).toContainEqual([expect.not.stringMatching(/^(one|two)$/), 'Security team', undefined, []]);
  const second = await deploy(app(FULL), { state: first.state, readings });
  expect(second).toMatchObject({ succeeded: true, writes: [] });
});

test('a deployment that fails restores the former contacts and Regions', async () => {
  const first = await deploy(app({ alternateContacts: { security: SECURITY } }));
  const state = byHand(first.state, takeAddress);
  const failed = await deploy(
    app({ alternateContacts: { security: OTHER, billing: SECURITY }, primaryContact: PRIMARY, enabledRegions: ['eu-south-2'] }, true), { state },
  );
  expect(failed.succeeded).toBe(false);
  expect(failed.writes.map((write) => write.split(' ')[0])).toEqual(expect.arrayContaining(['PutAlternateContact', 'PutContactInformation', 'EnableRegion', 'DisableRegion']));
  const profile = ({ accounts, accountProfiles }: typeof failed.simulatorState) => {
    const { id } = accounts.find(({ name }) => name === 'one')!;
    return accountProfiles?.find(({ accountId }) => accountId === id);
  };
  expect(profile(failed.simulatorState)!.alternateContacts).toEqual(profile(first.simulatorState)!.alternateContacts);
  expect(profile(failed.simulatorState)!.contactInformation).toMatchObject({ FullName: 'Account Owner' });
  expect(profile(failed.simulatorState)!.regions['eu-south-2'].enabled).toBe(false);
  expect(shapeOf(failed.simulatorState).units).toEqual(shapeOf(first.simulatorState).units);
});

test('the rollback of the first deployment restores the contact of an imported account', async () => {
  const empty = await deploy(app({}));
  const [{ id }] = empty.simulatorState.accounts.filter(({ name }) => name === 'two');
  const state = byHand(empty.state, (simulator) => {
    takeAddress(simulator);
    simulator.accountProfiles = [...simulator.accountProfiles ?? [], {
      accountId: id, alternateContacts: { SECURITY: { Name: 'Found', Title: 'x', EmailAddress: 'x@example.com', PhoneNumber: '1', AlternateContactType: 'SECURITY' } }, regions: {},
    }];
  });
  const failed = await deploy((stack) => {
    app({}, true)(stack);
    const settings = new AccountSettings(stack, 'Two2', { account: Account.fromAccountId(stack, 'Imported', id), alternateContacts: { security: OTHER } });
    stack.node.findChild('Taken').node.addDependency(settings);
  }, { state });
  expect(failed.succeeded).toBe(false);
  expect(failed.writes.filter((write) => write.startsWith('PutAlternateContact'))).toHaveLength(2);
  expect(failed.simulatorState.accountProfiles!.find(({ accountId }) => accountId === id)!.alternateContacts.SECURITY).toMatchObject({ Name: 'Found' });
});

test('an account that is removed from the app keeps its contacts, and contacts that are removed from an account are deleted', async () => {
  const first = await deploy(app({ alternateContacts: { security: SECURITY } }));
  const without = await deploy(app({}), { state: first.state });
  expect(reasonsOf(without)).toEqual([]);
  expect(without.writes.filter((write) => write.startsWith('DeleteAlternateContact'))).toHaveLength(1);
  const left = await deploy((stack) => {
    new Organization(stack, 'Organization', { trustedServices: [TrustedService.ACCOUNT_MANAGEMENT] });
  }, { state: first.state });
  // The management account stays, so its removed contact is deleted. The removed account keeps its contact.
  expect(left.writes.filter((write) => write.startsWith('DeleteAlternateContact'))).toEqual(['DeleteAlternateContact {"AlternateContactType":"SECURITY"}']);
});
