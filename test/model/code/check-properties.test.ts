import type { CloudAssembly, Template } from '../../../src/assembly';
import { organizationFromAssembly } from '../../../src/model';

type Properties = Readonly<Record<string, unknown>>;

/** Valid properties of each kind of resource, with all that the model reads. */
const VALID: Readonly<Record<string, Properties>> = {
  Organization: { FeatureSet: 'ALL', RootTags: [{ Key: 'team', Value: 'x' }] },
  OrganizationalUnit: { ParentId: 'r-ab12', Name: 'Prod', AllowMove: true, MoveAccountsTo: { ParentId: 'r-ab12' } },
  Account: {
    ParentId: 'r-ab12', AccountName: 'shop', Email: 'shop@example.com', Removal: { Action: 'Move', ParentId: 'r-ab12' },
  },
  AccountSettings: {
    AccountId: '111122223333',
    AlternateContacts: { BILLING: { Name: 'a' }, OPERATIONS: { Name: 'b' }, SECURITY: { Name: 'c' } },
    PrimaryContact: { FullName: 'a' },
    EnabledRegions: ['eu-south-2'],
    DisabledRegions: ['me-south-1'],
  },
  InvitedAccount: { ParentId: 'r-ab12', AccountId: '111122223333', Notes: 'Welcome', WaitForAcceptance: 'true', Removal: { Action: 'Leave' } },
  Policy: { Type: 'TAG_POLICY', Name: 'tags', Description: '', Content: '{}' },
  PolicySet: {
    Type: 'SERVICE_CONTROL_POLICY', Name: 'base', Description: '', Statements: [{ Effect: 'Deny', Action: 's3:*', Resource: '*' }], MaxContentLength: 4_000,
  },
  PolicyAttachments: {
    TargetId: 'r-ab12', Policies: { TAG_POLICY: ['p-12345678'] }, PolicySets: { SERVICE_CONTROL_POLICY: ['p-12345678'] }, DetachFullAwsAccess: false,
  },
  PolicyType: { RootId: 'r-ab12', PolicyType: 'TAG_POLICY', DisableOnRemoval: 'true' },
  TrustedService: { ServicePrincipal: 'sso.amazonaws.com' },
  DelegatedAdministrator: { AccountId: '111122223333', ServicePrincipal: 'sso.amazonaws.com' },
  ResourcePolicy: { Content: '{}' },
};

