import { Organization, PolicyType, TagPolicy, TrustedService } from '../../../src';
import type { SimulatorState } from '../../../src/simulator';
import { type Build, removeApps } from '../support/app';
import { byHand } from '../support/by-hand';
import { deploy } from '../support/deploy';

jest.setTimeout(120_000);
afterAll(removeApps);

interface Plan {
  readonly type?: boolean;
  readonly allowed?: boolean;
  readonly fails?: boolean;
}

/** An organization with the policy type of tag policies, which is disabled on removal, and a tag policy on the root. */
function build({ type = true, allowed = true, fails = false }: Plan): Build {
  return (stack) => {
    const organization = new Organization(stack, 'Organization', { allowPolicyTypeDisabling: allowed, trustedServices: [TrustedService.TAG_POLICIES] });
    if (fails) organization.enableTrustedService(TrustedService.of('unknown.amazonaws.com'));
    if (!type) return;
    organization.enablePolicyType(PolicyType.TAG_POLICY, { disableOnRemoval: true });
    const policy = new TagPolicy(stack, 'Team', { tags: [{ tagKey: 'team' }] });
    organization.root.attachPolicy(policy);
  };
}

/** The enabled policy types without SCPs, which a new organization may have enabled. */
const typesOf = (state: SimulatorState) => state.policyTypes.map(({ type }) => type).filter((type) => type !== 'SERVICE_CONTROL_POLICY');

/** Attaches a tag policy of another owner to the root. */
function foreign(state: SimulatorState): void {
  const own = state.policies.find(({ awsManaged }) => !awsManaged)!;
  Object.assign(state, {
    policies: [...state.policies, { ...own, id: 'p-foreign123', name: 'Theirs', tags: {} }],
    attachments: [...state.attachments, { policyId: 'p-foreign123', targetId: state.root!.id }],
  });
}

test('a deployment that removes a policy type with disableOnRemoval disables it after its policies are detached', async () => {
  const first = await deploy(build({}));
  expect(first).toMatchObject({ succeeded: true, differences: [], violations: [] });
  const second = await deploy(build({ type: false }), { state: first.state, asked: ['DisablePolicyType'] });
  expect(second).toMatchObject({ succeeded: true, violations: [] });
  expect(typesOf(second.simulatorState)).toEqual([]);
  const calls = second.calls.filter(({ error }) => !error).map(({ operation }) => operation);
  expect(calls.indexOf('DetachPolicy')).toBeLessThan(calls.indexOf('DisablePolicyType'));
});

test('a deployment that removes a policy type and fails leaves it enabled and its policies attached', async () => {
  const first = await deploy(build({}));
  const failed = await deploy(build({ type: false, fails: true }), { state: first.state });
  expect(failed).toMatchObject({ succeeded: false, violations: [] });
  expect(typesOf(failed.simulatorState)).toEqual(['TAG_POLICY']);
  expect(failed.simulatorState.attachments).toEqual(first.simulatorState.attachments);
});

test('an attached policy of another owner stays attached and keeps its policy type enabled', async () => {
  const first = await deploy(build({}));
  const second = await deploy(build({ type: false }), { state: byHand(first.state, foreign) });
  expect(second.violations).toEqual([]);
  expect(typesOf(second.simulatorState)).toEqual(['TAG_POLICY']);
  expect(second.simulatorState.attachments.map(({ policyId }) => policyId)).toContain('p-foreign123');
  expect(second.calls.map(({ operation }) => operation)).not.toContain('DisablePolicyType');
});

test('deleting the stack leaves its policy types enabled', async () => {
  const first = await deploy(build({}));
  const deleted = await deploy(build({}), { state: first.state, deletion: true });
  expect(deleted.violations).toEqual([]);
  expect(typesOf(deleted.simulatorState)).toEqual(['TAG_POLICY']);
});

test.each(['securityHubPolicies', 'everyTypeThatNamesOne'] as const)('trusted access for the service of a policy type is enabled before the type (%s)', async (policyTypesWithAService) => {
  const first = await deploy(build({}), { simulator: { readings: { policyTypesWithAService } } });
  expect(first).toMatchObject({ succeeded: true, differences: [], violations: [] });
});
