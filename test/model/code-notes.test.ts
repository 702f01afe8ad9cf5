import { live } from './organizations';
import type { CloudAssembly, Template } from '../../src/assembly';
import { diff, organizationFromAssembly, reviewOf, reviewOfDeployment } from '../../src/model';

function assembly(resources: Template['Resources'], more: Partial<Template> = {}): CloudAssembly {
  const template: Template = { Resources: resources, ...more };
  const stack = { id: 'Org', name: 'Org', displayName: 'Org', template, dependencies: [], nestedTemplates: new Map<string, Template>() };
  return { directory: '', stacks: [stack], assetDirectories: new Map() };
}

const resource = (kind: string, properties: object, more: object = {}) => ({ Type: `Custom::Organizations${kind}`, Properties: { ...properties }, ...more });
const ORGANIZATION = resource('Organization', { FeatureSet: 'ALL' });
const ROOT_ID = { 'Fn::GetAtt': ['Organization', 'RootId'] };
const account = (properties: object = {}, more: object = {}) => (
  resource('Account', { AccountName: 'shop', Email: 'shop@example.com', ParentId: ROOT_ID, ...properties }, more));

test('the notes on a resource of the code contain its owner and its removal setting', () => {
  const { root, code } = organizationFromAssembly(assembly({
    Organization: ORGANIZATION,
    Shop: account({ Adopt: 'true', Removal: { Action: 'CloseAccount' } }, { DeletionPolicy: 'Delete' }),
    Bank: account({ AccountName: 'bank', Email: 'bank@example.com' }, { DeletionPolicy: 'Retain' }),
    Prod: resource('OrganizationalUnit', { Name: 'Prod', ParentId: ROOT_ID, AllowMove: true }),
    Policy: { Type: 'AWS::IAM::Policy', Properties: { PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'organizations:CloseAccount', Resource: '*' }] } } },
  }, { Outputs: { ProdId: { Value: { Ref: 'Prod' }, Export: { Name: 'Org:ProdId' } } } }));
  expect(code).toEqual({ owners: ['Org'], stacks: ['Org'], guardedActions: ['CloseAccount'], withoutFullAwsAccess: [], privileged: expect.objectContaining({ providerFunctions: [] }) });
  expect(root.accounts.map((each) => each.code)).toEqual([
    { owner: 'Org', address: 'Org.Bank', adopt: false, retained: true, exports: [] },
    { owner: 'Org', address: 'Org.Shop', adopt: true, retained: false, exports: [], removal: { Action: 'CloseAccount' } },
  ]);
  expect(root.organizationalUnits[0].code).toEqual(
    { owner: 'Org', address: 'Org.Prod', adopt: false, retained: false, exports: ['Org:ProdId'], allowReplacement: true });
});

test('the notes on a policy type contain whether it is disabled on removal', () => {
  const type = (PolicyType: string, DisableOnRemoval: unknown, DeletionPolicy: string) => (
    resource('PolicyType', { RootId: ROOT_ID, PolicyType, DisableOnRemoval }, { DeletionPolicy }));
  const { code } = organizationFromAssembly(assembly({
    Organization: ORGANIZATION,
    Tags: type('TAG_POLICY', true, 'Delete'),
    Backups: type('BACKUP_POLICY', true, 'Retain'),
    Guards: type('SERVICE_CONTROL_POLICY', undefined, 'Retain'),
  }));
  expect(code?.disabledOnRemoval).toEqual([{ policyType: 'TAG_POLICY', owner: 'Org' }]);
});

test('the notes on a resource of the code contain its reconcile value', () => {
  const { root } = organizationFromAssembly(assembly({ Organization: ORGANIZATION, Shop: account({ Reconcile: '2' }) }));
  expect(root.accounts[0].code).toMatchObject({ reconcile: '2' });
});

test('a resource whose condition is false is not in the code', () => {
  const condition = (left: string): Partial<Template> => ({ Conditions: { Wanted: { 'Fn::Equals': [left, 'yes'] } } });
  const of = (left: string) => organizationFromAssembly(assembly({ Organization: ORGANIZATION, Shop: account({}, { Condition: 'Wanted' }) }, condition(left)));
  expect(of('yes').root.accounts).toHaveLength(1);
  expect(of('no').root.accounts).toEqual([]);
});

