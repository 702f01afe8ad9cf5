import type { CloudAssembly, Template } from '../../../src/assembly';
import { POLICY_SET_TAG_KEY } from '../../../src/contract';
import { organizationFromAssembly } from '../../../src/model';

const SHOP_ID = '222233334444';

function assembly(resources: Template['Resources']): CloudAssembly {
  const stack = { id: 'Org', name: 'Org', displayName: 'Org', template: { Resources: resources }, dependencies: [], nestedTemplates: new Map<string, Template>() };
  return { directory: '', stacks: [stack], assetDirectories: new Map() };
}

const resource = (kind: string, properties: object, more: object = {}) => ({ Type: `Custom::Organizations${kind}`, Properties: { ...properties }, ...more });
const ROOT_IS_KNOWN = { physicalId: () => undefined, attribute: (_stack: string, _logicalId: string, name: string) => (name === 'RootId' ? 'r-ab12' : undefined) };
const ROOT_ID = { 'Fn::GetAtt': ['Organization', 'RootId'] };
const MANAGER_ID = { 'Fn::GetAtt': ['Organization', 'ManagementAccountId'] };
const TAGS = [{ Key: 'z', Value: '1' }, { Key: 'a', Value: '2' }];
const DENY = { Effect: 'Deny', Action: 's3:*', Resource: '*' };
const organization = (more: object = {}) => resource('Organization', { FeatureSet: 'ALL', ...more });
const unit = (Name: string, ParentId: unknown, more: object = {}) => resource('OrganizationalUnit', { Name, ParentId, ...more });
const account = (AccountName: string, ParentId: unknown, more: object = {}) => (
  resource('Account', { AccountName, Email: `${AccountName}@example.com`, ParentId, ...more }));
const policy = (Type: string, Name: string, more: object = {}) => resource('Policy', { Type, Name, Description: '', Content: '{}', ...more });
const attachments = (TargetId: unknown, more: object) => resource('PolicyAttachments', { TargetId, ...more });
const type = (PolicyType: string, more: object = {}, definition: object = {}) => resource('PolicyType', { RootId: ROOT_ID, PolicyType, ...more }, definition);
const administrator = (AccountId: unknown, ServicePrincipal: string, definition: object = {}) => (
  resource('DelegatedAdministrator', { AccountId, ServicePrincipal }, definition));

const note = (logicalId: string) => ({ owner: 'Org', address: `Org.${logicalId}`, adopt: false, retained: false, exports: [] });
const full = { id: 'p-FullAWSAccess', name: 'FullAWSAccess', type: 'SERVICE_CONTROL_POLICY', awsManaged: true };
const fullResources = { id: 'p-RCPFullAWSAccess', name: 'RCPFullAWSAccess', type: 'RESOURCE_CONTROL_POLICY', awsManaged: true };
const ours = (id: string, name: string, of: string) => ({ id, name, type: of, awsManaged: false });

