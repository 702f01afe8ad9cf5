import { MANAGEMENT } from '../harness';
import { AccountHarness } from './account-harness';

const CONTACT = { Name: 'Ann', Title: 'CISO', EmailAddress: 'ann@example.com', PhoneNumber: '+1 (206) 555-0100' };
const ADDRESS = { FullName: 'Ann', AddressLine1: 'Street 1', City: 'Berlin', PostalCode: '10115', CountryCode: 'DE', StateOrRegion: 'Berlin', PhoneNumber: '+49 30 1' };

function member(options = {}) {
  const harness = AccountHarness.withOrganization({ regionChangeMs: 120_000, ...options });
  return { harness, AccountId: harness.account('one') };
}

test('each type has one alternate contact, which is replaced and deleted', () => {
  const { harness, AccountId } = member();
  const put = (AlternateContactType: string, more: object = {}) => harness.answer('PutAlternateContact', { AccountId, ...CONTACT, AlternateContactType, ...more });
  const get = (AlternateContactType: string) => harness.answer('GetAlternateContact', { AccountId, AlternateContactType }).AlternateContact;
  ['BILLING', 'OPERATIONS', 'SECURITY'].forEach((type) => put(type));
  put('BILLING', { Name: 'Bob' });

  expect(get('BILLING')).toEqual({ ...CONTACT, Name: 'Bob', AlternateContactType: 'BILLING' });
  expect(get('SECURITY')).toEqual({ ...CONTACT, AlternateContactType: 'SECURITY' });
  harness.answer('DeleteAlternateContact', { AccountId, AlternateContactType: 'BILLING' });
  expect(harness.outcome('GetAlternateContact', { AccountId, AlternateContactType: 'BILLING' })).toBe('ResourceNotFoundException');
  expect(harness.outcome('DeleteAlternateContact', { AccountId, AlternateContactType: 'BILLING' })).toBe('ResourceNotFoundException');
  expect(get('OPERATIONS').Name).toBe('Ann');
  expect(harness.outcome('GetAlternateContact', { AlternateContactType: 'SECURITY' })).toBe('ResourceNotFoundException');
});

test('contact information is replaced as a whole', () => {
  const { harness, AccountId } = member();
  const get = () => harness.answer('GetContactInformation', { AccountId }).ContactInformation;
  expect(get()).toMatchObject({ FullName: expect.any(String), PhoneNumber: expect.any(String), CountryCode: expect.any(String) });

  harness.answer('PutContactInformation', { AccountId, ContactInformation: { ...ADDRESS, CompanyName: 'Example' } });
  harness.answer('PutContactInformation', { AccountId, ContactInformation: ADDRESS });

  expect(get()).toEqual(ADDRESS);
  expect(harness.answer('GetContactInformation').ContactInformation).not.toEqual(ADDRESS);
});

test('a phone number is verified with the code that was sent, and another number anew', () => {
  const { harness, AccountId } = member();
  const status = () => harness.answer('GetContactInformation', { AccountId }).VerificationStatus;
  const code = () => harness.simulator.state().accountProfiles?.[0].phoneVerification?.code;
  const put = (PhoneNumber: string) => harness.answer('PutContactInformation', { AccountId, ContactInformation: { ...ADDRESS, PhoneNumber } });
  put('+1');

  expect(status()).toBe('UNVERIFIED');
  expect(harness.outcome('VerifyPhoneNumber', { AccountId, Otp: '000000' })).toBe('ResourceNotFoundException');
  expect(harness.answer('SendPhoneNumberVerification', { AccountId })).toEqual({ Status: 'PENDING' });
  expect(harness.outcome('VerifyPhoneNumber', { AccountId, Otp: code() === '000000' ? '111111' : '000000' })).toBe('ValidationException');
  expect(status()).toBe('PENDING');
  expect(harness.answer('VerifyPhoneNumber', { AccountId, Otp: code() })).toEqual({ Status: 'VERIFIED' });
  expect(harness.outcome('SendPhoneNumberVerification', { AccountId })).toBe('ConflictException');
  put('+1');
  expect(status()).toBe('VERIFIED');
  put('+2');
  expect(status()).toBe('UNVERIFIED');
});

