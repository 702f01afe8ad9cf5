import { ACCOUNT, AccountHarness } from './account-harness';
import { Simulator } from '../../../src/simulator';
import { ACCOUNT_API } from '../../../src/simulator/account-management/account-api';
import { ACCOUNT_MODEL } from '../../../src/simulator/account-management/account-model';
import { MANAGEMENT } from '../harness';

const DENIED = 'AccessDeniedException';

/** A valid request for each operation, but for the account. */
const REQUESTS: Readonly<Record<string, object>> = {
  PutAccountName: { AccountName: 'new' },
  GetAccountInformation: {},
  PutAlternateContact: { Name: 'a', Title: 'b', EmailAddress: 'a@example.com', PhoneNumber: '1', AlternateContactType: 'SECURITY' },
  GetAlternateContact: { AlternateContactType: 'SECURITY' },
  DeleteAlternateContact: { AlternateContactType: 'SECURITY' },
  SendPhoneNumberVerification: {},
  PutContactInformation: { ContactInformation: { FullName: 'a', AddressLine1: 'b', City: 'c', PostalCode: 'd', CountryCode: 'FR', PhoneNumber: '+1' } },
  GetContactInformation: {},
  EnableRegion: { RegionName: 'af-south-1' },
  DisableRegion: { RegionName: 'ap-east-1' },
  GetRegionOptStatus: { RegionName: 'af-south-1' },
  ListRegions: {},
  GetPrimaryEmail: {},
  StartPrimaryEmailUpdate: { PrimaryEmail: 'new@example.com' },
  GetPrimaryEmailUpdateStatus: {},
};

function messages(harness: AccountHarness, request: object, caller?: string): string[] {
  return Object.entries(REQUESTS).map(([operation, rest]) => harness.send(operation, { ...rest, ...request }, caller))
    .map(({ error, body }) => `${error} ${/\((.*)\)/.exec(body.message)?.[1]}`);
}

test('all operations of the model are simulated', () => {
  expect([...ACCOUNT_API.operations.keys()].sort()).toEqual(Object.keys(ACCOUNT_MODEL.operations).sort());
});

test('naming a member needs trusted access, in every operation', () => {
  const harness = new AccountHarness();
  harness.organization();
  const AccountId = harness.account('one');

  expect(new Set(messages(harness, { AccountId })))
    .toEqual(new Set([`${DENIED} Your organization must first enable trusted access with AWS Account Management.`]));
  harness.call('EnableAWSServiceAccess', { ServicePrincipal: ACCOUNT });
  expect(Object.entries(REQUESTS).map(([operation, rest]) => harness.outcome(operation, { ...rest, AccountId })))
    .toEqual(Object.keys(REQUESTS).map(() => 'success'));
});

test('the management account cannot be named, and reaches itself without a name', () => {
  const harness = AccountHarness.withOrganization();

  expect(new Set(messages(harness, { AccountId: MANAGEMENT })))
    .toEqual(new Set([`${DENIED} The management account can only be managed using the standalone context from the management account.`]));
  harness.answer('PutAccountName', { AccountName: 'Payer' });
  expect(harness.call('DescribeAccount', { AccountId: MANAGEMENT }).Account.Name).toBe('Payer');
});

test('an account that is no member cannot be named', () => {
  const harness = AccountHarness.withOrganization();

  expect(new Set(messages(harness, { AccountId: '999999999999' })))
    .toEqual(new Set([`${DENIED} Account 999999999999 is not a member of your organization. Name a member account.`]));
});

test('a member reaches itself without trusted access, and names nobody, not even itself', () => {
  const harness = new AccountHarness();
  harness.organization();
  const [member, other] = [harness.account('one'), harness.account('two')];
  const only = `${DENIED} Only the management account and a delegated administrator of Account Management can name an account.`;

  harness.answer('PutAccountName', { AccountName: 'mine' }, member);
  expect(harness.call('DescribeAccount', { AccountId: member }).Account.Name).toBe('mine');
  harness.call('EnableAWSServiceAccess', { ServicePrincipal: ACCOUNT });
  const refused = [other, member].flatMap((AccountId) => messages(harness, { AccountId }, member));
  expect(new Set(refused)).toEqual(new Set([only]));
});