const WHOLE: Template['Resources'] = {
  Organization: organization({ RootTags: TAGS }),
  Services: type('SERVICE_CONTROL_POLICY'),
  ServicesAgain: type('SERVICE_CONTROL_POLICY'),
  Resources: type('RESOURCE_CONTROL_POLICY'),
  TagType: type('TAG_POLICY', { DisableOnRemoval: 'true' }),
  Prod: unit('Prod', ROOT_ID, { Tags: TAGS }),
  Dev: unit('Dev', ROOT_ID),
  Inner: unit('Inner', { Ref: 'Prod' }),
  Zoo: account('zoo', { Ref: 'Inner' }, { Tags: TAGS }),
  Bank: account('bank', { Ref: 'Inner' }),
  Shop: resource('InvitedAccount', { AccountId: SHOP_ID, ParentId: { Ref: 'Inner' }, Tags: TAGS }),
  Guest: resource('InvitedAccount', { Email: 'guest@example.com', ParentId: ROOT_ID }),
  Labels: policy('TAG_POLICY', 'labels', { Description: 'Labels', Tags: TAGS }),
  Guard: policy('SERVICE_CONTROL_POLICY', 'guard'),
  Set: resource('PolicySet', { Type: 'SERVICE_CONTROL_POLICY', Name: 'base', Description: 'Base', Statements: [DENY], Tags: TAGS }),
  OnProd: attachments({ Ref: 'Prod' }, {
    Policies: { TAG_POLICY: [{ Ref: 'Labels' }], SERVICE_CONTROL_POLICY: [{ Ref: 'Guard' }, 'p-imported1'] },
    PolicySets: { SERVICE_CONTROL_POLICY: [{ 'Fn::GetAtt': ['Set', 'PolicyIds'] }, 'p-other001,p-other002'] },
  }),
  OnDev: attachments({ Ref: 'Dev' }, { Policies: { SERVICE_CONTROL_POLICY: [{ Ref: 'Guard' }] }, DetachFullAwsAccess: true }),
  OnManager: attachments(MANAGER_ID, { Policies: { TAG_POLICY: [{ Ref: 'Labels' }] } }),
  OnOutside: attachments('ou-ab12-00000009', { DetachFullAwsAccess: 'true' }),
  Single: resource('TrustedService', { ServicePrincipal: 'sso.amazonaws.com' }),
  SingleAgain: resource('TrustedService', { ServicePrincipal: 'sso.amazonaws.com' }),
  Config: resource('TrustedService', { ServicePrincipal: 'config.amazonaws.com' }),
  AdminZoo: administrator({ Ref: 'Zoo' }, 'sso.amazonaws.com', { DeletionPolicy: 'Retain' }),
  AdminBank: administrator({ Ref: 'Bank' }, 'sso.amazonaws.com'),
  AdminBankToo: administrator({ Ref: 'Bank' }, 'config.amazonaws.com'),
  AdminShop: administrator({ Ref: 'Shop' }, 'sso.amazonaws.com'),
  AdminOther: administrator('999999999999', 'sso.amazonaws.com'),
  Delegation: resource('ResourcePolicy', { Content: '{}', Tags: TAGS }),
};