test.each<[string, string, object, string]>([
  ['a name with an angle bracket', 'PutAccountName', { AccountName: 'a>b' }, 'accountName'],
  ['a name of 51 characters', 'PutAccountName', { AccountName: 'a'.repeat(51) }, 'accountName'],
  ['no name', 'PutAccountName', {}, 'accountName'],
  ['an account that is none', 'GetContactInformation', { AccountId: '1' }, 'accountId'],
  ['a type of contacts that is none', 'GetAlternateContact', { AlternateContactType: 'LEGAL' }, 'alternateContactType'],
  ['a contact without an address', 'PutAlternateContact', { ...CONTACT, AlternateContactType: 'BILLING', EmailAddress: 'ann' }, 'emailAddress'],
  ['a phone number with letters', 'PutAlternateContact', { ...CONTACT, AlternateContactType: 'BILLING', PhoneNumber: 'x' }, 'phoneNumber'],
  ['a contact without a city', 'PutContactInformation', { ContactInformation: { ...ADDRESS, City: undefined } }, 'contactInformation.city'],
  ['a phone number without a plus', 'PutContactInformation', { ContactInformation: { ...ADDRESS, PhoneNumber: '49' } }, 'contactInformation.phoneNumber'],
  ['a country that needs a state', 'PutContactInformation', { ContactInformation: { ...ADDRESS, StateOrRegion: undefined } }, 'contactInformation.stateOrRegion'],
  ['a code of seven characters', 'AcceptPrimaryEmailUpdate', { AccountId: '1'.repeat(12), PrimaryEmail: 'a@example.com', Otp: 'ABC1234' }, 'otp'],
  ['a page of 51 Regions', 'ListRegions', { MaxResults: 51 }, 'maxResults'],
])('%s is refused with its field', (_, operation, request, field) => {
  const { harness } = member();
  const { error, body } = harness.send(operation, request);

  expect({ error, reason: body.reason, fields: body.fieldList.map(({ name }: { name: string }) => name) })
    .toEqual({ error: 'ValidationException', reason: 'fieldValidationFailed', fields: [field] });
});

test('a Region is enabled and disabled in minutes, and only the opposite conflicts', () => {
  const { harness, AccountId } = member();
  const region = { AccountId, RegionName: 'af-south-1' };
  const status = () => harness.answer('GetRegionOptStatus', region).RegionOptStatus;

  expect(status()).toBe('DISABLED');
  harness.answer('EnableRegion', region);
  expect([status(), harness.outcome('DisableRegion', region), harness.outcome('EnableRegion', region)]).toEqual(['ENABLING', 'ConflictException', 'success']);
  harness.now += 119_999;
  expect(status()).toBe('ENABLING');
  harness.now += 1;
  expect([status(), harness.outcome('EnableRegion', region)]).toEqual(['ENABLED', 'success']);
  expect(harness.answer('GetRegionOptStatus', { RegionName: 'af-south-1' }).RegionOptStatus).toBe('DISABLED');
  harness.answer('DisableRegion', region);
  expect([status(), harness.outcome('EnableRegion', region)]).toEqual(['DISABLING', 'ConflictException']);
  harness.now += 120_000;
  expect(status()).toBe('DISABLED');
});

test.each([['us-east-1'], ['xx-north-9']])('Region %s is no opt-in Region', (RegionName) => {
  const { harness } = member();

  const { error, body } = harness.send('EnableRegion', { RegionName });

  expect({ error, reason: body.reason }).toEqual({ error: 'ValidationException', reason: 'invalidRegionOptTarget' });
  expect(harness.outcome('DisableRegion', { RegionName })).toBe('ValidationException');
});

test('Regions are listed in pages of up to 50, and by their status', () => {
  const { harness } = member();
  harness.answer('EnableRegion', { RegionName: 'me-south-1' });
  const all = harness.answer('ListRegions').Regions;
  const pages: number[] = [];
  let NextToken: string | undefined;
  do {
    const page = harness.answer('ListRegions', { MaxResults: 15, NextToken });
    pages.push(page.Regions.length);
    ({ NextToken } = page);
  } while (NextToken !== undefined);

  expect(all).toHaveLength(34);
  expect(all).toContainEqual({ RegionName: 'eu-west-1', RegionOptStatus: 'ENABLED_BY_DEFAULT' });
  expect(all).toContainEqual({ RegionName: 'eu-south-2', RegionOptStatus: 'DISABLED' });
  expect(pages).toEqual([15, 15, 4]);
  expect(harness.answer('ListRegions', { RegionOptStatusContains: ['ENABLED', 'ENABLING'] }).Regions).toEqual([{ RegionName: 'me-south-1', RegionOptStatus: 'ENABLING' }]);
  expect(harness.outcome('ListRegions', { NextToken: 'nonsense' })).toBe('ValidationException');
});

test('other partitions have Regions of their own, none of which is an opt-in Region', () => {
  const { harness } = member();
  const { body } = harness.send('ListRegions', {}, 'AKIAEXAMPLE', 'cn-north-1');

  expect(body.Regions.map(({ RegionName }: { RegionName: string }) => RegionName)).toEqual(['cn-north-1', 'cn-northwest-1']);
  expect(harness.outcome('EnableRegion', { RegionName: 'cn-north-1' }, 'AKIAEXAMPLE', 'cn-north-1')).toBe('ValidationException');
});

