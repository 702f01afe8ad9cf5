import type { Stack } from 'aws-cdk-lib';
import {
  Account, DelegatedPolicies, Organization, OrganizationalUnit, OrganizationResourcePolicy, OrganizationsProvider, PolicyType, TagPolicy,
  TrustedService,
} from '../../../src';
import { STRUCTURE_READINGS } from '../../../src/simulator/readings/structure-readings';
import { removeApps } from '../support/app';
import { unitIdOf } from '../support/by-hand';
import { deploy, reasonsOf } from '../support/deploy';

jest.setTimeout(300_000);
afterAll(removeApps);

/** The stack of the management account, which allows an account to manage policies of some types. */
const landing = (...policyTypes: PolicyType[]) => (stack: Stack) => {
  // Under one reading, AWS enables the policy type only after the trusted access of its service.
  const organization = new Organization(stack, 'Organization', { trustedServices: [TrustedService.TAG_POLICIES] });
  organization.enablePolicyType(PolicyType.TAG_POLICY);
  const parent = new OrganizationalUnit(stack, 'Workloads', { parent: organization.root, organizationalUnitName: 'Workloads' });
  const security = new Account(stack, 'Security', { accountName: 'security', email: 'security@example.com', parent });
  if (policyTypes.length === 0) return;
  const delegation = new OrganizationResourcePolicy(stack, 'Delegation', { organization });
  delegation.delegatePolicyManagement(security, { policyTypes, targets: [parent], policies: DelegatedPolicies.all() });
};

const policies = (targetId: string, ...keys: string[]) => (stack: Stack) => {
  new OrganizationsProvider(stack, 'Provider', { delegatedPolicyTypes: [PolicyType.TAG_POLICY.policyTypeName] });
  const target = OrganizationalUnit.fromOrganizationalUnitId(stack, 'Workloads', targetId);
  new TagPolicy(stack, 'Tags', { policyName: 'tags', tags: keys.map((tagKey) => ({ tagKey })) }).attachTo(target);
};

test('A team deploys, changes and deletes a stack with policies from its own account while the resource policy delegates their type.', async () => {
  const first = await deploy(landing(PolicyType.TAG_POLICY));
  expect(reasonsOf(first)).toEqual([]);
  const { accounts, organizationalUnits: [{ id: unit }] } = first.simulatorState;
  const environment = { account: accounts.find(({ name }) => name === 'security')!.id };

  const second = await deploy(policies(unit, 'team'), { state: { ...first.state, stacks: {} }, environment });
  expect(reasonsOf(second)).toEqual([]);
  const [policy] = second.simulatorState.policies;
  expect(second.simulatorState.attachments).toContainEqual({ policyId: policy.id, targetId: unit });

  const changed = await deploy(policies(unit, 'team', 'cost'), { state: second.state, environment });
  expect(reasonsOf(changed)).toEqual([]);
  expect(changed.simulatorState.policies[0].content).toContain('cost');

  // An account is below the target, so the attachments of the target stay.
  const gone = await deploy(policies(unit, 'team', 'cost'), { state: changed.state, environment, deletion: true });
  expect(reasonsOf(gone)).toEqual([]);
  expect(gone.simulatorState.attachments).toContainEqual({ policyId: policy.id, targetId: unit });
});

test.each([
  ['another type', [PolicyType.BACKUP_POLICY]],
  ['nothing', []],
])('If the resource policy delegates %s, the deployment fails, names the missing grant, and changes nothing.', async (_what, types) => {
  const first = await deploy(landing(...types));
  const { accounts, organizationalUnits: [{ id: unit }] } = first.simulatorState;
  const second = await deploy(policies(unit, 'team'), {
    state: first.simulatorState, environment: { account: accounts.find(({ name }) => name === 'security')!.id },
  });
  expect(second.succeeded).toBe(false);
  expect(reasonsOf(second).join('\n')).toContain('delegatePolicyManagement of OrganizationResourcePolicy');
  expect(second.writes).toEqual([]);
});

/** The same stack with a last attachment that the resource policy does not allow. */
const failing = (targetId: string, foreignId: string, ...keys: string[]) => (stack: Stack) => {
  policies(targetId, ...keys)(stack);
  const policy = stack.node.findChild('Tags') as TagPolicy;
  const other = new TagPolicy(stack, 'Other', { policyName: 'other', tags: [{ tagKey: 'stage' }] });
  other.node.addDependency(policy);
  other.attachTo(OrganizationalUnit.fromOrganizationalUnitId(stack, 'Foreign', foreignId));
};

