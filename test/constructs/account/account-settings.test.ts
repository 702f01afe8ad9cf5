import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Account, AccountProps, AccountSettings, Organization, TrustedService } from '../../../src';
import { onlyProperties, synthesisProblems, testStack } from '../test-app';

const TYPE = 'Custom::OrganizationsAccountSettings';
const SECURITY = { name: 'Security team', title: 'On call', emailAddress: 'security@example.com', phoneNumber: '+49 30 1234567' };
const PRIMARY = {
  fullName: 'Example GmbH', addressLine1: 'Hauptstrasse 1', city: 'Berlin', stateOrRegion: 'Berlin', postalCode: '10115', countryCode: 'DE', phoneNumber: '+4930123456',
};

function withAccount(more: Partial<AccountProps>, trustedServices = [TrustedService.ACCOUNT_MANAGEMENT]) {
  const stack = testStack();
  const organization = new Organization(stack, 'Organization', { trustedServices });
  const account = new Account(stack, 'Log', { parent: organization.root, accountName: 'log', email: 'log@example.com', ...more });
  return { stack, organization, account };
}

test('contacts and Regions of an account are one resource, which depends on the account and on trusted access', () => {
  const { stack } = withAccount({
    alternateContacts: { security: SECURITY }, primaryContact: PRIMARY, enabledRegions: ['me-south-1', 'eu-south-2'], disabledRegions: ['af-south-1'],
  });
  expect(onlyProperties(stack, TYPE)).toEqual({
    AccountId: { Ref: expect.stringMatching(/^Log/) },
    AccountLogicalId: expect.stringMatching(/^LogResource|^Log/),
    AlternateContacts: { SECURITY: { Name: 'Security team', Title: 'On call', EmailAddress: 'security@example.com', PhoneNumber: '+49 30 1234567' } },
    PrimaryContact: expect.objectContaining({ FullName: 'Example GmbH', StateOrRegion: 'Berlin' }),
    EnabledRegions: ['eu-south-2', 'me-south-1'],
    DisabledRegions: ['af-south-1'],
  });
  const [resource] = Object.values(Template.fromStack(stack).findResources(TYPE));
  expect(resource.DependsOn).toContainEqual(expect.stringMatching(/accountamazonawscom/i));
  expect(resource.DeletionPolicy).toBeUndefined();
  expect(synthesisProblems(stack)).toEqual([]);
});

test('an account without contacts and Regions has no resource for settings', () => {
  const { stack } = withAccount({}, []);
  Template.fromStack(stack).resourceCountIs(TYPE, 0);
  expect(synthesisProblems(stack)).toEqual([]);
});

test('synthesis fails without trusted access for AWS Account Management in the organization of the app', () => {
  const { stack } = withAccount({ alternateContacts: { security: SECURITY } }, []);
  expect(synthesisProblems(stack)).toEqual([
    expect.stringMatching(/no trusted access in the organization of the app.*\(given: "Test\/Log"\)\. Add TrustedService\.ACCOUNT_MANAGEMENT to the trustedServices of Test\/Organization\./),
  ]);
});

test('settings of the management account need no trusted access, and an organization outside the app may have enabled it', () => {
  const { stack, organization } = withAccount({}, []);
  new AccountSettings(stack, 'Contacts', {
    account: Account.fromAccountId(stack, 'Management', organization.managementAccountId), alternateContacts: { security: SECURITY },
  });
  expect(synthesisProblems(stack)).toEqual([]);
  const other = testStack();
  new AccountSettings(other, 'Contacts', { account: Account.fromAccountId(other, 'Log', '222222222222'), alternateContacts: { security: SECURITY } });
  expect(synthesisProblems(other)).toEqual([]);
  expect(onlyProperties(other, TYPE)).toMatchObject({ AccountId: '222222222222' });
});

test('two constructs with settings of the same account are refused', () => {
  const { stack, account } = withAccount({ alternateContacts: { security: SECURITY } });
  new AccountSettings(stack, 'Again', { account, enabledRegions: ['eu-south-2'] });
  expect(synthesisProblems(stack)).toEqual([
    expect.stringContaining('More than one construct has contacts or Regions of the account (by Test/Again)'),
    expect.stringContaining('More than one construct has contacts or Regions of the account (by Test/Log/Settings)'),
  ]);
});

test.each([
  [{ alternateContacts: { security: { ...SECURITY, phoneNumber: 'none' } } }, /phoneNumber of the security contact is not valid \(given: "none"\)\. Use digits/],
  [{ alternateContacts: { billing: { ...SECURITY, name: '' } } }, /name of the billing contact has 0 characters \(given: ""\)\. Use 1 to 64/],
  [{ alternateContacts: { operations: { ...SECURITY, emailAddress: 'nobody' } } }, /emailAddress of the operations contact is not valid .*Use an address such as/],
  [{ primaryContact: { ...PRIMARY, stateOrRegion: undefined } }, /no stateOrRegion, which AWS requires in this country \(given: "DE"\)/],
  [{ primaryContact: { ...PRIMARY, phoneNumber: '030 1234' } }, /phoneNumber of the primary contact is not valid .*Use a \+ and the country code/],
  [{ primaryContact: { ...PRIMARY, countryCode: 'de' } }, /countryCode of the primary contact is not valid/],
  [{ primaryContact: { ...PRIMARY, addressLine1: 'x'.repeat(61) } }, /addressLine1 of the primary contact has 61 characters/],
  [{ enabledRegions: ['eu-west-1'] }, /enabled by default, so that accounts can neither enable nor disable it \(given: "eu-west-1"\)\. Remove it/],
  [{ disabledRegions: ['Milan'] }, /This is not a Region \(given: "Milan"\)/],
  [{ enabledRegions: ['eu-south-2'], disabledRegions: ['eu-south-2'] }, /more than once in enabledRegions and disabledRegions \(given: "eu-south-2"\)/],
] as [Partial<AccountProps>, RegExp][])('the account settings %j are refused', (more, message) => {
  expect(synthesisProblems(withAccount(more).stack)).toEqual([expect.stringMatching(message)]);
});

test('a Region that the library does not know gives a warning with the nearest known Region', () => {
  const { stack } = withAccount({ enabledRegions: ['eu-south-4'] });
  Annotations.fromStack(stack).hasWarning('/Test/Log/Settings', Match.stringLikeRegexp('No such opt-in Region is known .*"eu-south-4".*Did you mean eu-south-'));
  expect(synthesisProblems(stack)).toEqual([]);
});