test('deployed attachments have the ID of their target, and add no notes to it', () => {
  const { root } = organizationFromAssembly(assembly({
    Organization: ORGANIZATION,
    Prod: resource('OrganizationalUnit', { Name: 'Prod', ParentId: ROOT_ID, AllowMove: true }),
    OnProd: resource('PolicyAttachments', { TargetId: { Ref: 'Prod' }, Policies: {} }),
  }), { physicalId: (_stack, logicalId) => (logicalId.endsWith('Prod') ? 'ou-root-aaaaaaa1' : undefined), attribute: () => undefined });
  expect(root.organizationalUnits[0].code).toMatchObject({ address: 'Org.Prod', allowReplacement: true });
});

test('parents and targets outside the code stand at the root, named by their IDs', () => {
  const { root } = organizationFromAssembly(assembly({
    Organization: ORGANIZATION,
    Shop: account({ ParentId: 'ou-root-aaaaaaa1' }),
    OnUnit: resource('PolicyAttachments', { TargetId: 'ou-root-aaaaaaa2', Policies: { SERVICE_CONTROL_POLICY: ['p-12345678'] } }),
    OnAccount: resource('PolicyAttachments', { TargetId: '111122223333', Policies: { SERVICE_CONTROL_POLICY: ['p-12345678'] } }),
  }));
  expect(root.organizationalUnits).toMatchObject([
    { name: 'ou-root-aaaaaaa1', accounts: [{ name: 'shop' }], attachedPolicies: [] },
    { name: 'ou-root-aaaaaaa2', attachedPolicies: [{ id: 'p-12345678' }] },
  ]);
  expect(root.accounts).toMatchObject([{ id: '111122223333', name: '111122223333', attachedPolicies: [{ id: 'p-12345678' }] }]);
  expect(root.accounts[0].code).toBeUndefined();
});

test('another construct for an account is no change between the assemblies of a pull request', () => {
  const [base, head] = ['Shop', 'Moved7A3B'].map((id) => organizationFromAssembly(assembly({ Organization: ORGANIZATION, [id]: account() })));
  expect(diff(base, head)).toEqual([]);
});

test('an account that is closed while the organization no longer allows it is an obstacle', () => {
  const allowed = { Type: 'AWS::IAM::Policy', Properties: { PolicyDocument: { Statement: { Action: 'organizations:CloseAccount' } } } };
  const base = organizationFromAssembly(assembly({ Organization: ORGANIZATION, Shop: account({ Removal: { Action: 'CloseAccount' } }), Allowed: allowed }));
  const without = organizationFromAssembly(assembly({ Organization: ORGANIZATION }));
  const still = organizationFromAssembly(assembly({ Organization: ORGANIZATION, Allowed: allowed }));
  expect(reviewOf(base, without).obstacles.map(({ kind }) => kind)).toEqual(['removalNotAllowed']);
  expect(reviewOf(base, still)).toMatchObject({ changes: [{ kind: 'accountRemoved', outcome: 'closed' }], risks: [{ level: 'destroys' }], obstacles: [] });
});

test('a construct that adopts by an ID stands for that resource under any name and address', () => {
  const code = organizationFromAssembly(assembly({
    Organization: ORGANIZATION,
    Shop: account({ Adopt: 'true', AccountId: '111122223301' }),
    Prod: resource('OrganizationalUnit', { Name: 'Prod', ParentId: ROOT_ID, Adopt: 'true', OrganizationalUnitId: 'ou-ab12-00000001' }),
  }));
  expect([code.root.accounts[0].id, code.root.organizationalUnits[0].id]).toEqual(['111122223301', 'ou-ab12-00000001']);
  const present = live.organization({
    root: { accounts: [live.account('store', 1, { email: 'old@example.com' })], organizationalUnits: [{ ...live.unit('prod', 1), id: 'ou-ab12-00000001' }] },
  });
  const { changes, obstacles } = reviewOfDeployment(present, code);
  expect(obstacles.filter(({ kind }) => kind === 'adoptFindsNothing')).toEqual([]);
  expect(changes.map(({ kind }) => kind)).not.toContain('organizationalUnitAdded');
  expect(changes.map(({ kind }) => kind)).not.toContain('accountAdded');
});
