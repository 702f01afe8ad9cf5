import type { Stack } from 'aws-cdk-lib';
import {
  Account, Organization, OrganizationalUnit, OrganizationResourcePolicy, OrganizationsProvider, PolicyType, TagPolicy,
} from '../../../src';
import { removeApps } from '../support/app';
import { deploy, reasonsOf } from '../support/deploy';

jest.setTimeout(300_000);
afterAll(removeApps);

/** The stack of the management account, in which an account may manage policies of some types. */
const landing = (...policyTypes: PolicyType[]) => (stack: Stack) => {
  const organization = new Organization(stack, 'Organization');
  organization.enablePolicyType(PolicyType.TAG_POLICY);
  const parent = new OrganizationalUnit(stack, 'Workloads', { parent: organization.root, organizationalUnitName: 'Workloads' });
  const security = new Account(stack, 'Security', { accountName: 'security', email: 'security@example.com', parent });
  if (policyTypes.length === 0) return;
  const delegation = new OrganizationResourcePolicy(stack, 'Delegation', { organization });
  delegation.grantPolicyManagement(security, { policyTypes, targets: [parent] });
};

const policies = (targetId: string, ...keys: string[]) => (stack: Stack) => {
  new OrganizationsProvider(stack, 'Provider', { delegatedPolicyTypes: [PolicyType.TAG_POLICY.policyTypeName] });
  const target = OrganizationalUnit.fromOrganizationalUnitId(stack, 'Workloads', targetId);
  new TagPolicy(stack, 'Tags', { policyName: 'tags', tags: keys.map((tagKey) => ({ tagKey })) }).attachTo(target);
};

test('A team deploys and changes policies and deletes its stack, from its account, while the resource policy delegates their type.', async () => {
  const first = await deploy(landing(PolicyType.TAG_POLICY));
  expect(reasonsOf(first)).toEqual([]);
  const { accounts, organizationalUnits: [{ id: unit }] } = first.simulatorState;
  const environment = { account: accounts.find(({ name }) => name === 'security')!.id };

  const second = await deploy(policies(unit, 'team'), { state: first.simulatorState, environment });
  expect(reasonsOf(second)).toEqual([]);
  const [policy] = second.simulatorState.policies;
  expect(second.simulatorState.attachments).toContainEqual({ policyId: policy.id, targetId: unit });

  const changed = await deploy(policies(unit, 'team', 'cost'), { state: second.state, environment });
  expect(reasonsOf(changed)).toEqual([]);
  expect(changed.simulatorState.policies[0].content).toContain('cost');

  // An account is below the target, so that what is attached there stays.
  const gone = await deploy(policies(unit, 'team', 'cost'), { state: changed.state, environment, deletion: true });
  expect(reasonsOf(gone)).toEqual([]);
  expect(gone.simulatorState.attachments).toContainEqual({ policyId: policy.id, targetId: unit });
});

test.each([
  ['another type', [PolicyType.BACKUP_POLICY]],
  ['nothing', []],
])('Where the resource policy delegates %s, the deployment fails, says what is missing, and changes nothing.', async (_what, types) => {
  const first = await deploy(landing(...types));
  const { accounts, organizationalUnits: [{ id: unit }] } = first.simulatorState;
  const second = await deploy(policies(unit, 'team'), {
    state: first.simulatorState, environment: { account: accounts.find(({ name }) => name === 'security')!.id },
  });
  expect(second.succeeded).toBe(false);
  expect(reasonsOf(second).join('\n')).toContain('grantPolicyManagement of OrganizationResourcePolicy');
  expect(second.writes).toEqual([]);
});

test('A delegation that leaves the code is deleted, and what the team attached stays.', async () => {
  const first = await deploy(landing(PolicyType.TAG_POLICY));
  const { organizationalUnits: [{ id: unit }] } = first.simulatorState;
  const without = await deploy(landing(), { state: first.state });
  expect(reasonsOf(without)).toEqual([]);
  expect(without.simulatorState.resourcePolicy).toBeNull();
  expect(without.simulatorState.organizationalUnits.map(({ id }) => id)).toEqual([unit]);
});
