import { OWNER_TAG_KEY } from '../../../src/contract';
import type { ChangeKind } from '../../../src/model/diff/change';
import { RISK_RULES, type RiskContext } from '../../../src/model/risk/rules/risk-rules';

/** The level of each kind of change and each outcome. `effect` represents the impact on accounts. */
const EFFECT = 'effect';
const context: RiskContext = {
  rootId: 'r-root',
  content: () => undefined,
  policiesBelowRoot: (id) => (id === 'guarded' ? ['guard'] : []),
  attachedTo: (id) => (id === 'p-attached' ? ['ou-1'] : []),
  isNew: () => false,
  regionLimits: () => [],
  caption: () => undefined,
  isKnown: (id) => id === 'ou-known',
  effect: () => [{ level: EFFECT as never, reason: '' }],
  effectOnKnown: () => [{ level: EFFECT as never, reason: '' }],
};

function levels(kind: ChangeKind, fields: object): string[] {
  const rule = RISK_RULES[kind] as (change: object, context: RiskContext) => ReturnType<RiskContext['effect']> | ReturnType<RiskContext['effect']>[number];
  return [rule({ kind, ...fields }, context)].flat().map(({ level }) => level);
}

const account = { id: '111122223333', path: 'Root/shop' };
const policy = { id: 'p-12345678', name: 'guard', type: 'SERVICE_CONTROL_POLICY' };
const target = { id: 'ou-1', path: 'Root/Unit' };
const document = (effect: string) => JSON.stringify({ Statement: [{ Effect: effect, Action: 's3:*', Resource: '*' }] });
const delegation = (place: string) => JSON.stringify({
  Effect: 'Allow', Principal: { AWS: '222222222222' }, Action: 'organizations:DetachPolicy', Resource: `arn:aws:organizations::111111111111:${place}`,
});
const removed = (effect: string) => `{"policy":${document(effect)}}`;