describe('an organization in code', () => {
  const value = organizationFromAssembly(assembly(WHOLE));
  const tags = { a: '2', z: '1' };
  const byAws = [full, fullResources];

  test('has its tree with the policies of each target, sorted by name', () => {
    const [prod, dev] = [value.root.organizationalUnits.find(({ name }) => name === 'Prod')!, value.root.organizationalUnits.find(({ name }) => name === 'Dev')!];
    expect(value.root.organizationalUnits.map(({ name }) => name)).toEqual(['Dev', 'Prod', 'ou-ab12-00000009']);
    expect(Object.keys(value.root.tags)).toEqual(['a', 'z']);
    expect(value.root).toMatchObject({
      id: '${Org.Organization.RootId}',
      tags,
      attachedPolicies: byAws,
      code: note('Organization'),
      accounts: [
        { id: '${Org.Guest}', name: 'guest@example.com', email: 'guest@example.com', state: 'INVITED', tags: {}, attachedPolicies: byAws },
        {
          id: '${Org.Organization.ManagementAccountId}',
          name: '${Org.Organization.ManagementAccountId}',
          email: '',
          state: 'ACTIVE',
          tags: {},
          attachedPolicies: [full, fullResources, ours('${Org.Labels}', 'labels', 'TAG_POLICY')].sort((a, b) => (a.name < b.name ? -1 : 1)),
        },
      ].sort((a, b) => (a.name < b.name ? -1 : 1)),
    });
    expect(prod).toMatchObject({ id: '${Org.Prod}', tags, code: note('Prod'), accounts: [] });
    expect(prod.attachedPolicies).toEqual([
      full, fullResources, ours('${Org.Set}', 'base-1', 'SERVICE_CONTROL_POLICY'), ours('${Org.Guard}', 'guard', 'SERVICE_CONTROL_POLICY'),
      ours('${Org.Labels}', 'labels', 'TAG_POLICY'), ...['p-imported1', 'p-other001', 'p-other002'].map((id) => ours(id, id, 'SERVICE_CONTROL_POLICY')),
    ]);
    expect(dev.attachedPolicies).toEqual([fullResources, ours('${Org.Guard}', 'guard', 'SERVICE_CONTROL_POLICY')]);
    expect(prod.organizationalUnits).toEqual([{
      id: '${Org.Inner}',
      name: 'Inner',
      tags: {},
      attachedPolicies: byAws,
      organizationalUnits: [],
      code: note('Inner'),
      accounts: [
        { id: SHOP_ID, name: SHOP_ID, email: '', state: 'INVITED', tags, attachedPolicies: byAws, code: { ...note('Shop'), invited: { accountId: SHOP_ID } } },
        { id: '${Org.Bank}', name: 'bank', email: 'bank@example.com', state: 'ACTIVE', tags: {}, attachedPolicies: byAws, code: note('Bank') },
        { id: '${Org.Zoo}', name: 'zoo', email: 'zoo@example.com', state: 'ACTIVE', tags, attachedPolicies: byAws, code: note('Zoo') },
      ],
    }]);
  });

  test('has policies, also those of sets, and the resource policy', () => {
    expect(value.policies).toEqual([
      {
        id: '${Org.Set}',
        name: 'base-1',
        type: 'SERVICE_CONTROL_POLICY',
        description: 'Base',
        content: expect.stringContaining('s3:*'),
        tags: { ...tags, [POLICY_SET_TAG_KEY]: 'first' },
        code: note('Set'),
      },
      { id: '${Org.Guard}', name: 'guard', type: 'SERVICE_CONTROL_POLICY', description: '', content: '{}', tags: {}, code: note('Guard') },
      { id: '${Org.Labels}', name: 'labels', type: 'TAG_POLICY', description: 'Labels', content: '{}', tags, code: note('Labels') },
    ]);
    expect(value.resourcePolicy).toEqual({ id: '${Org.Delegation}', content: '{}', tags, code: note('Delegation') });
  });

  test('has each policy type and service once, and administrators by the names of their accounts', () => {
    expect(value).toMatchObject({
      id: '${Org.Organization}',
      managementAccountId: '${Org.Organization.ManagementAccountId}',
      featureSet: 'ALL',
      policyTypes: ['RESOURCE_CONTROL_POLICY', 'SERVICE_CONTROL_POLICY', 'TAG_POLICY'],
      trustedServices: ['config.amazonaws.com', 'sso.amazonaws.com'],
    });
    expect(value.delegatedAdministrators).toStrictEqual([
      { accountId: SHOP_ID, accountName: SHOP_ID, servicePrincipal: 'sso.amazonaws.com', owner: 'Org' },
      { accountId: '999999999999', accountName: '999999999999', servicePrincipal: 'sso.amazonaws.com', owner: 'Org' },
      { accountId: '${Org.Bank}', accountName: 'bank', servicePrincipal: 'config.amazonaws.com', owner: 'Org' },
      { accountId: '${Org.Bank}', accountName: 'bank', servicePrincipal: 'sso.amazonaws.com', owner: 'Org' },
      { accountId: '${Org.Zoo}', accountName: 'zoo', servicePrincipal: 'sso.amazonaws.com', owner: 'Org', retained: true },
    ]);
    expect(value.code).toMatchObject({ owners: ['Org'], withoutFullAwsAccess: ['${Org.Dev}', 'ou-ab12-00000009'], disabledOnRemoval: [{ policyType: 'TAG_POLICY', owner: 'Org' }] });
    expect(value.code!.links).toBeUndefined();
  });
});

test('code without the organization has no root, and only the policy types that its attachments rely on bring policies of AWS', () => {
  const value = organizationFromAssembly(assembly({
    Prod: unit('Prod', 'r-ab12'),
    Labels: policy('TAG_POLICY', 'labels'),
    OnProd: attachments({ Ref: 'Prod' }, { Policies: { TAG_POLICY: [{ Ref: 'Labels' }] }, PolicySets: { SERVICE_CONTROL_POLICY: ['p-1'] } }),
  }));
  expect(value).toMatchObject({ id: '', managementAccountId: '', featureSet: 'ALL', policyTypes: [], trustedServices: [], delegatedAdministrators: [], policies: [{ name: 'labels' }] });
  expect(value).not.toHaveProperty('resourcePolicy');
  expect(value).not.toHaveProperty('accountSettings');
  expect(value.root).toMatchObject({ id: '', tags: {}, code: undefined, accounts: [], organizationalUnits: [{ id: 'r-ab12', name: 'r-ab12', attachedPolicies: [full] }] });
  const [prod] = value.root.organizationalUnits[0].organizationalUnits;
  expect(prod.attachedPolicies.map(({ name }) => name)).toEqual(['FullAWSAccess', 'labels', 'p-1']);
});

