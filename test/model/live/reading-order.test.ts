import { organizationFromService, type ReadingProgress, withAccountSettings } from '../../../src/model';
import { inParallel } from '../../../src/model/live/in-parallel';
import { type OrganizationsPort, OrganizationsError } from '../../../src/organizations';
import { FULL_ACCESS, live } from '../organizations';

type Answers = { readonly [operation: string]: (...input: any[]) => unknown };

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

const member = (id: string, name: string) => ({ id, name, email: `${name}@example.com`, state: 'ACTIVE' });
const ACCOUNTS: Readonly<Record<string, object[]>> = {
  'r-root': [member('222222222222', 'zebra'), member('111111111111', 'apple')], 'ou-inner': [member('333333333333', 'inner')],
};
const UNITS: Readonly<Record<string, object[]>> = {
  'r-root': [{ id: 'ou-b', name: 'Beta' }, { id: 'ou-a', name: 'Alpha' }], 'ou-a': [{ id: 'ou-inner', name: 'Inner' }],
};
const POLICIES = [
  { id: 'p-2', name: 'tags', description: 'second', awsManaged: false }, { id: 'p-1', name: 'labels', description: '', awsManaged: false },
];
const TARGETS: Readonly<Record<string, object[]>> = { 'p-1': [{ id: 'ou-a' }], 'p-2': [{ id: 'ou-a' }, { id: '111111111111' }], 'p-FullAWSAccess': [{ id: 'ou-a' }] };

/** A service that answers in an order that has no meaning. */
function service(answers: Answers = {}): OrganizationsPort {
  return {
    describeOrganization: async () => ({ id: 'o-1', managementAccountId: '222222222222', featureSet: 'ALL' }),
    listRoots: () => each([{
      id: 'r-root',
      policyTypes: [
        { type: 'TAG_POLICY', status: 'ENABLED' }, { type: 'BACKUP_POLICY', status: 'PENDING_ENABLE' }, { type: 'NEW_POLICY', status: 'ENABLED' },
        { type: 'SERVICE_CONTROL_POLICY', status: 'ENABLED' },
      ],
    }]),
    listAccountsForParent: (id: string) => each(ACCOUNTS[id] ?? []),
    listOrganizationalUnitsForParent: (id: string) => each(UNITS[id] ?? []),
    listTags: (id: string) => each([{ Key: 'z', Value: id }, { Key: 'a', Value: '1' }, { Key: 'm', Value: '2' }]),
    listPolicies: (type: string) => each(type === 'TAG_POLICY' ? POLICIES
      : type === 'SERVICE_CONTROL_POLICY' ? [{ id: 'p-FullAWSAccess', name: 'FullAWSAccess', description: '', awsManaged: true }] : []),
    listTargetsForPolicy: (id: string) => each(TARGETS[id]),
    describePolicy: async (id: string) => ({ content: `content of ${id}` }),
    describeResourcePolicy: async () => ({ id: 'rp-1', content: '{}' }),
    listServiceAccess: () => each([{ servicePrincipal: 'sso.amazonaws.com' }, { servicePrincipal: 'config.amazonaws.com' }]),
    listDelegatedAdministrators: () => each([{ accountId: '999999999999' }, { accountId: '222222222222' }, { accountId: '111111111111' }]),
    listDelegatedServicesForAccount: (id: string) => each((id === '111111111111' ? ['sso.amazonaws.com', 'config.amazonaws.com'] : ['sso.amazonaws.com'])
      .map((servicePrincipal) => ({ servicePrincipal }))),
    listInvitations: () => each([]),
    ...answers,
  } as unknown as OrganizationsPort;
}

const failing = (code: string) => () => {
  throw new OrganizationsError('AnyOperation', code, 'refused');
};

