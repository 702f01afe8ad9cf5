import { deploy } from './scripted-rehearsal';
import { removeAssemblies, type Resources, unit, writeAssembly } from './written-assembly';
import { readCloudAssembly } from '../../src/assembly';
import { importsOf } from '../../src/rehearsal/existing/imports';

afterAll(removeAssemblies);

const resource = (type: string, Properties: Record<string, unknown>) => ({ Type: `Custom::Organizations${type}`, Properties });

function importsIn(resources: Resources) {
  return importsOf([readCloudAssembly(writeAssembly('scripted', { Org: { resources } }))]);
}

test('code that creates every resource it refers to imports nothing', () => {
  expect(importsIn({
    Organization: resource('Organization', { FeatureSet: 'ALL' }),
    Unit: resource('OrganizationalUnit', { ParentId: { 'Fn::GetAtt': ['Organization', 'RootId'] }, Name: 'U' }),
  })).toBeUndefined();
});

test('an imported organization has the root in the code, and the policy types on which the code relies', () => {
  const { organization, warnings: [warning] } = importsIn({
    Unit: resource('OrganizationalUnit', { ParentId: 'r-ab12', Name: 'U' }),
    Attachments: resource('PolicyAttachments', { TargetId: { Ref: 'Unit' }, Policies: { SERVICE_CONTROL_POLICY: ['p-abcdefgh', 'p-FullAWSAccess'] } }),
  })!;
  expect(organization).toMatchObject({
    root: { id: 'r-ab12', organizationalUnits: [], attachedPolicies: [{ id: 'p-FullAWSAccess' }] },
    policyTypes: ['SERVICE_CONTROL_POLICY'],
    policies: [{ id: 'p-abcdefgh', type: 'SERVICE_CONTROL_POLICY' }],
  });
  expect(warning).toMatch(/directly below the root: p-abcdefgh\.$/);
});

test('imported units and accounts are below the root in the IDs of the units', () => {
  const { organization } = importsIn({
    Unit: resource('OrganizationalUnit', { ParentId: 'ou-ab12-12345678', Name: 'U' }),
    Account: resource('Account', { AccountName: 'a', Email: 'a@example.com', ParentId: { Ref: 'Unit' }, Removal: { Action: 'MoveAccount', ParentId: 'ou-ab12-87654321' } }),
    Administrator: resource('DelegatedAdministrator', { AccountId: '123456789012', ServicePrincipal: 'config.amazonaws.com' }),
  })!;
  expect(organization.root).toMatchObject({
    id: 'r-ab12', organizationalUnits: [{ id: 'ou-ab12-12345678' }, { id: 'ou-ab12-87654321' }], accounts: [{ name: 'management' }, { id: '123456789012' }],
  });
  expect(organization.trustedServices).toEqual(['config.amazonaws.com']);
});

test('each destination of accounts in a chain is an imported unit', () => {
  const { organization: { root } } = importsIn({
    Organization: resource('Organization', { FeatureSet: 'ALL' }),
    Middle: resource('OrganizationalUnit', {
      ParentId: { 'Fn::GetAtt': ['Organization', 'RootId'] }, Name: 'Middle', MoveAccountsTo: { ParentId: 'ou-ab12-87654321' },
    }),
    Unit: resource('OrganizationalUnit', {
      ParentId: { 'Fn::GetAtt': ['Organization', 'RootId'] }, Name: 'U', MoveAccountsTo: { ParentId: { Ref: 'Middle' }, IfRemoved: { ParentId: 'ou-ab12-87654321' } },
    }),
  })!;
  expect(root.organizationalUnits.map(({ id }) => id)).toEqual(['ou-ab12-87654321']);
});

test('the destination of MoveAccountsTo is an imported unit', () => {
  const { organization: { root } } = importsIn({
    Organization: resource('Organization', { FeatureSet: 'ALL' }),
    Unit: resource('OrganizationalUnit', {
      ParentId: { 'Fn::GetAtt': ['Organization', 'RootId'] }, Name: 'U', MoveAccountsTo: { ParentId: 'ou-ab12-87654321' },
    }),
  })!;
  expect(root).toMatchObject({ id: 'r-ab12', organizationalUnits: [{ id: 'ou-ab12-87654321', accounts: [] }] });
});

test('a rehearsal starts with the imports of its code', async () => {
  const { organization, warnings } = await deploy({ A: unit({ Id: 'a', ParentId: 'ou-ab12-12345678', Name: 'a' }) });
  expect(organization!.root.organizationalUnits.map(({ id }) => id)).toEqual(['ou-ab12-12345678']);
  expect(warnings).toHaveLength(1);
});

test('a rehearsal that starts from a state adds no imports', async () => {
  const { state } = await deploy({});
  const { organization } = await deploy({ A: unit({ Id: 'a', ParentId: 'ou-ab12-12345678', Name: 'a' }) }, { state });
  expect(organization).toBeNull();
});

