import { ORG_FORMATION, read, reasons } from './inputs';

const foreign = () => read({ 'organization.yml': ORG_FORMATION });

test('an organization file gives units, accounts and policies with their lines', () => {
  const { format, units, accounts, policies } = foreign();
  expect(format).toBe('orgFormation');
  expect(units.map(({ name, parent, origin }) => [origin.address, name, parent])).toEqual([
    ['Prod', 'Workloads', '(root)'], ['ProdShop', 'Shop', 'Prod'], ['Dev', 'Dev "R&D" 🚀', '(root)'], ['DevShop', 'Shop', 'Dev'],
  ]);
  expect(accounts.map(({ name, parent }) => [name, parent])).toEqual([['Management', 'Dev'], ['shop', 'ProdShop'], ['shop-dev', 'DevShop']]);
  expect(policies.map(({ key, description }) => [key, description])).toEqual([['StayPolicy', 'Stay in the organization'], ['RegionsPolicy', '']]);
  expect(ORG_FORMATION.split('\n')[accounts[1].origin.line! - 2]).toBe('  ShopAccount:');
});

test('anchors, merge keys and numbers become tags, and a member of the account counts before a merged one', () => {
  expect(foreign().accounts.map(({ tags }) => tags)).toEqual([undefined, { team: 'shop', cost: '100' }, { team: 'platform', cost: '100' }]);
});

test('an account ID without quotes keeps its zeros at the front', () => {
  expect(foreign().accounts[2].id).toBe('020000000002');
});

test('one reference and a list of references attach policies to units and to the root', () => {
  expect(foreign().attachments.map(({ policy, target }) => [policy, target])).toEqual([['StayPolicy', '(root)'], ['StayPolicy', 'ProdShop'], ['RegionsPolicy', 'ProdShop']]);
});

test('parts that are computed, missing or not of the organization are named with the reason', () => {
  expect(reasons(foreign())).toEqual([
    'MasterAccount: Alias: not settings of the organization; keep them in org-formation or a stack set',
    'Dev: Accounts names what the file does not have (given: Missing); correct it there',
    'DevShop: ShopAccount is in ProdShop already; the first one counts',
    'RegionsPolicy: a part of its document is computed, so it is not compared; the organization has the result',
    'PasswordPolicy: a password policy is a setting of IAM in each account, not of the organization; keep it in org-formation or a stack set',
  ]);
});

test('the state of org-formation gives the IDs of what it has created', () => {
  const state = JSON.stringify({
    masterAccountId: '111111111111',
    bindings: {
      'OC::ORG::OrganizationalUnit': { ProdShop: { logicalId: 'ProdShop', physicalId: 'ou-root-aaaaaaaa' }, DevShop: { logicalId: 'DevShop', physicalId: 'ou-root-bbbbbbbb' } },
      'OC::ORG::Account': { ShopAccount: { physicalId: '222222222222' } },
    },
  });
  const { units, accounts } = read({ 'organization.yml': ORG_FORMATION, 'state.json': state });
  expect([...units, ...accounts].map(({ id }) => id)).toEqual([undefined, 'ou-root-aaaaaaaa', undefined, 'ou-root-bbbbbbbb', '111111111111', '222222222222', '020000000002']);
  expect(() => read({ 'state.json': state })).toThrow('This is only the state of org-formation: input. Give a folder that has its organization file too.');
});

test('included files are read, also as several merge keys of one map', () => {
  const { accounts } = read({
    'org/organization.yml': `Organization:
  Master: { Type: OC::ORG::MasterAccount, Properties: { AccountName: m, AccountId: '111111111111' } }
  <<: !Include ./accounts/one.yml
  <<: !Include accounts/two.yml
`,
    'org/accounts/one.yml': 'One: { Type: OC::ORG::Account, Properties: { AccountName: one, RootEmail: one@example.com, Tags: !Include ../tags.yml } }',
    'org/accounts/two.yml': 'Two: { Type: OC::ORG::Account, Properties: { AccountName: two, RootEmail: two@example.com } }',
    'org/tags.yml': 'team: red',
  });
  expect(accounts.map(({ name, tags }) => [name, tags])).toEqual([['m', undefined], ['one', { team: 'red' }], ['two', undefined]]);
});

test.each([
  ['an include that is not given', '<<: !Include other.yml', 'organization.yml includes a file that is not given: other.yml. Give the folder that has both.'],
  ['an include outside of the folder', '<<: !Include ../other.yml', 'organization.yml names a file outside of what is given: ../other.yml.'],
  ['an include by an absolute path', '<<: !Include /etc/passwd', 'organization.yml includes /etc/passwd, which is outside of what is given.'],
  ['an include of itself', '<<: !Include organization.yml', 'organization.yml includes itself'],
  ['a repeated key', 'Master: {}', 'organization.yml has a key twice, in line 3: Master. Remove one of them.'],
  ['a text that is not YAML', 'A: [1', 'organization.yml is not YAML, in line 4:'],
])('%s is refused with file and reason', (_, line, message) => {
  const text = `Organization:\n  Master: { Type: OC::ORG::MasterAccount, Properties: { AccountName: m } }\n  ${line}\n`;
  expect(() => read({ 'organization.yml': text })).toThrow(message);
});

test('anchors that grow without limit are refused', () => {
  const levels = Array.from({ length: 9 }, (_, level) => `  - &a${level + 1} [${Array(10).fill(`*a${level}`).join(', ')}]`);
  const text = `Definitions:\n  - &a0 x\n${levels.join('\n')}\nOrganization:\n  Master: { Type: OC::ORG::MasterAccount, Properties: { AccountName: m } }\n`;
  expect(() => read({ 'organization.yml': text })).toThrow('organization.yml cannot be read: Excessive alias count');
});
