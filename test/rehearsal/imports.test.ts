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
  const { organization, warning } = importsIn({
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
    expect(imports.warning).toBe('The code adopts resources, and a rehearsal without a snapshot assumes that they exist: Security, Prod, log@example.com, deny. '
      + 'Rehearse with --from to see what exists.');
  });

  test('does not imply attachments or settings of the organization, which the warning names as far as the code has them', () => {
    const resources: Resources = {
      ...RESOURCES,
      ServiceControl: resource('PolicyType', { RootId: ROOT, PolicyType: 'SERVICE_CONTROL_POLICY' }),
      Attachments: resource('PolicyAttachments', { TargetId: { Ref: 'Prod' }, Policies: { SERVICE_CONTROL_POLICY: [{ Ref: 'Deny' }] } }),
    };
    const { organization: { policyTypes, root }, warning } = importsIn(resources)!;
    expect([policyTypes, root.organizationalUnits[0].attachedPolicies]).toEqual([[], []]);
    expect(warning).toMatch(/deny\. It does not assume that policy types are enabled or policies are attached, so it also counts the calls for them\. Rehearse with --from to see what exists\.$/);
    const services = { ...RESOURCES, Config: resource('TrustedService', { ServicePrincipal: 'config.amazonaws.com' }) };
    expect(importsIn(services)!.warning).toContain('It does not assume that services are trusted, so it also counts the calls for them.');
  });

  test('may be only the organization', () => {
    const { organization: { root }, warning } = importsIn({ Organization: adopting('Organization', { FeatureSet: 'ALL' }) })!;
    expect([root.organizationalUnits, warning]).toEqual([[], expect.stringContaining('assumes that they exist: the organization.')]);
  });

  test('does not exist below a unit that the code creates, and such accounts are in the root', () => {
    const { organization: { root } } = importsIn({
      ...RESOURCES, Prod: resource('OrganizationalUnit', { ParentId: ROOT, Name: 'Prod' }),
    })!;
    expect(root).toMatchObject({ organizationalUnits: [], accounts: [{ name: 'management' }, { name: 'log' }] });
  });

  test('does not exist if the formerly deployed code creates it', () => {
    const codes = [{ ...RESOURCES, Log: resource('Account', { AccountName: 'log', Email: 'LOG@example.com', ParentId: ROOT }) }, RESOURCES]
      .map((resources) => readCloudAssembly(writeAssembly('scripted', { Org: { resources } })));
    const { organization: { root } } = importsOf(codes)!;
    expect(root.organizationalUnits[0].organizationalUnits[0]).toMatchObject({ name: 'Security', accounts: [] });
  });
});