test('code with the organization has no policies of AWS where it does not enable their type', () => {
  const value = organizationFromAssembly(assembly({
    Organization: organization({ FeatureSet: 'CONSOLIDATED_BILLING' }),
    OnRoot: attachments(ROOT_ID, { Policies: { SERVICE_CONTROL_POLICY: ['p-imported1'] } }),
  }));
  expect([value.featureSet, value.root.attachedPolicies]).toEqual(['CONSOLIDATED_BILLING', [ours('p-imported1', 'p-imported1', 'SERVICE_CONTROL_POLICY')]]);
  expect(value.code).not.toHaveProperty('disabledOnRemoval');
});

test('the attachments of several stacks at one target count together', () => {
  const [first] = assembly({
    Organization: organization(),
    Services: type('SERVICE_CONTROL_POLICY'),
    One: attachments('r-ab12', { Policies: { SERVICE_CONTROL_POLICY: ['p-2', 'p-1'] } }),
  }).stacks;
  const two = attachments('r-ab12', { Policies: { SERVICE_CONTROL_POLICY: ['p-3'] }, DetachFullAwsAccess: 'true' });
  const others = (resources: Template['Resources']) => ({ ...first, id: 'Other', name: 'Other', displayName: 'Other', template: { Resources: resources } });
  const value = organizationFromAssembly({ directory: '', stacks: [first, others({ Two: two })], assetDirectories: new Map() }, ROOT_IS_KNOWN);
  expect(() => organizationFromAssembly({ directory: '', stacks: [first, others({ Two: two, Three: two })], assetDirectories: new Map() }, ROOT_IS_KNOWN))
    .toThrow('Two resources manage one object. Given: Custom::OrganizationsPolicyAttachments: Other/Two and Other/Three. Take one of them away.');
  expect(value.root.attachedPolicies.map(({ id }) => id)).toEqual(['p-1', 'p-2', 'p-3']);
});

test('a deployment gives the IDs of the root, of the management account and of accounts that have joined', () => {
  const ids: Readonly<Record<string, string>> = { Organization: 'o-example1234', Shop: SHOP_ID, Guest: 'h-examplehandshake1' };
  const value = organizationFromAssembly(assembly(WHOLE), {
    physicalId: (_stack, logicalId) => ids[logicalId],
    attribute: (_stack, _logicalId, name) => ({ RootId: 'r-ab12', ManagementAccountId: '999988887777' } as Record<string, string>)[name],
  });
  expect(value).toMatchObject({ id: 'o-example1234', managementAccountId: '999988887777', root: { id: 'r-ab12', code: note('Organization') } });
  const states = value.root.organizationalUnits.find(({ name }) => name === 'Prod')!.organizationalUnits[0].accounts.map(({ id, state }) => `${id} ${state}`);
  expect(states).toContain(`${SHOP_ID} ACTIVE`);
  expect(value.root.accounts.map(({ id, name, state }) => `${id} ${name} ${state}`)).toEqual(['999988887777 999988887777 ACTIVE', 'h-examplehandshake1 guest@example.com INVITED']);
});

test('the notes on the resource policy contain whether it is taken over, and whether it stays when it is removed', () => {
  const { resourcePolicy } = organizationFromAssembly(assembly({
    Organization: organization(), Delegation: resource('ResourcePolicy', { Content: '{}', Adopt: 'true' }, { DeletionPolicy: 'Retain' }),
  }));
  expect(resourcePolicy!.code).toEqual({ ...note('Delegation'), adopt: true, retained: true });
});

test('another stack may name the root by its ID: units, accounts and attachments there are those of the root', () => {
  const { root, code } = organizationFromAssembly(assembly({
    Organization: organization(),
    Services: type('SERVICE_CONTROL_POLICY'),
    Prod: unit('Prod', ROOT_ID),
    Dev: unit('Dev', 'r-ab12'),
    Bank: account('bank', 'r-ab12'),
    Guard: policy('SERVICE_CONTROL_POLICY', 'guard'),
    OnRoot: attachments('r-ab12', { Policies: { SERVICE_CONTROL_POLICY: [{ Ref: 'Guard' }] } }),
  }));
  expect(root.organizationalUnits.map(({ name }) => name)).toEqual(['Dev', 'Prod']);
  expect(root.accounts.map(({ name }) => name)).toEqual(['bank']);
  expect(root.attachedPolicies.map(({ name }) => name)).toContain('guard');
  expect(code?.owners).toEqual(['Org']);
});