const OPT_IN = ['af-south-1', 'ap-east-1', 'ap-east-2', 'ap-south-2', 'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5'];

test('an account changes six Regions at a time, and an organization 50', () => {
  const harness = AccountHarness.withOrganization({ regionChangeMs: 600_000 });
  const accounts = Array.from({ length: 9 }, (_, index) => harness.account(`account-${index}`));
  const enable = (AccountId: string, RegionName: string) => harness.outcome('EnableRegion', { AccountId, RegionName });

  expect(OPT_IN.map((region) => enable(accounts[0], region))).toEqual([...Array.from({ length: 6 }, () => 'success'), 'TooManyRequestsException']);
  for (const account of accounts.slice(1, 8)) OPT_IN.slice(0, 6).forEach((region) => enable(account, region));
  expect(OPT_IN.slice(0, 3).map((region) => enable(accounts[8], region))).toEqual(['success', 'success', 'TooManyRequestsException']);
  harness.now += 600_000;
  expect(enable(accounts[8], 'ap-east-2')).toBe('success');
  expect(harness.answer('ListRegions', { AccountId: accounts[3], RegionOptStatusContains: ['ENABLED'] })).toMatchObject({ Regions: { length: 6 } });
  for (const AccountId of accounts.slice(0, 8)) OPT_IN.slice(0, 6).forEach((RegionName) => harness.answer('DisableRegion', { AccountId, RegionName }));
  expect([enable(accounts[8], 'ap-south-2'), enable(accounts[8], 'ap-southeast-3')]).toEqual(['success', 'TooManyRequestsException']);
});

test('the address of a member changes with the code that was sent to the new one', () => {
  const { harness, AccountId } = member();
  const update = { AccountId, PrimaryEmail: 'New@example.com' };
  const code = () => harness.simulator.state().accountProfiles?.find((profile) => profile.accountId === AccountId)?.emailUpdate?.code;
  const email = () => harness.answer('GetPrimaryEmail', { AccountId }).PrimaryEmail;

  expect(harness.outcome('GetPrimaryEmailUpdateStatus', { AccountId })).toBe('ResourceNotFoundException');
  expect(harness.answer('StartPrimaryEmailUpdate', update)).toEqual({ Status: 'PENDING' });
  expect(harness.answer('GetPrimaryEmailUpdateStatus', { AccountId })).toEqual({ Status: 'PENDING', UpdatedAt: harness.now / 1000 });
  expect(email()).toBe('one@example.com');
  expect(harness.outcome('AcceptPrimaryEmailUpdate', { ...update, Otp: code() === '000000' ? '111111' : '000000' })).toBe('ValidationException');
  expect(harness.outcome('AcceptPrimaryEmailUpdate', { ...update, PrimaryEmail: 'other@example.com', Otp: code() })).toBe('ResourceNotFoundException');
  harness.now += 1_000;
  expect(harness.answer('AcceptPrimaryEmailUpdate', { ...update, Otp: code() })).toEqual({ Status: 'ACCEPTED' });
  expect(email()).toBe('New@example.com');
  expect(harness.call('DescribeAccount', { AccountId }).Account.Email).toBe('New@example.com');
  expect(harness.answer('GetPrimaryEmailUpdateStatus', { AccountId })).toEqual({ Status: 'COMPLETED', UpdatedAt: harness.now / 1000 });
  expect(harness.outcome('AcceptPrimaryEmailUpdate', { ...update, Otp: code() })).toBe('ResourceNotFoundException');
});

test('an address that an account has, or will have, cannot be taken, and the former one is free', () => {
  const { harness, AccountId } = member();
  harness.account('two');
  const start = (PrimaryEmail: string) => harness.outcome('StartPrimaryEmailUpdate', { AccountId, PrimaryEmail });
  harness.call('CreateAccount', { Email: 'three@example.com', AccountName: 'three' });

  expect(['TWO@example.com', 'three@example.com', 'management@example.com', 'one@example.com'].map(start)).toEqual(Array.from({ length: 4 }, () => 'ConflictException'));
  expect(start('not-an-address')).toBe('ValidationException');
  expect(start('four@example.com')).toBe('success');
  const { emailUpdate } = harness.simulator.state().accountProfiles![0];
  harness.answer('AcceptPrimaryEmailUpdate', { AccountId, PrimaryEmail: 'four@example.com', Otp: emailUpdate?.code });
  expect(harness.account('one')).toMatch(/^\d{12}$/);
  expect(harness.all('ListAccounts', 'Accounts').map(({ Email }) => Email)).toContain('one@example.com');
});