test('all parts of an organization are read, and sorted where the order of the service has no meaning', async () => {
  const tagsOf = (id: string) => ({ a: '1', m: '2', z: id });
  const target = (id: string) => ({ id, tags: tagsOf(id), attachedPolicies: [] });
  const tag = (id: string, name: string) => ({ id, name, type: 'TAG_POLICY', awsManaged: false });
  const organization = await organizationFromService(service());
  expect(organization).toEqual({
    id: 'o-1',
    managementAccountId: '222222222222',
    featureSet: 'ALL',
    root: {
      ...target('r-root'),
      accounts: [
        { ...target('111111111111'), ...member('111111111111', 'apple'), attachedPolicies: [tag('p-2', 'tags')] },
        { ...target('222222222222'), ...member('222222222222', 'zebra') },
      ],
      organizationalUnits: [
        {
          ...target('ou-a'),
          name: 'Alpha',
          accounts: [],
          attachedPolicies: [FULL_ACCESS, tag('p-1', 'labels'), tag('p-2', 'tags')],
          organizationalUnits: [
            { ...target('ou-inner'), name: 'Inner', accounts: [{ ...target('333333333333'), ...member('333333333333', 'inner') }], organizationalUnits: [] },
          ],
        },
        { ...target('ou-b'), name: 'Beta', accounts: [], organizationalUnits: [] },
      ],
    },
    policies: [
      { id: 'p-1', name: 'labels', type: 'TAG_POLICY', description: '', content: 'content of p-1', tags: tagsOf('p-1') },
      { id: 'p-2', name: 'tags', type: 'TAG_POLICY', description: 'second', content: 'content of p-2', tags: tagsOf('p-2') },
    ],
    policyTypes: ['SERVICE_CONTROL_POLICY', 'TAG_POLICY'],
    trustedServices: ['config.amazonaws.com', 'sso.amazonaws.com'],
    delegatedAdministrators: [
      { accountId: '999999999999', accountName: '999999999999', servicePrincipal: 'sso.amazonaws.com' },
      { accountId: '111111111111', accountName: 'apple', servicePrincipal: 'config.amazonaws.com' },
      { accountId: '111111111111', accountName: 'apple', servicePrincipal: 'sso.amazonaws.com' },
      { accountId: '222222222222', accountName: 'zebra', servicePrincipal: 'sso.amazonaws.com' },
    ],
    resourcePolicy: { id: 'rp-1', content: '{}', tags: tagsOf('rp-1') },
  });
  expect(Object.keys(organization.root.tags)).toEqual(['a', 'm', 'z']);
});

test('the progress counts each level of units, accounts, policies and tags, and earlier numbers do not change', async () => {
  const progress: ReadingProgress[] = [];
  await organizationFromService(service(), { onProgress: (read) => progress.push(read), parallel: 1 });
  expect(progress.slice(0, 7)).toEqual([
    { organizationalUnits: 2, accounts: 0, policies: 0, tagged: 0 },
    { organizationalUnits: 2, accounts: 2, policies: 0, tagged: 0 },
    { organizationalUnits: 3, accounts: 2, policies: 0, tagged: 0 },
    { organizationalUnits: 3, accounts: 2, policies: 0, tagged: 0 },
    { organizationalUnits: 3, accounts: 2, policies: 0, tagged: 0 },
    { organizationalUnits: 3, accounts: 3, policies: 0, tagged: 0 },
    { organizationalUnits: 3, accounts: 3, policies: 0, tagged: 1 },
  ]);
  expect(progress.at(-1)).toEqual({ organizationalUnits: 3, accounts: 3, policies: 2, tagged: 10 });
});

test('an organization without a resource policy has none, and other errors are told', async () => {
  expect(await organizationFromService(service({ describeResourcePolicy: failing('ResourcePolicyNotFound') }))).not.toHaveProperty('resourcePolicy');
  await expect(organizationFromService(service({ describeResourcePolicy: failing('AccessDenied') }))).rejects.toMatchObject({ code: 'AccessDenied' });
});

test('policies of types that are not enabled are skipped only where AWS does not offer them', async () => {
  const refusing = (refused: string, code: string) => service({
    listPolicies: (type: string) => (type === refused ? failing(code)() : each(type === 'TAG_POLICY' ? POLICIES : [])),
  });
  const read = await organizationFromService(refusing('BACKUP_POLICY', 'InvalidInput'));
  expect(read.policies.map(({ name }) => name)).toEqual(['labels', 'tags']);
  await expect(organizationFromService(refusing('BACKUP_POLICY', 'AccessDenied'))).rejects.toMatchObject({ code: 'AccessDenied' });
  await expect(organizationFromService(refusing('TAG_POLICY', 'InvalidInput'))).rejects.toMatchObject({ code: 'InvalidInput' });
});

