import type { AccountReference, Change, ChangeKind, ParentReference, PolicyReference, ResourceReference } from '../../src/model';

export type ChangeOf<Kind extends ChangeKind> = Extract<Change, { kind: Kind }>;

/**
 * One change of each kind.
 * @param text what becomes of each text that others can write, such as a name: hostile texts are put in here.
 */
export function sampleChanges(text: (value: string) => string = (value) => value): { readonly [Kind in ChangeKind]: ChangeOf<Kind> } {
  const shop = account(text('shop'), `Root/${text('Workloads')}/${text('shop')}`, text('shop@example.com'));
  const workloads = unit(`Root/${text('Workloads')}`);
  const sandbox = unit(`Root/${text('Sandbox')}`);
  const baseline = policy(text('baseline'));
  const backups: PolicyReference = { kind: 'policy', id: 'p-backups', name: text('backups'), type: 'BACKUP_POLICY' };
  const tags = { [text('CostCenter')]: text('42') };
  const resource = (type: string, logicalId: string): ResourceReference => ({ kind: 'resource', stack: text('Org'), logicalId: text(logicalId), type });
  const statement = (sid: string) => JSON.stringify({ Sid: text(sid), Effect: 'Deny', Action: text('s3:*'), Resource: '*' }, null, 2);
  const contact = (name: string) => ({ name: text(name), title: text('On call'), emailAddress: text('team@example.com') });
  return {
    organizationAdded: { kind: 'organizationAdded', id: 'o-1', rootId: 'r-1', managementAccountId: '000000000000', featureSet: text('ALL') },
    organizationRemoved: { kind: 'organizationRemoved', id: 'o-1' },
    featureSetChanged: { kind: 'featureSetChanged', before: text('CONSOLIDATED_BILLING'), after: text('ALL') },
    policyTypeEnabled: { kind: 'policyTypeEnabled', policyType: 'TAG_POLICY' },
    policyTypeRemoved: { kind: 'policyTypeRemoved', policyType: 'TAG_POLICY', outcome: 'ends' },
    accountAdded: {
      kind: 'accountAdded', account: shop, name: text('shop'), parent: workloads, arrival: 'created', state: 'ACTIVE', tags, attachedPolicies: [],
    },
    accountRemoved: { kind: 'accountRemoved', account: shop, outcome: 'closed' },
    accountJoined: { kind: 'accountJoined', account: shop, name: text('shop'), parent: workloads, state: 'ACTIVE' },
    accountRenamed: { kind: 'accountRenamed', account: shop, before: text('shop'), after: text('store') },
    accountEmailChanged: { kind: 'accountEmailChanged', account: shop, before: text('shop@example.com'), after: text('store@example.com') },
    accountStateChanged: { kind: 'accountStateChanged', account: shop, before: text('ACTIVE'), after: text('SUSPENDED') },
    accountMoved: { kind: 'accountMoved', account: { ...shop, path: `${sandbox.path}/${text('shop')}` }, from: workloads, to: sandbox },
    alternateContactSet: { kind: 'alternateContactSet', account: shop, contactType: 'SECURITY', after: contact('Security team') },
    alternateContactChanged: {
      kind: 'alternateContactChanged', account: shop, contactType: 'BILLING', before: contact('Accounting'), after: contact('Finance'), members: ['Name', 'PhoneNumber'],
    },
    alternateContactRemoved: { kind: 'alternateContactRemoved', account: shop, contactType: 'SECURITY', before: contact('Security team'), outcome: 'deleted' },
    primaryContactChanged: {
      kind: 'primaryContactChanged', account: shop, after: { name: text('Ann'), companyName: text('Example') },
    },
    regionEnabled: { kind: 'regionEnabled', account: shop, region: text('eu-south-2') },
    regionDisabled: { kind: 'regionDisabled', account: shop, region: text('me-south-1') },
    accountSettingReleased: { kind: 'accountSettingReleased', account: shop },
    organizationalUnitAdded: {
      kind: 'organizationalUnitAdded', unit: sandbox, name: text('Sandbox'), parent: root, arrival: 'created', tags: {}, attachedPolicies: [],
    },
    organizationalUnitRemoved: { kind: 'organizationalUnitRemoved', unit: sandbox, outcome: 'deleted' },
    organizationalUnitRenamed: { kind: 'organizationalUnitRenamed', unit: sandbox, before: text('Playground'), after: text('Sandbox') },
    organizationalUnitMoved: {
      kind: 'organizationalUnitMoved', unit: unit(`${workloads.path}/${text('Sandbox')}`), from: root, to: workloads, accounts: 3,
    },
    handedOver: { kind: 'handedOver', on: shop, from: text('Org'), to: text('Accounts'), formerFirst: 'closed', newFirst: 'takenOver' },
    takenOver: { kind: 'takenOver', on: sandbox, by: text('Org') },
    policyAdded: { kind: 'policyAdded', policy: baseline, arrival: 'created', description: text('the least'), content: statement('NoRoot'), tags: {} },
    policyRemoved: { kind: 'policyRemoved', policy: baseline, outcome: 'deleted', content: statement('NoRoot') },
    policyRenamed: { kind: 'policyRenamed', policy: baseline, before: text('base'), after: text('baseline') },
    policyDescriptionChanged: { kind: 'policyDescriptionChanged', policy: baseline, before: text('the least'), after: text('the most') },
    policyStatementsChanged: {
      kind: 'policyStatementsChanged',
      policy: baseline,
      statements: [
        { change: 'removed', statement: text('NoRoot'), effect: 'Deny', before: statement('NoRoot') },
        { change: 'changed', statement: text('NoLeaving'), effect: 'Deny', before: statement('NoLeaving'), after: statement('NoLeaving').replace('"*"', '"arn:aws:s3:::a"') },
      ],
      before: `[${statement('NoRoot')}, ${statement('NoLeaving')}]`,
      after: `[${statement('NoLeaving').replace('"*"', '"arn:aws:s3:::a"')}]`,
    },
    managementPolicyChanged: {
      kind: 'managementPolicyChanged',
      policy: backups,
      settings: [{ path: ['plans', text('daily'), 'regions'], before: JSON.stringify(text('eu-west-1')), after: JSON.stringify(text('eu-central-1')) }],
      before: JSON.stringify({ plans: { [text('daily')]: { regions: text('eu-west-1') } } }),
      after: JSON.stringify({ plans: { [text('daily')]: { regions: text('eu-central-1') } } }),
    },
    policyRewritten: { kind: 'policyRewritten', policy: baseline, before: statement('NoRoot'), after: `[${statement('NoRoot')}]` },
    attached: { kind: 'attached', policy: baseline, target: workloads, awsManaged: false },
    detached: { kind: 'detached', policy: baseline, target: shop, awsManaged: false },
    fullAwsAccessDetached: { kind: 'fullAwsAccessDetached', target: workloads },
    fullAwsAccessReturned: { kind: 'fullAwsAccessReturned', target: root },
    tagAdded: { kind: 'tagAdded', on: shop, key: text('CostCenter'), after: text('42') },
    tagChanged: { kind: 'tagChanged', on: baseline, key: text('CostCenter'), before: text('42'), after: text('43') },
    tagRemoved: { kind: 'tagRemoved', on: root, key: text('CostCenter'), before: text('42') },
    resourcePolicyChanged: {
      kind: 'resourcePolicyChanged', id: text('rp-12345678'), statements: [{ change: 'added', statement: text('Delegation'), effect: 'Allow', after: text('{}') }],
    },
    trustedAccessEnabled: { kind: 'trustedAccessEnabled', servicePrincipal: text('ram.amazonaws.com') },
    trustedAccessRemoved: { kind: 'trustedAccessRemoved', servicePrincipal: text('ram.amazonaws.com'), outcome: 'stays' },
    delegatedAdministratorRegistered: {
      kind: 'delegatedAdministratorRegistered', accountId: '111111111111', accountName: text('audit'), servicePrincipal: text('config.amazonaws.com'),
    },
    removalAllowed: { kind: 'removalAllowed', action: 'CloseAccount' },
    removalNoLongerAllowed: { kind: 'removalNoLongerAllowed', action: 'RemoveAccountFromOrganization' },
    moveAccountsToChanged: { kind: 'moveAccountsToChanged', unit: workloads, to: sandbox },
    accountRemovalChanged: { kind: 'accountRemovalChanged', account: shop, before: 'stays', after: 'closed' },
    delegatedAdministratorDeregistered: {
      kind: 'delegatedAdministratorDeregistered', accountId: '111111111111', accountName: text('audit'), servicePrincipal: text('config.amazonaws.com'),
    },
    privilegedResourceAdded: { kind: 'privilegedResourceAdded', resource: resource('AWS::IAM::User', 'Backdoor'), content: JSON.stringify({ UserName: text('admin') }) },
    privilegedResourceRemoved: {
      kind: 'privilegedResourceRemoved', resource: { ...resource(text('Third::Party::Type'), 'Tool'), unclear: true }, content: JSON.stringify({ Name: text('tool') }), outcome: 'deleted',
    },
    privilegedPolicyChanged: {
      kind: 'privilegedPolicyChanged',
      resource: resource('AWS::IAM::Role', 'Role'),
      document: `inline policy ${text('Rights')}`,
      statements: [{ change: 'added', statement: text('All'), effect: 'Allow', after: statement('All') }],
      after: `{"Statement":[${statement('All')}]}`,
    },
    privilegedSettingsChanged: {
      kind: 'privilegedSettingsChanged',
      resource: resource('AWS::Lambda::Function', 'OnEvent'),
      settings: [{ path: ['Environment', 'Variables', text('NODE_OPTIONS')], after: JSON.stringify(text('--require /opt/x.js')) }],
    },
    functionCodeChanged: {
      kind: 'functionCodeChanged',
      functions: [resource('AWS::Lambda::Function', 'OnEvent')],
      digest: 'b'.repeat(64),
      origin: 'unknown',
    },
    serviceTokenChanged: { kind: 'serviceTokenChanged', resources: [text('Org.Shop')], token: text('arn:aws:lambda:us-east-1:999999999999:function:x') },
  };
}

export const root: ParentReference = { kind: 'root', id: 'r-0000', path: 'Root' };

export function unit(path: string): ParentReference {
  return { kind: 'organizationalUnit', id: `ou-${path}`, path };
}

export function account(id: string, path: string, email = `${id}@example.com`): AccountReference {
  return { kind: 'account', id, path, email };
}

export function policy(name: string): PolicyReference {
  return { kind: 'policy', id: `p-${name}`, name, type: 'SERVICE_CONTROL_POLICY' };
}

/** Account `name` goes from one organizational unit to another. */
export function move(name: string, from: ParentReference, to: ParentReference): ChangeOf<'accountMoved'> {
  return { kind: 'accountMoved', account: account(name, `${to.path}/${name}`), from, to };
}