/** The properties that have to be there; all others may be absent. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  Organization: ['FeatureSet'],
  OrganizationalUnit: ['ParentId', 'Name'],
  Account: ['ParentId', 'AccountName', 'Email'],
  AccountSettings: ['AccountId'],
  InvitedAccount: ['ParentId'],
  Policy: ['Type', 'Name', 'Description', 'Content'],
  PolicySet: ['Type', 'Name', 'Description', 'Statements'],
  PolicyAttachments: ['TargetId'],
  PolicyType: ['RootId', 'PolicyType'],
  TrustedService: ['ServicePrincipal'],
  DelegatedAdministrator: ['AccountId', 'ServicePrincipal'],
  ResourcePolicy: ['Content'],
};

function assembly(resources: Template['Resources']): CloudAssembly {
  const stack = { id: 'Org', name: 'Org', displayName: 'Org', template: { Resources: resources }, dependencies: [], nestedTemplates: new Map<string, Template>() };
  return { directory: '', stacks: [stack], assetDirectories: new Map() };
}

/** The message for one resource; undefined if it is accepted. An undefined value leaves the property out. */
function problem(kind: string, changes: Properties = {}): string | undefined {
  const given = Object.entries({ ...VALID[kind], ...changes }).filter(([, value]) => value !== undefined);
  try {
    organizationFromAssembly(assembly({ Subject: { Type: `Custom::Organizations${kind}`, Properties: Object.fromEntries(given) } }));
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

describe.each(Object.keys(VALID))('the properties of the kind %s', (kind) => {
  test('are accepted in the form that the constructs write, with and without those that may be absent', () => {
    expect(problem(kind)).toBeUndefined();
    const optional = Object.keys(VALID[kind]).filter((name) => !REQUIRED[kind].includes(name));
    expect(problem(kind, Object.fromEntries(optional.map((name) => [name, undefined])))).toBeUndefined();
  });

  test.each(REQUIRED[kind])('have to contain %s', (name) => {
    expect(problem(kind, { [name]: undefined })).toMatch(
      new RegExp(`^The property ${name} of Custom::Organizations${kind} has to be .*\\. Given: nothing at Org/Subject\\. Correct it in the code`));
  });

  test.each([...Object.keys(VALID[kind]), 'Tags', 'Adopt', 'Reconcile'])('are refused with a list of lists as %s', (name) => {
    expect(problem(kind, { [name]: [[]] })).toContain(`The property ${name} of Custom::Organizations${kind} has to be `);
  });
});

test('the property, the expected form, the value and the place are named, and a long value is shortened', () => {
  expect(problem('TrustedService', { ServicePrincipal: 5 })).toBe(
    'The property ServicePrincipal of Custom::OrganizationsTrustedService has to be a string. Given: 5 at Org/Subject. '
    + 'Correct it in the code, and synthesize the app again.');
  expect(problem('TrustedService', { ServicePrincipal: ['x'.repeat(200)] })).toContain(`Given: ["${'x'.repeat(98)} at Org/Subject.`);
});

test.each<[string, Properties, string]>([
  ['Policy', { Type: 'X' }, 'a policy type, such as SERVICE_CONTROL_POLICY'],
  ['Policy', { Type: 1 }, 'a policy type, such as SERVICE_CONTROL_POLICY'],
  ['Policy', { Content: {} }, 'a string'],
  ['PolicySet', { Type: 'TAG_POLICY' }, 'SERVICE_CONTROL_POLICY or RESOURCE_CONTROL_POLICY'],
  ['PolicySet', { Type: ['SERVICE_CONTROL_POLICY'] }, 'SERVICE_CONTROL_POLICY or RESOURCE_CONTROL_POLICY'],
  ['PolicySet', { Statements: {} }, 'a list of statements'],
  ['PolicySet', { Statements: [{ Effect: 'Deny' }, 'Deny'] }, 'a list of statements'],
  ['PolicySet', { MaxContentLength: 0 }, 'a whole number'],
  ['PolicySet', { MaxContentLength: '1.5' }, 'a whole number'],
  ['PolicySet', { MaxContentLength: 'x5' }, 'a whole number'],
  ['PolicySet', { MaxContentLength: 10_000_000 }, 'a whole number'],
  ['PolicyAttachments', { Policies: ['p-12345678'] }, 'lists of policy IDs by policy type'],
  ['PolicyAttachments', { Policies: { TAG_POLICY: 'p-12345678' } }, 'lists of policy IDs by policy type'],
  ['PolicyAttachments', { Policies: { TAG_POLICY: ['p-12345678', 5] } }, 'lists of policy IDs by policy type'],
  ['PolicyAttachments', { PolicySets: { TAG_POLICY: [], X: [] } }, 'lists of policy IDs by policy type'],
  ['PolicyAttachments', { DetachFullAwsAccess: {} }, 'a string, a number or a boolean'],
  ['Account', { Tags: { Key: 'a', Value: 'b' } }, 'a list of tags, each with a Key and a Value'],
  ['Account', { Tags: [{ Key: 'a', Value: 'b' }, { Key: 'c', Value: 1 }] }, 'a list of tags, each with a Key and a Value'],
  ['Account', { Tags: [{ Key: 1, Value: 'b' }] }, 'a list of tags, each with a Key and a Value'],
  ['Account', { Tags: ['a'] }, 'a list of tags, each with a Key and a Value'],
  ['Account', { Removal: 'CloseAccount' }, 'an object with an Action'],
  ['Account', { Removal: { ParentId: 'r-ab12' } }, 'an object with an Action'],
  ['Account', { Removal: { Action: 'Move', ParentId: 5 } }, 'an object with an Action'],
  ['Account', { Removal: { Action: 'Move', ParentLogicalId: 5 } }, 'an object with an Action'],
  ['OrganizationalUnit', { MoveAccountsTo: 'r-ab12' }, 'an object with a ParentId'],
  ['OrganizationalUnit', { MoveAccountsTo: { ParentLogicalId: 'Root' } }, 'an object with a ParentId'],
  ['OrganizationalUnit', { MoveAccountsTo: { ParentId: 'r-ab12', ParentLogicalId: 5 } }, 'an object with a ParentId'],
  ['OrganizationalUnit', { MoveAccountsTo: { ParentId: 'r-ab12', IfRemoved: 'r-ab12' } }, 'an object with a ParentId'],
  ['OrganizationalUnit', { MoveAccountsTo: { ParentId: 'r-ab12', IfRemoved: { ParentId: 'r-ab12', IfRemoved: {} } } }, 'an object with a ParentId'],
  ['Account', { Removal: { Action: 'Move', ParentId: 'r-ab12', IfRemoved: [] } }, 'an object with an Action'],
  ['InvitedAccount', { Email: 5 }, 'a string'],
  ['AccountSettings', { PrimaryContact: 'Ann' }, 'a contact, whose members are strings'],
  ['AccountSettings', { PrimaryContact: { FullName: 'Ann', City: 5 } }, 'a contact, whose members are strings'],
  ['AccountSettings', { AlternateContacts: ['Ann'] }, 'contacts by BILLING, OPERATIONS and SECURITY'],
  ['AccountSettings', { AlternateContacts: { BILLING: { Name: 'a' }, LEGAL: { Name: 'b' } } }, 'contacts by BILLING, OPERATIONS and SECURITY'],
  ['AccountSettings', { AlternateContacts: { BILLING: { Name: 'a' }, SECURITY: 'b' } }, 'contacts by BILLING, OPERATIONS and SECURITY'],
  ['AccountSettings', { EnabledRegions: 'eu-south-2' }, 'a list of Regions'],
  ['AccountSettings', { DisabledRegions: ['eu-south-2', 5] }, 'a list of Regions'],
])('%s with %j is refused', (kind, changes, expected) => {
  const [[name]] = Object.entries(changes);
  expect(problem(kind, changes)).toContain(`The property ${name} of Custom::Organizations${kind} has to be ${expected}. Given: `);
});

test.each<[string, Properties]>([
  ['PolicySet', { MaxContentLength: '4000' }],
  ['PolicySet', { MaxContentLength: 9_999_999 }],
  ['PolicySet', { Type: 'RESOURCE_CONTROL_POLICY', Statements: [] }],
  ['PolicyAttachments', { Policies: {} }],
  ['Account', { Tags: [], Adopt: 1, Reconcile: 'now', Removal: { Action: 'CloseAccount' } }],
  ['OrganizationalUnit', { Adopt: true, MoveAccountsTo: { ParentId: 'r-ab12' } }],
])('%s with %j is accepted', (kind, changes) => {
  expect(problem(kind, changes)).toBeUndefined();
});

describe('organizational units', () => {
  const unit = (parent: string) => ({
    Type: 'Custom::OrganizationsOrganizationalUnit', Properties: { Name: 'Unit', ParentId: parent.includes('-') ? parent : { Ref: parent } },
  });
  const chain = (length: number) => assembly(Object.fromEntries(
    Array.from({ length }, (_, index) => [`U${index}`, unit(index === 0 ? 'r-ab12' : `U${index - 1}`)])));

  test('that are in themselves are refused with the units on the way', () => {
    expect(() => organizationFromAssembly(assembly({ A: unit('B'), B: unit('C'), C: unit('A') }))).toThrow(
      'An organizational unit is in itself. Given: Org/A: [${Org.A}, ${Org.B}, ${Org.C}]. Give one of them another parent.');
    expect(() => organizationFromAssembly(assembly({ Good: unit('r-ab12'), A: unit('A') }))).toThrow('Given: Org/A: [${Org.A}].');
  });

  test('may be nested in a hundred levels and no more', () => {
    expect(organizationFromAssembly(chain(100)).root.organizationalUnits).toHaveLength(1);
    expect(() => organizationFromAssembly(chain(101))).toThrow('Organizational units are nested in more than 100 levels. Given: Org/U100. ');
  });
});