test('an organization with consolidated billing is not asked for what the service refuses to it', async () => {
  const refused = { describeResourcePolicy: failing('AccessDenied'), listServiceAccess: failing('AccessDenied'), listDelegatedAdministrators: failing('AccessDenied') };
  const describeOrganization = async () => ({ id: 'o-1', managementAccountId: '222222222222', featureSet: 'CONSOLIDATED_BILLING' });
  const read = await organizationFromService(service({ ...refused, describeOrganization, listHandshakesForOrganization: () => each([]) }));
  expect(read).toMatchObject({ featureSet: 'CONSOLIDATED_BILLING', trustedServices: [], delegatedAdministrators: [] });
});

test('no more than the given number of calls are in progress at once, and results keep the order of the items', async () => {
  let running = 0;
  let most = 0;
  const work = async (item: number) => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 6 - item));
    running--;
    return item * 10;
  };
  expect(await inParallel(2, [1, 2, 3, 4, 5], work)).toEqual([10, 20, 30, 40, 50]);
  expect(most).toBe(2);
  expect(await inParallel(9, [], work)).toEqual([]);
});

describe('contacts and Regions', () => {
  const ONE = live.account('one', 1).id;
  const TWO = live.account('two', 2).id;
  const organization = (more = {}) => live.organization({
    root: { accounts: [live.account('one', 1), live.account('two', 2, { state: 'SUSPENDED' })] }, more: { trustedServices: ['account.amazonaws.com'], ...more },
  });
  const REGIONS = ['ENABLED', 'ENABLING', 'ENABLED_BY_DEFAULT', 'DISABLED', 'DISABLING'];
  const port = {
    getAccountInformation: async () => ({ id: ONE, name: 'one' }),
    getAlternateContact: async (type: string) => (type === 'BILLING' ? undefined : { name: type, title: undefined, emailAddress: 'a@example.com' }),
    getContactInformation: async () => ({ fullName: 'Ann', addressLine2: undefined }),
    listRegions: () => each(REGIONS.map((status) => ({ name: status.toLowerCase(), status }))),
  } as never;
  const regions = [...REGIONS.map((status) => status.toLowerCase()), 'unknown'].map((region) => [`REGION:${region}`, 'ENABLED']);
  const settings = { BILLING: { Name: 'x' }, SECURITY: { Name: 'x' }, PRIMARY: { FullName: 'x' }, ...Object.fromEntries(regions) };
  const code = (accountId: string, of: object) => live.organization({ more: { id: '', accountSettings: [{ accountId, settings: of as never }] } });

  test('have the names of the service, no members without a value, and a Region in progress counts as complete', async () => {
    const { accountSettings } = await withAccountSettings(organization(), { port, codes: [code(ONE, settings)] });
    expect(accountSettings).toStrictEqual([{
      accountId: ONE,
      settings: {
        'BILLING': null,
        'SECURITY': { EmailAddress: 'a@example.com', Name: 'SECURITY' },
        'PRIMARY': { FullName: 'Ann' },
        'REGION:disabled': 'DISABLED',
        'REGION:disabling': 'DISABLED',
        'REGION:enabled': 'ENABLED',
        'REGION:enabled_by_default': 'ENABLED',
        'REGION:enabling': 'ENABLED',
      },
    }]);
  });

  test('are read for what several versions of the code name, beside those that are known', async () => {
    const known = { accountSettings: [{ accountId: TWO, settings: { SECURITY: null } }] };
    const { SECURITY, BILLING } = settings;
    const codes = [organization(), code(ONE, { SECURITY }), code(ONE, { BILLING }), code(TWO, { BILLING })];
    const { accountSettings } = await withAccountSettings(organization(known), { port, codes });
    expect(accountSettings!.map((entry) => [entry.accountId, Object.keys(entry.settings)])).toEqual([[ONE, ['BILLING', 'SECURITY']], [TWO, ['SECURITY']]]);
  });
});