test.each<[ChangeKind, object, string[]]>([
  ['organizationAdded', {}, ['neutral']],
  ['organizationRemoved', {}, ['neutral']],
  ['organizationRemoved', { outcome: 'deleted' }, ['destroys']],
  ['featureSetChanged', { after: 'ALL' }, ['tightens']],
  ['featureSetChanged', { after: 'CONSOLIDATED_BILLING' }, ['neutral']],
  ['policyTypeEnabled', { policyType: 'SERVICE_CONTROL_POLICY' }, [EFFECT]],
  ['policyTypeEnabled', { policyType: 'RESOURCE_CONTROL_POLICY' }, [EFFECT]],
  ['policyTypeEnabled', { policyType: 'TAG_POLICY' }, ['neutral']],
  ['policyTypeRemoved', { policyType: 'TAG_POLICY', outcome: 'stays' }, ['neutral']],
  ['policyTypeRemoved', { policyType: 'TAG_POLICY', outcome: 'ends' }, ['destroys', EFFECT]],
  ['accountAdded', { arrival: 'adopted' }, ['tightens']],
  ['accountAdded', { arrival: 'missing' }, ['neutral']],
  ['takenOver', {}, ['neutral']],
  ['accountAdded', { arrival: 'created' }, ['neutral']],
  ['accountAdded', { arrival: 'appeared' }, ['neutral']],
  ['accountAdded', { arrival: 'named' }, ['neutral']],
  ['accountRemoved', { account, outcome: 'stays' }, ['neutral']],
  ['accountRemoved', { account, outcome: 'closed' }, ['destroys']],
  ['accountRemoved', { account, outcome: 'removedFromOrganization' }, ['destroys']],
  ['accountRemoved', { account, outcome: 'gone' }, ['destroys']],
  ['accountRemoved', { account, outcome: 'moved' }, ['loosens']],
  ['accountRemoved', { account, outcome: 'moved', to: { id: 'ou-other', path: 'Root/Other' } }, ['loosens']],
  ['accountRemoved', { account, outcome: 'moved', to: { id: 'ou-known', path: 'Root/Known' } }, [EFFECT]],
  ['accountRenamed', {}, ['neutral']],
  ['accountAdded', { arrival: 'invited', account }, ['tightens', 'tightens', 'tightens']],
  ['accountAdded', { arrival: 'invited', account: { ...account, id: 'guarded' } }, ['loosens', 'tightens', 'tightens', 'tightens']],
  ['accountRemoved', { account, outcome: 'invitationCanceled' }, ['neutral']],
  ['accountRemoved', { account, outcome: 'invitationCanceled', ifJoined: 'stays' }, ['neutral']],
  ['accountRemoved', { account, outcome: 'invitationCanceled', ifJoined: 'moved' }, ['loosens']],
  ['accountRemoved', { account, outcome: 'invitationCanceled', ifJoined: 'removedFromOrganization' }, ['destroys']],
  ['accountJoined', { account }, ['neutral']],
  ['accountEmailChanged', { before: 'a@example.com', after: 'A@Example.com' }, ['neutral']],
  ['accountEmailChanged', { before: 'a@example.com', after: 'b@example.com' }, ['tightens']],
  ['accountMoved', { account }, [EFFECT]],
  ['organizationalUnitAdded', { arrival: 'adopted', attachedPolicies: [{ awsManaged: false }] }, ['tightens']],
  ['organizationalUnitAdded', { arrival: 'adopted', attachedPolicies: [{ awsManaged: true }] }, ['neutral']],
  ['organizationalUnitAdded', { arrival: 'created', attachedPolicies: [{ awsManaged: false }] }, ['neutral']],
  ['organizationalUnitRemoved', { outcome: 'stays' }, ['neutral']],
  ['organizationalUnitRemoved', { outcome: 'deleted' }, ['destroys']],
  ['organizationalUnitRemoved', { outcome: 'gone' }, ['destroys']],
  ['organizationalUnitRenamed', {}, ['neutral']],
  ['organizationalUnitMoved', { unit: target }, ['destroys', EFFECT]],
  ['policyAdded', {}, ['neutral']],
  ['policyRemoved', {}, ['neutral']],
  ['policyRenamed', {}, ['neutral']],
  ['policyDescriptionChanged', {}, ['neutral']],
  ['policyStatementsChanged', { policy, statements: [] }, [EFFECT]],
  ['managementPolicyChanged', { policy }, [EFFECT]],
  ['policyRewritten', {}, ['neutral']],
  ['attached', { policy, target }, [EFFECT]],
  ['detached', { policy, target }, [EFFECT]],
  ['fullAwsAccessDetached', { target }, [EFFECT]],
  ['fullAwsAccessReturned', { target }, [EFFECT]],
  ['tagAdded', { key: OWNER_TAG_KEY }, ['neutral']],
  ['tagChanged', { key: OWNER_TAG_KEY }, ['tightens']],
  ['tagChanged', { key: 'stage' }, ['neutral']],
  ['tagRemoved', { key: OWNER_TAG_KEY }, ['tightens']],
  ['tagRemoved', { key: 'stage' }, ['neutral']],
  ['recreated', { on: { kind: 'policy', id: 'p-attached' } }, ['destroys', 'loosens']],
  ['recreated', { on: { kind: 'policy', id: 'p-12345678' } }, ['destroys']],
  ['recreated', { on: { kind: 'organizationalUnit', id: 'p-attached' } }, ['destroys']],
  ['resourcePolicyChanged', { statements: [{ change: 'added', statement: 'A', effect: 'Allow', after: delegation('ou/o-1/ou-1') }] }, ['loosens']],
  ['resourcePolicyChanged', { statements: [{ change: 'added', statement: 'A', effect: 'Allow', after: delegation('root/o-1/r-1') }] }, ['destroys']],
  ['resourcePolicyChanged', { statements: [{ change: 'added', statement: '', effect: '', after: '[' }] }, ['destroys']],
  ['resourcePolicyChanged', { statements: [], outcome: 'stays' }, ['neutral']],
  ['resourcePolicyChanged', { statements: [{ change: 'removed', statement: 'A', effect: 'Allow' }] }, ['tightens']],
  ['trustedAccessEnabled', {}, ['loosens']],
  ['trustedAccessRemoved', { outcome: 'stays' }, ['neutral']],
  ['trustedAccessRemoved', { outcome: 'ends' }, ['destroys']],
  ['delegatedAdministratorRegistered', {}, ['loosens']],
  ['delegatedAdministratorDeregistered', { outcome: 'stays' }, ['neutral']],
  ['delegatedAdministratorDeregistered', { outcome: 'ends' }, ['destroys']],
  ['removalAllowed', {}, ['loosens']],
  ['removalNoLongerAllowed', {}, ['neutral']],
  ['accountRemovalChanged', {}, ['neutral']],
  ['moveAccountsToChanged', {}, ['neutral']],
  ['organizationalUnitRemoved', { outcome: 'deleted', accountsTo: { path: 'Root' } }, ['destroys', 'loosens']],
  ['privilegedResourceAdded', { resource: { type: 'AWS::IAM::Role' } }, ['loosens']],
  ['privilegedResourceAdded', { resource: { type: 'Third::Party::Resource' } }, ['loosens']],
  ['privilegedResourceRemoved', { resource: { type: 'AWS::IAM::User' }, content: '{}', outcome: 'deleted' }, ['tightens']],
  ['privilegedResourceRemoved', { resource: { type: 'AWS::IAM::User' }, content: '{}', outcome: 'stays' }, ['loosens']],
  ['privilegedResourceRemoved', { resource: { type: 'AWS::Lambda::Function' }, content: '{}', outcome: 'deleted' }, ['loosens']],
  ['privilegedResourceRemoved', { resource: { type: 'AWS::IAM::Policy' }, content: removed('Allow'), outcome: 'deleted' }, ['tightens']],
  ['privilegedResourceRemoved', { resource: { type: 'AWS::IAM::Policy' }, content: removed('Deny'), outcome: 'deleted' }, ['loosens']],
  ['privilegedResourceRemoved', { resource: { type: 'AWS::IAM::ManagedPolicy' }, content: removed('Allow'), outcome: 'deleted' }, ['loosens']],
  ['privilegedPolicyChanged', { resource: { type: 'AWS::IAM::Role' }, before: document('Allow'), after: document('Deny') }, ['tightens']],
  ['privilegedPolicyChanged', { resource: { type: 'AWS::IAM::Role' }, before: document('Deny'), after: document('Allow') }, ['loosens']],
  ['privilegedSettingsChanged', { resource: { type: 'AWS::Lambda::Function' }, settings: [] }, ['loosens']],
  ['functionCodeChanged', { origin: 'package' }, ['loosens']],
  ['functionCodeChanged', { origin: 'framework' }, ['loosens']],
  ['functionCodeChanged', { origin: 'deployed' }, ['loosens']],
  ['functionCodeChanged', { origin: 'acknowledged' }, ['loosens']],
  ['functionCodeChanged', { origin: 'application' }, ['loosens']],
  ['functionCodeChanged', { origin: 'unknown' }, ['destroys']],
  ['serviceTokenChanged', {}, ['loosens']],
])('the change %s with %j is judged as: %j', (kind, fields, expected) => {
  expect(levels(kind, fields)).toStrictEqual(expected);
});
