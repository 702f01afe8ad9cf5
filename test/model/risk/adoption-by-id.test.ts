import { type InCode, type Organization, type OrganizationalUnit, type Account, reviewOf, reviewOfDeployment } from '../../../src/model';
import { account, live, organization, unit } from '../organizations';

/** Two accounts in each of two organizational units, in code that takes all of them over by their IDs. */
const OWNED = { 'cdk-aws-organizations:owner': 'S/adopted' };
const byId = (name: string, idToAdopt: string): { readonly code: InCode } => (
  { code: { owner: 'S', address: `S.${name}`, adopt: true, idToAdopt, retained: false, exports: [] } });
const ID = { Prod: 'ou-root-aaaaaaa1', Dev: 'ou-root-aaaaaaa2', shop: '111122223301', bank: '111122223302' };

function found(tags: Record<string, string> = {}): Organization {
  return live.organization({
    root: {
      organizationalUnits: [
        live.unit('Dev', 2, { tags, accounts: [live.account('bank', 2, { tags })] }),
        live.unit('Prod', 1, { tags, accounts: [live.account('shop', 1, { tags })] }),
      ],
    },
  });
}

interface Edits {
  readonly prod?: Partial<OrganizationalUnit>;
  readonly dev?: Partial<OrganizationalUnit>;
  readonly shop?: Partial<Account>;
  readonly bank?: Partial<Account>;
}

function code({ prod = {}, dev = {}, shop = {}, bank = {} }: Edits = {}): Organization {
  return organization({
    root: {
      organizationalUnits: [
        unit('Dev', { ...byId('Dev', ID.Dev), accounts: [account('bank', { ...byId('bank', ID.bank), ...bank })], ...dev }),
        unit('Prod', { ...byId('Prod', ID.Prod), accounts: [account('shop', { ...byId('shop', ID.shop), ...shop })], ...prod }),
      ],
    },
  });
}

const obstacles = (edits: Edits, there = found(), former?: Organization) => (
  reviewOfDeployment(there, code(edits), former).obstacles.map(({ kind, message }) => `${kind}: ${message}`));

test('IDs of the resources that are meant are no obstacle', () => {
  expect(obstacles({})).toEqual([]);
});

test('the IDs of two accounts that are exchanged are two obstacles, which name both accounts', () => {
  expect(obstacles({ shop: byId('shop', ID.bank), bank: byId('bank', ID.shop) })).toEqual([
    'idOfAnother: The code takes over Root/Dev/bank, bank@example.com by the ID of Root/Prod/shop, shop@example.com (given: 111122223301). '
    + 'Write the ID of the account that is meant into the code, or the present name and address of this one.',
    'idOfAnother: The code takes over Root/Prod/shop, shop@example.com by the ID of Root/Dev/bank, bank@example.com (given: 111122223302). '
    + 'Write the ID of the account that is meant into the code, or the present name and address of this one.',
  ]);
});

test('an ID that no account has is an obstacle, which names the ID of the account of that address', () => {
  expect(obstacles({ shop: byId('shop', '111122223399') })).toEqual([
    'adoptFindsNothing: The code takes over Root/Prod/shop, shop@example.com by an ID that no account of the organization has (given: 111122223399). '
    + 'Write the ID of this account into the code: 111122223301.',
  ]);
});

test.each([
  ['address', { email: 'shopp@example.com' }, 'emailIsFixed: The account to be taken over has the address shop@example.com, and the code says another one'],
  ['name', { name: 'store' }, 'nameIsFixed: The account to be taken over has the name shop, and the code says another one'],
])('the right ID with another %s is an obstacle', (_, edit, message) => {
  expect(obstacles({ shop: edit })).toEqual([expect.stringContaining(message)]);
});

test('the IDs of two organizational units that are exchanged are two obstacles', () => {
  expect(obstacles({ prod: byId('Prod', ID.Dev), dev: byId('Dev', ID.Prod) })).toEqual([
    'idOfAnother: The code takes over Root/Dev by the ID of Root/Prod (given: ou-root-aaaaaaa1). '
    + 'Write the ID of the organizational unit that is meant into the code, or the present name and parent of this one.',
    expect.stringContaining('The code takes over Root/Prod by the ID of Root/Dev (given: ou-root-aaaaaaa2).'),
  ]);
});

test('an ID that no organizational unit has is an obstacle', () => {
  expect(obstacles({ prod: byId('Prod', 'ou-root-aaaaaaa9') })).toEqual([
    'adoptFindsNothing: The code takes over Root/Prod by an ID that no organizational unit of the organization has (given: ou-root-aaaaaaa9). '
    + 'Write the ID of this organizational unit into the code: ou-root-aaaaaaa1.',
  ]);
});

test('neither an ID nor a name that exists is an obstacle of its own', () => {
  expect(obstacles({ prod: { ...byId('Prod', 'ou-root-aaaaaaa9'), name: 'Hr', accounts: [] } })).toEqual([
    expect.stringContaining('adoptFindsNothing: No organizational unit of the organization has this ID, and adopt: true takes over only what exists (given: ou-root-aaaaaaa9).'),
  ]);
});

test('the right ID with another name of the organizational unit is an obstacle', () => {
  expect(obstacles({ prod: { name: 'Production' } })).toEqual([
    expect.stringContaining('idOfAnother: The code takes over Root/Production by the ID of Root/Prod (given: ou-root-aaaaaaa1).'),
  ]);
});

test('the right ID below another parent is an obstacle', () => {
  const prod = unit('Prod', byId('Prod', ID.Prod));
  const moved = organization({ root: { organizationalUnits: [unit('Dev', { ...byId('Dev', ID.Dev), organizationalUnits: [prod] })] } });
  expect(reviewOfDeployment(found(), moved).obstacles.map(({ message }) => message)).toContainEqual(
    expect.stringContaining('The code takes over Root/Dev/Prod by the ID of Root/Prod (given: ou-root-aaaaaaa1).'));
});

test('a resource that the stack has taken over already is known by its construct, with any ID in the code', () => {
  expect(obstacles({ prod: { name: 'Production' }, shop: byId('shop', ID.bank) }, found(OWNED), code())).toEqual([]);
});

test('a stack that has taken over an organizational unit renames it', () => {
  const { changes } = reviewOfDeployment(found(OWNED), code({ prod: { name: 'Production' } }), code());
  expect(changes.map(({ kind }) => kind)).toEqual(['organizationalUnitRenamed']);
});

test('two versions of the code are compared without the organization', () => {
  expect(reviewOf(code(), code({ shop: byId('shop', ID.bank) })).obstacles).toEqual([]);
});