test('a delegated administrator of the service names members, one of another service does not', () => {
  const harness = AccountHarness.withOrganization();
  const [administrator, other] = [harness.account('one'), harness.account('two')];
  const rename = (AccountId: string) => harness.outcome('PutAccountName', { AccountId, AccountName: 'new' }, administrator);

  harness.call('EnableAWSServiceAccess', { ServicePrincipal: 'config.amazonaws.com' });
  harness.call('RegisterDelegatedAdministrator', { ServicePrincipal: 'config.amazonaws.com', AccountId: administrator });
  expect(rename(other)).toBe(DENIED);
  harness.call('RegisterDelegatedAdministrator', { ServicePrincipal: ACCOUNT, AccountId: administrator });
  expect([rename(other), rename(administrator), rename(MANAGEMENT)]).toEqual(['success', 'success', DENIED]);
  harness.call('DisableAWSServiceAccess', { ServicePrincipal: ACCOUNT });
  expect(rename(other)).toBe(DENIED);
});

test('without all features no member can be named', () => {
  const harness = new AccountHarness();
  harness.call('CreateOrganization', { FeatureSet: 'CONSOLIDATED_BILLING' });
  const AccountId = harness.account('one');

  expect(harness.send('PutAccountName', { AccountId, AccountName: 'new' }).body.message).toContain('Your organization must first enable all features.');
});

test('a stand-alone account has a name, contacts and Regions, and takes its name into its organization', () => {
  const harness = new AccountHarness();

  expect(harness.answer('GetAccountInformation')).toEqual({ AccountId: MANAGEMENT, AccountName: 'Management', AccountState: 'ACTIVE' });
  harness.answer('PutAccountName', { AccountName: 'Payer' });
  expect(harness.answer('GetAccountInformation').AccountName).toBe('Payer');
  expect(harness.outcome('PutAccountName', { AccountName: 'x', AccountId: '222222222222' })).toBe(DENIED);
  expect(harness.outcome('GetAccountInformation', {}, '222222222222')).toBe(DENIED);
  harness.organization();
  expect(harness.call('DescribeAccount', { AccountId: MANAGEMENT }).Account.Name).toBe('Payer');
  expect(harness.outcome('GetAccountInformation', {}, '222222222222')).toBe(DENIED);
});

test('a state without an organization can be saved and loaded after time was moved', () => {
  const harness = new AccountHarness();
  harness.answer('PutAccountName', { AccountName: 'Payer' });
  harness.simulator.advance(1_000);
  const state = JSON.stringify(harness.simulator.state());
  const simulator = new Simulator();

  const { status, body } = simulator.handle({ method: 'PUT', path: '/_simulator/state', headers: {}, body: state });

  expect({ status, body }).toEqual({ status: 200, body: '{}' });
});

test('a closed account can be read, and a pending closure is still active', () => {
  const harness = AccountHarness.withOrganization();
  const AccountId = harness.account('one');
  const state = () => harness.answer('GetAccountInformation', { AccountId }).AccountState;
  harness.call('CloseAccount', { AccountId });

  expect(state()).toBe('ACTIVE');
  harness.now += 120_000;
  expect(state()).toBe('CLOSED');
  expect(harness.outcome('GetContactInformation', { AccountId })).toBe('success');
  expect(harness.outcome('PutAccountName', { AccountId, AccountName: 'x' })).toBe(DENIED);
});

test('no operation fails in a way that its model does not list', () => {
  const harness = AccountHarness.withOrganization({ rates: true, faults: ['*:0.1:fail=TooManyRequestsException', '*:0.05:dropAnswer'] });
  harness.now += 60_000;
  const member = '999999999999';
  const values = [member, MANAGEMENT, 'BILLING', 'af-south-1', 'a@example.com', 7, null, ['ENABLED'], {}, 'x'.repeat(60), 'ABC123'];
  let turn = 0;
  for (const [operation, { input, errors }] of Object.entries(ACCOUNT_MODEL.operations)) {
    const members = Object.keys(ACCOUNT_MODEL.shapes[input ?? '']?.members ?? {});
    for (let attempt = 0; attempt < 60; attempt++) {
      harness.now += 300;
      const { error = 'success', status } = harness.send(operation, Object.fromEntries(members.map((name) => [name, values[turn++ % values.length]])));
      expect({ operation, error, known: ['success', 'SerializationException', ...errors].includes(error) }).toMatchObject({ known: true });
      expect(status).not.toBe(500);
    }
  }
});