test('the codes for the addresses of two accounts hold for 24 hours each, and a later start sends another one', () => {
  const { harness, AccountId } = member();
  const other = harness.account('two');
  const start = (id: string) => harness.answer('StartPrimaryEmailUpdate', { AccountId: id, PrimaryEmail: `new-${id}@example.com` });
  const status = (id: string) => harness.answer('GetPrimaryEmailUpdateStatus', { AccountId: id });
  const accept = (id: string) => harness.outcome('AcceptPrimaryEmailUpdate', {
    AccountId: id,
    PrimaryEmail: `new-${id}@example.com`,
    Otp: harness.simulator.state().accountProfiles!.find((profile) => profile.accountId === id)?.emailUpdate?.code,
  });
  start(AccountId);
  const sentAt = harness.now;
  harness.now += 3_600_000;
  start(other);
  harness.now = sentAt + 86_400_000 - 1;
  expect([status(AccountId).Status, status(other).Status]).toEqual(['PENDING', 'PENDING']);
  harness.now += 1;
  expect(status(AccountId)).toEqual({ Status: 'FAILED', UpdatedAt: harness.now / 1000 });
  expect([accept(AccountId), accept(other)]).toEqual(['ResourceNotFoundException', 'success']);
  start(AccountId);
  expect([status(AccountId).Status, accept(AccountId)]).toEqual(['PENDING', 'success']);
});

test('an address that is taken between start and acceptance conflicts', () => {
  const { harness, AccountId } = member();
  const update = { AccountId, PrimaryEmail: 'new@example.com' };
  harness.answer('StartPrimaryEmailUpdate', update);
  harness.account('new');
  const { emailUpdate } = harness.simulator.state().accountProfiles![0];

  expect(harness.outcome('AcceptPrimaryEmailUpdate', { ...update, Otp: emailUpdate?.code })).toBe('ConflictException');
});

test('an account that was created alone has none in GovCloud', () => {
  const { harness, AccountId } = member();

  expect(harness.outcome('GetGovCloudAccountInformation', { StandardAccountId: AccountId })).toBe('ResourceNotFoundException');
  expect(harness.outcome('GetGovCloudAccountInformation', { StandardAccountId: MANAGEMENT })).toBe('AccessDeniedException');
});

const STANDALONE = { id: '222222222222', email: 'alone@example.com', name: 'Alone' };

test('an account in no organization has the name with which it was added, or the one that it was given, also when it joins', () => {
  const harness = AccountHarness.withOrganization({ standaloneAccounts: [STANDALONE] });
  const name = () => harness.answer('GetAccountInformation', {}, STANDALONE.id).AccountName;

  expect(name()).toBe('Alone');
  harness.answer('PutAccountName', { AccountName: 'Renamed' }, STANDALONE.id);
  expect(name()).toBe('Renamed');
  const { Id } = harness.call('InviteAccountToOrganization', { Target: { Type: 'ACCOUNT', Id: STANDALONE.id } }).Handshake;
  harness.call('AcceptHandshake', { HandshakeId: Id }, STANDALONE.id);
  expect(harness.call('DescribeAccount', { AccountId: STANDALONE.id }).Account.Name).toBe('Renamed');
  expect(name()).toBe('Renamed');
});

test('an account that leaves an organization keeps the name that it was given there', () => {
  const harness = AccountHarness.withOrganization({ standaloneAccounts: [STANDALONE] });
  harness.answer('PutAccountName', { AccountName: 'Before' }, STANDALONE.id);
  const { Id } = harness.call('InviteAccountToOrganization', { Target: { Type: 'ACCOUNT', Id: STANDALONE.id } }).Handshake;
  harness.call('AcceptHandshake', { HandshakeId: Id }, STANDALONE.id);
  harness.answer('PutAccountName', { AccountId: STANDALONE.id, AccountName: 'Inside' });
  harness.call('RemoveAccountFromOrganization', { AccountId: STANDALONE.id });

  expect(harness.answer('GetAccountInformation', {}, STANDALONE.id).AccountName).toBe('Inside');
});

test('an address of an account outside of the organization cannot be taken', () => {
  const harness = AccountHarness.withOrganization({ standaloneAccounts: [STANDALONE] });
  const AccountId = harness.account('one');

  expect(harness.outcome('StartPrimaryEmailUpdate', { AccountId, PrimaryEmail: 'ALONE@example.com' })).toBe('ConflictException');
});

test('the account in GovCloud is that of the pair', () => {
  const paired = { id: '222222222222', email: 'management@example.com', name: 'Gov', partition: 'aws-us-gov', pairedAccountId: MANAGEMENT };
  const harness = AccountHarness.withOrganization({ standaloneAccounts: [paired] });

  expect(harness.answer('GetGovCloudAccountInformation')).toEqual({ GovCloudAccountId: paired.id, AccountState: 'ACTIVE' });
});