/** Two units. The account may manage the first one. */
const twoUnits = (stack: Stack) => {
  landing(PolicyType.TAG_POLICY)(stack);
  const { root } = stack.node.findChild('Organization') as Organization;
  new OrganizationalUnit(stack, 'Foreign', { parent: root, organizationalUnitName: 'Foreign' });
};

test('A deployment of a delegated stack that fails at its last attachment rolls back all of its changes.', async () => {
  const first = await deploy(twoUnits);
  expect(reasonsOf(first)).toEqual([]);
  const { accounts } = first.simulatorState;
  const [unit, foreign] = ['Workloads', 'Foreign'].map((wanted) => unitIdOf(first.simulatorState, wanted));
  const environment = { account: accounts.find(({ name }) => name === 'security')!.id };
  const managed = ({ simulatorState }: typeof first) => {
    const { policies: present, attachments, organizationalUnits: units, resourcePolicy } = simulatorState;
    return { policies: present.map(({ id, content, tags }) => ({ id, content, tags })), attachments, units, resourcePolicy };
  };

  const created = await deploy(failing(unit, foreign, 'team'), { state: { ...first.state, stacks: {} }, environment });
  expect(created.stacks).toMatchObject([{ status: 'ROLLBACK_COMPLETE' }]);
  expect(reasonsOf(created).join('\n')).toContain('allow organizations:AttachPolicy');
  expect(created.writes.some((write) => write.startsWith('AttachPolicy'))).toBe(true);
  expect(managed(created)).toEqual(managed(first));

  const good = await deploy(policies(unit, 'team'), { state: { ...first.state, stacks: {} }, environment });
  const updated = await deploy(failing(unit, foreign, 'team', 'cost'), { state: good.state, environment });
  expect(updated.stacks).toMatchObject([{ status: 'UPDATE_ROLLBACK_COMPLETE' }]);
  expect(updated.writes.some((write) => write.startsWith('UpdatePolicy') && write.includes('cost'))).toBe(true);
  expect(managed(updated)).toEqual(managed(good));
});

describe.each(STRUCTURE_READINGS.tagsOfAnExistingResourcePolicy)('If the service answers tags for an existing resource policy with "%s"', (reading) => {
  const readings = { tagsOfAnExistingResourcePolicy: reading };

  test('deployments create, change and delete a resource policy with its tags.', async () => {
    const first = await deploy(landing(PolicyType.TAG_POLICY), { readings });
    expect(reasonsOf(first)).toEqual([]);
    const { tags } = first.simulatorState.resourcePolicy!;
    const changed = await deploy(landing(PolicyType.TAG_POLICY, PolicyType.BACKUP_POLICY), { state: first.state, readings });
    expect(reasonsOf(changed)).toEqual([]);
    expect(changed.simulatorState.resourcePolicy).toMatchObject({ tags, content: expect.stringContaining('BACKUP_POLICY') as string });
    const gone = await deploy(landing(), { state: changed.state, readings });
    expect(gone.simulatorState.resourcePolicy).toBeNull();
  });

  test('a deployment does not overwrite the resource policy of another owner, even if reads show it late.', async () => {
    const start = await deploy(landing(), { readings });
    const resourcePolicy = { id: 'rp-foreign1', content: '{"Version":"2012-10-17","Statement":[]}', tags: { foreign: 'yes' } };
    const failed = await deploy(landing(PolicyType.TAG_POLICY), {
      state: { ...start.state, simulator: { ...start.simulatorState, resourcePolicy } }, readings, lagMs: 5_000,
    });
    expect(failed.succeeded).toBe(false);
    expect(failed.simulatorState.resourcePolicy).toEqual(resourcePolicy);
  });
});

test('A delegation that is removed from the app is deleted, and the units of the app stay.', async () => {
  const first = await deploy(landing(PolicyType.TAG_POLICY));
  const { organizationalUnits: [{ id: unit }] } = first.simulatorState;
  const without = await deploy(landing(), { state: first.state });
  expect(reasonsOf(without)).toEqual([]);
  expect(without.simulatorState.resourcePolicy).toBeNull();
  expect(without.simulatorState.organizationalUnits.map(({ id }) => id)).toEqual([unit]);
});
