import { account, organization, unit } from './small-organization';
import { OrganizationAccess } from '../../../src/model';

const access = new OrganizationAccess(organization({
  accounts: [account('management', '999999999999')],
  organizationalUnits: [
    unit('Workloads', 'ou-ab12-11111111', {
      accounts: [account('shop', '111111111111', [], 'aws+shop-prod@example.com')],
      organizationalUnits: [unit('Dev', 'ou-ab12-22222222', { accounts: [account('shop', '222222222222'), account('Data', '333333333333')] })],
    }),
    unit('Empty', 'ou-ab12-44444444', {}),
    unit('Sandbox', 'ou-ab12-33333333', { accounts: [account('222222222222', '444444444444'), account('data', '555555555555')] }),
  ],
}), true);

test.each([
  ['an ID', '111111111111', 'Workloads/shop'],
  ['an ID, although another account has it as its name', '222222222222', 'Workloads/Dev/shop'],
  ['a path', 'Workloads/Dev/shop', 'Workloads/Dev/shop'],
  ['a path from the root', 'Root/Workloads/shop', 'Workloads/shop'],
  ['a name', 'management', 'management'],
  ['an email address', 'aws+shop-prod@example.com', 'Workloads/shop'],
  ['a name in another case', 'MANAGEMENT', 'management'],
  ['a name that differs from another one only in case', 'Data', 'Workloads/Dev/Data'],
])('finds an account by %s', (_how, text, path) => {
  expect(access.find(text).path).toBe(path);
});

test.each([
  ['a name that two accounts have, with both', 'shop',
    'More than one account is meant: "shop". Give the ID or the path of one: Workloads/shop (111111111111), Workloads/Dev/shop (222222222222).'],
  ['a misspelled name, with the name that was probably meant', 'managment', 'The account is not known: "managment". Did you mean management?'],
  ['a name without similar ones, with examples', 'xyzzy',
    /^The account is not known: "xyzzy"\. Give a name, an ID, an email address or a path, such as management \(999999999999\), /],
  ['a unit, with the accounts in it', 'Workloads',
    'This is an organizational unit, not an account: "Workloads". '
    + 'Give an account in it: Workloads/shop (111111111111), Workloads/Dev/shop (222222222222), Workloads/Dev/Data (333333333333).'],
  ['the name of a unit below another', 'dev', /unit, not an account: "dev"\. Give an account in it: Workloads\/Dev\/shop \(222222222222\), Workloads\/Dev\/Data/],
  ['the ID of a unit', 'ou-ab12-33333333', /Give an account in it: Sandbox\/222222222222 \(444444444444\), Sandbox\/data/],
  ['a unit without accounts', 'Root/Empty', 'This is an organizational unit, not an account: "Empty". There are no accounts in it.'],
  ['a name that differs from two others only in case', 'DATA', /More than one account is meant/],
])('refuses %s', (_what, text, message) => {
  expect(() => access.find(text)).toThrow(message);
});

test('the message for an organization without accounts says that there are none', () => {
  expect(() => new OrganizationAccess(organization({}), true).find('shop')).toThrow('There are no accounts in this organization.');
});