describe('an adopted resource', () => {
  const ROOT = { 'Fn::GetAtt': ['Organization', 'RootId'] };
  const organization = resource('Organization', { FeatureSet: 'ALL' });
  const adopting = (type: string, properties: Record<string, unknown>) => resource(type, { ...properties, Adopt: true });
  const RESOURCES = {
    Organization: organization,
    Security: adopting('OrganizationalUnit', { ParentId: { Ref: 'Prod' }, Name: 'Security' }),
    Prod: adopting('OrganizationalUnit', { ParentId: ROOT, Name: 'Prod', OrganizationalUnitId: 'ou-ab12-abcdefgh' }),
    Log: adopting('Account', { AccountName: 'log', Email: 'log@example.com', ParentId: { Ref: 'Security' }, AccountId: '123456789012' }),
    Deny: adopting('Policy', { Type: 'SERVICE_CONTROL_POLICY', Name: 'deny', Description: 'd', Content: '{"Statement":[]}' }),
  };

  test('exists at the start of a rehearsal without a snapshot as the code describes it, with a warning', () => {
    const imports = importsIn(RESOURCES)!;
    expect(imports.organization).toMatchObject({
      root: {
        accounts: [{ name: 'management' }],
        organizationalUnits: [{ id: 'ou-ab12-abcdefgh', name: 'Prod', organizationalUnits: [{ name: 'Security', accounts: [{ id: '123456789012', name: 'log', email: 'log@example.com' }] }] }],
      },
      policies: [{ name: 'deny', type: 'SERVICE_CONTROL_POLICY', description: 'd', content: '{"Statement":[]}' }],
    });
    expect(imports.warnings).toEqual(['The code adopts resources, and a rehearsal without a snapshot assumes that they exist: Security, Prod, log@example.com, deny. '
      + 'Rehearse with --from to see what exists.']);
  });

  test('does not imply attachments or settings of the organization, which the warning names as far as the code has them', () => {
    const resources: Resources = {
      ...RESOURCES,
      ServiceControl: resource('PolicyType', { RootId: ROOT, PolicyType: 'SERVICE_CONTROL_POLICY' }),
      Attachments: resource('PolicyAttachments', { TargetId: { Ref: 'Prod' }, Policies: { SERVICE_CONTROL_POLICY: [{ Ref: 'Deny' }] } }),
    };
    const { organization: { policyTypes, root }, warnings: [warning] } = importsIn(resources)!;
    expect([policyTypes, root.organizationalUnits[0].attachedPolicies]).toEqual([[], []]);
    expect(warning).toMatch(/deny\. It does not assume that policy types are enabled or policies are attached, so it also counts the calls for them\. Rehearse with --from to see what exists\.$/);
    const services = { ...RESOURCES, Config: resource('TrustedService', { ServicePrincipal: 'config.amazonaws.com' }) };
    expect(importsIn(services)!.warnings[0]).toContain('It does not assume that services are trusted, so it also counts the calls for them.');
  });

  test('may be only the organization', () => {
    const { organization: { root }, warnings } = importsIn({ Organization: adopting('Organization', { FeatureSet: 'ALL' }) })!;
    expect([root.organizationalUnits, warnings]).toEqual([[], [expect.stringContaining('assumes that they exist: the organization.')]]);
  });

  test('does not exist below a unit that the code creates, and such accounts are in the root', () => {
    const { organization: { root } } = importsIn({
      ...RESOURCES, Prod: resource('OrganizationalUnit', { ParentId: ROOT, Name: 'Prod' }),
    })!;
    expect(root).toMatchObject({ organizationalUnits: [], accounts: [{ name: 'management' }, { name: 'log' }] });
  });

  const importsOfCodes = (...codes: readonly Resources[]) => importsOf(codes.map((resources) => (
    readCloudAssembly(writeAssembly('scripted', { Org: { resources } })))))!;

  test('does not exist if the formerly deployed code creates it', () => {
    const created = { ...RESOURCES, Log: resource('Account', { AccountName: 'log', Email: 'LOG@example.com', ParentId: ROOT }) };
    const { organization: { root } } = importsOfCodes(created, RESOURCES);
    expect(root.organizationalUnits[0].organizationalUnits[0]).toMatchObject({ name: 'Security', accounts: [] });
  });

  describe('of the formerly deployed code', () => {
    const BASE: Resources = {
      Organization: adopting('Organization', { FeatureSet: 'ALL', RootTags: [{ Key: 'root', Value: 'yes' }] }),
      ServiceControl: resource('PolicyType', { RootId: ROOT, PolicyType: 'SERVICE_CONTROL_POLICY' }),
      Config: resource('TrustedService', { ServicePrincipal: 'config.amazonaws.com' }),
      Prod: adopting('OrganizationalUnit', { ParentId: ROOT, Name: 'Prod', Tags: [{ Key: 'team', Value: 'blue' }] }),
      Test: adopting('OrganizationalUnit', { ParentId: ROOT, Name: 'Test' }),
      Made: resource('OrganizationalUnit', { ParentId: ROOT, Name: 'Made', Tags: [{ Key: 'team', Value: 'red' }] }),
      Log: adopting('Account', { AccountName: 'log', Email: 'log@example.com', ParentId: { Ref: 'Prod' } }),
      Shop: adopting('Account', { AccountName: 'shop', Email: 'shop@example.com', ParentId: { Ref: 'Test' } }),
      Deny: adopting('Policy', { Type: 'SERVICE_CONTROL_POLICY', Name: 'deny', Description: 'd', Content: '{"Statement":[]}', Tags: [{ Key: 'by', Value: 'us' }] }),
      Other: resource('Policy', { Type: 'SERVICE_CONTROL_POLICY', Name: 'other', Description: 'o', Content: '{"Statement":[]}' }),
      OfProd: resource('PolicyAttachments', { TargetId: { Ref: 'Prod' }, Policies: { SERVICE_CONTROL_POLICY: [{ Ref: 'Deny' }, { Ref: 'Other' }] } }),
      OfTest: resource('PolicyAttachments', {
        TargetId: { Ref: 'Test' }, DetachFullAwsAccess: true, Policies: { SERVICE_CONTROL_POLICY: [{ Ref: 'Other' }] },
      }),
      Administrator: resource('DelegatedAdministrator', { AccountId: { Ref: 'Log' }, ServicePrincipal: 'config.amazonaws.com' }),
      Settings: resource('AccountSettings', { AccountId: { Ref: 'Log' }, EnabledRegions: ['eu-south-2'] }),
    };

    test('exists as that code describes it, under the logical ID or the natural key that it has there', () => {
      const head = {
        Organization: BASE.Organization,
        Prod: adopting('OrganizationalUnit', { ParentId: ROOT, Name: 'Production', OrganizationalUnitId: 'ou-ab12-abcdefgh' }),
        Test: adopting('OrganizationalUnit', { ParentId: ROOT, Name: 'Prod' }),
        Archive: adopting('Account', { AccountName: 'archive', Email: 'LOG@example.com', AccountId: '123456789012', ParentId: { Ref: 'Test' } }),
        Shop: resource('Account', { AccountName: 'store', Email: 'store@example.com', ParentId: { Ref: 'Prod' } }),
        Deny: adopting('Policy', { Type: 'SERVICE_CONTROL_POLICY', Name: 'allow', Description: 'e', Content: '{}' }),
        New: adopting('Account', { AccountName: 'new', Email: 'new@example.com', ParentId: { Ref: 'Prod' } }),
      };
      const { organization: { root, policies }, warnings } = importsOfCodes(BASE, head);
      expect(root.organizationalUnits).toMatchObject([
        { id: 'ou-ab12-abcdefgh', name: 'Prod', accounts: [{ id: '123456789012', name: 'log', email: 'log@example.com' }, { name: 'new' }] },
        { name: 'Test', accounts: [{ name: 'shop', email: 'shop@example.com' }] },
      ]);
      expect(policies).toMatchObject([{ name: 'deny', description: 'd', content: '{"Statement":[]}' }]);
      expect(warnings).toEqual([
        'The code adopts resources, and a rehearsal without a snapshot assumes that they exist: new@example.com. Rehearse with --from to see what exists.',
      ]);
    });

    test('has the tags, attachments, registrations and Regions that this code lists, as far as it creates none of them', () => {
      const { organization: found, warnings } = importsOfCodes(BASE, {});
      const full = { id: 'p-FullAWSAccess' };
      const [prod, other] = found.root.organizationalUnits;
      expect(found.root).toMatchObject({ tags: { root: 'yes' }, attachedPolicies: [full] });
      expect(prod).toMatchObject({ name: 'Prod', tags: { team: 'blue' }, attachedPolicies: [full, { id: found.policies[0].id, name: 'deny' }] });
      expect(other).toMatchObject({ name: 'Test', tags: {}, attachedPolicies: [full] });
      const [{ id: accountId }] = prod.accounts;
      expect(found).toMatchObject({
        policies: [{ name: 'deny', tags: { by: 'us' } }],
        policyTypes: ['SERVICE_CONTROL_POLICY'],
        trustedServices: ['account.amazonaws.com', 'config.amazonaws.com'],
        delegatedAdministrators: [{ accountId, servicePrincipal: 'config.amazonaws.com' }],
        accountSettings: [{ accountId, settings: { 'REGION:eu-south-2': 'ENABLED' } }],
      });
      expect(found.root.organizationalUnits).toHaveLength(2);
      expect(warnings).toEqual([]);
    });
  });
});
