import { deploy } from './scripted-rehearsal';
import { removeAssemblies, type Resources, unit, writeAssembly } from './written-assembly';
import { readCloudAssembly } from '../../src/assembly';
import { importsOf } from '../../src/rehearsal/imports';

afterAll(removeAssemblies);

const resource = (type: string, Properties: Record<string, unknown>) => ({ Type: `Custom::Organizations${type}`, Properties });

function importsIn(resources: Resources) {
  return importsOf([readCloudAssembly(writeAssembly('scripted', { Org: { resources } }))]);
}

test('code that makes all that it names imports nothing', () => {
  expect(importsIn({
    Organization: resource('Organization', { FeatureSet: 'ALL' }),
    Unit: resource('OrganizationalUnit', { ParentId: { 'Fn::GetAtt': ['Organization', 'RootId'] }, Name: 'U' }),
  })).toBeUndefined();
});

test('an imported organization has the root that the code names, and the policy types that it relies on', () => {
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

test('imported units and accounts lie below the root that the units name', () => {
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

test('a rehearsal begins with what its code imports', async () => {
  const { organization, warnings } = await deploy({ A: unit({ Id: 'a', ParentId: 'ou-ab12-12345678', Name: 'a' }) });
  expect(organization!.root.organizationalUnits.map(({ id }) => id)).toEqual(['ou-ab12-12345678']);
  expect(warnings).toHaveLength(1);
});

test('a rehearsal that begins somewhere else takes that as it is', async () => {
  const { state } = await deploy({});
  const { organization } = await deploy({ A: unit({ Id: 'a', ParentId: 'ou-ab12-12345678', Name: 'a' }) }, { state });
  expect(organization).toBeNull();
});
