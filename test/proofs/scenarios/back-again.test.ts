import { NestedStack, type Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Organization, OrganizationalUnit, Policy, PolicyType, ServiceControlPolicy } from '../../../src';
import type { SimulatorState } from '../../../src/simulator';
import { removeApps } from '../support/app';
import { type Blueprint, build } from '../support/blueprint';
import { byHand, takeAddress } from '../support/by-hand';
import { deploy, type Deployed, reasonsOf } from '../support/deploy';
import { daysLater } from '../support/foreign';
import { isReading } from '../support/readings';
import { shapeOf } from '../support/shape';

jest.setTimeout(120_000);
afterAll(removeApps);

const DENY = { Deny: { denies: ['s3:DeleteBucket'] } };
const PROD: Blueprint = {
  policies: DENY,
  units: { Prod: { name: 'Prod', policies: ['Deny'] } },
  accounts: { One: { name: 'one', parent: 'Prod' } },
};
const OTHER: Blueprint = { policies: { Other: { denies: ['kms:DisableKey'] } }, units: { Dev: { name: 'Dev', policies: ['Other'] } } };
const BOTH: Blueprint = {
  policies: { ...PROD.policies, ...OTHER.policies },
  units: { ...PROD.units, ...OTHER.units },
  accounts: PROD.accounts,
};
const ALLOW_LIST: Blueprint = {
  policies: { Allow: { allows: ['ec2:*', 'cloudformation:*', 'sts:*'] } },
  units: { Prod: { name: 'Prod', policies: ['Allow'], allowList: true } },
  accounts: PROD.accounts,
};
const SET: Blueprint = {
  policySets: { Set: { denies: [['s3:a', 6_000], ['kms:b', 6_000]], maxDocuments: 3 } },
  units: { Prod: { name: 'Prod', policySets: ['Set'] } },
  accounts: PROD.accounts,
};

/** Adds an account whose email address is taken, so that the deployment fails. */
function failing(plan: Blueprint): Blueprint {
  return { ...plan, accounts: { ...plan.accounts, Taken: { name: 'taken' } } };
}

/** The organization without tags, as if it had been created by hand. */
function madeByHand({ simulatorState }: Deployed): SimulatorState {
  const copy: any = structuredClone(simulatorState);
  for (const resource of [...copy.accounts, ...copy.organizationalUnits, ...copy.policies]) resource.tags = {};
  takeAddress(copy);
  return copy;
}

function attachedTo(state: SimulatorState, unit: string): string[] {
  const { id } = state.organizationalUnits.find(({ name }) => name === unit)!;
  const names = new Map(state.policies.map((policy) => [policy.id, policy.name]));
  return state.attachments.filter(({ targetId, policyId }) => targetId === id && policyId !== 'p-RCPFullAWSAccess')
    .map(({ policyId }) => names.get(policyId) ?? policyId).sort();
}

function shared(targetId: string, policyId: string, isListed: boolean) {
  return (stack: Stack) => {
    new ServiceControlPolicy(stack, 'Own', { policyName: `${stack.stackName}-own`, statements: [deny('ec2:Own')] });
    if (!isListed) return;
    OrganizationalUnit.fromOrganizationalUnitId(stack, 'Unit', targetId)
      .attachPolicy(Policy.fromPolicyId(stack, 'Policy', policyId, PolicyType.SERVICE_CONTROL_POLICY));
  };
}

const deny = (action: string) => new PolicyStatement({ effect: Effect.DENY, actions: [action], resources: ['*'] });

/** Whether detaching a policy that is not attached is no error. An allow-list then detaches FullAWSAccess again, which is a no-op. */
const DETACHES_AGAIN = isReading('detachingWhatIsNotAttached=success');

describe('A deployment that fails detaches only the policies that it attached itself', () => {
  test.each<[string, Blueprint]>([['a policy', PROD], ['an allow-list', ALLOW_LIST], ['a policy set', SET]])(
    'it keeps the attachments of %s that a deleted stack left behind', async (_what, plan) => {
      const first = await deploy(build(plan));
      const deleted = await deploy(build(plan), { state: daysLater(first.state), deletion: true });
      expect(attachedTo(deleted.simulatorState, 'Prod')).toEqual(attachedTo(first.simulatorState, 'Prod'));
      for (const lagMs of [0, 3_000]) {
        const again = await deploy(build(failing(plan)), { state: byHand(deleted.state, takeAddress), lagMs });
        expect(again.succeeded).toBe(false);
        expect(shapeOf(again.simulatorState)).toEqual(shapeOf(deleted.simulatorState));
      }
      const good = await deploy(build(plan), { state: deleted.state });
      expect(good).toMatchObject({ succeeded: true, differences: [], violations: [] });
      // The stack claims what has stayed.
      const others = good.writes.filter((write) => !write.includes('cdk-aws-organizations:attached/Landing'));
      expect(others.filter((write) => !DETACHES_AGAIN || !write.includes('p-FullAWSAccess'))).toEqual([]);
    });

  test('it keeps a policy that was removed from the app with its unit and is added again', async () => {
    const first = await deploy(build(BOTH));
    const without = await deploy(build(OTHER), { state: first.state });
    expect(without).toMatchObject({ succeeded: true, violations: [] });
    const again = await deploy(build(failing(BOTH)), { state: byHand(without.state, takeAddress) });
    expect(again.succeeded).toBe(false);
    expect(shapeOf(again.simulatorState)).toEqual(shapeOf(without.simulatorState));
    // After a successful deployment, the policy is deleted like any other.
    const back = await deploy(build(BOTH), { state: without.state });
    const accounts = { One: { name: 'one' } };
    const moved = await deploy(build({ ...BOTH, accounts }), { state: back.state });
    const gone = await deploy(build({ ...OTHER, accounts }), { state: moved.state });
    expect(gone).toMatchObject({ succeeded: true, differences: [] });
    expect(gone.simulatorState.organizationalUnits.map(({ name }) => name)).toEqual(['Dev']);
    expect(gone.simulatorState.policies.map(({ name }) => name)).toEqual(['Other']);
  });

  test('it leaves a policy alone that was left behind and that the app does not list any more', async () => {
    const plan: Blueprint = { ...BOTH, units: { ...BOTH.units, Prod: { name: 'Prod', policies: ['Deny', 'Other'] } } };
    const without = await deploy(build(OTHER), { state: daysLater((await deploy(build(plan))).state) });
    expect(attachedTo(without.simulatorState, 'Prod')).toEqual(['Deny', 'Other', 'p-FullAWSAccess']);
    const again = await deploy(build(failing(BOTH)), { state: byHand(without.state, takeAddress) });
    expect(again.writes.some((write) => write.startsWith('DetachPolicy'))).toBe(false);
    expect(shapeOf(again.simulatorState)).toEqual(shapeOf(without.simulatorState));
  });

  test('a policy that was left behind is not taken over with a different text', async () => {
    const without = await deploy(build(OTHER), { state: daysLater((await deploy(build(BOTH))).state) });
    const changed = { ...BOTH, policies: { ...BOTH.policies, Deny: { denies: ['s3:PutObject'] } } };
    const again = await deploy(build(changed), { state: without.state });
    expect(reasonsOf(again).join()).toContain('The policy "Deny"');
    expect(shapeOf(again.simulatorState)).toEqual(shapeOf(without.simulatorState));
  });

  test('it keeps policies that were attached before their adoption', async () => {
    const adopting: Blueprint = {
      policies: { Deny: { ...DENY.Deny, adopt: true } },
      units: { Prod: { name: 'Prod', policies: ['Deny'], adopt: true } },
      accounts: { One: { name: 'one', parent: 'Prod', adopt: true } },
    };
    const state = madeByHand(await deploy(build(PROD)));
    const again = await deploy(build(failing(adopting)), { state });
    expect(again.succeeded).toBe(false);
    expect(shapeOf(again.simulatorState)).toEqual(shapeOf(state));
    // Attachments of an adopted policy that the app made are detached again.
    const one = await deploy(build({ ...adopting, units: { Prod: { name: 'Prod', adopt: true } } }), { state: { ...state, attachments: state.attachments.filter(({ policyId }) => !state.policies.some(({ id }) => id === policyId)) } });
    const two = await deploy(build(adopting), { state: one.state });
    const three = await deploy(build({ ...adopting, units: { Prod: { name: 'Prod', adopt: true } } }), { state: two.state });
    expect([one, two, three].map(({ simulatorState }) => attachedTo(simulatorState, 'Prod'))).toEqual([
      ['p-FullAWSAccess'], ['Deny', 'p-FullAWSAccess'], ['p-FullAWSAccess'],
    ]);
  });

  test('an adopted policy stays attached to targets for which the app never listed it', async () => {
    const plan = (adopt: boolean, policies: string[]): Blueprint => ({
      policies: { Deny: { ...DENY.Deny, adopt }, ...(adopt && { Own: { denies: ['ec2:Own'] } }) },
      units: { U: { name: 'U', policies: ['Deny'], adopt }, V: { name: 'V', policies, adopt } },
    });
    const adopted = await deploy(build(plan(true, ['Own'])), { state: madeByHand(await deploy(build(plan(false, ['Deny'])))) });
    expect(adopted).toMatchObject({ succeeded: true, differences: [], violations: [] });
    expect(attachedTo(adopted.simulatorState, 'V')).toEqual(['Deny', 'Own', 'p-FullAWSAccess']);
  });

  test.each([true, false])('FullAWSAccess stays detached from a manual allow-list (adopted in the same deployment: %s)', async (adopt) => {
    const plan = (isAllowList: boolean): Blueprint => ({
      policies: { ...OTHER.policies, Mine: { allows: ['ec2:*', 'cloudformation:*', 'sts:*'] } },
      units: { Dev: { name: 'Dev', policies: ['Other'], adopt }, Prod: { name: 'Prod', adopt, policies: isAllowList ? ['Mine'] : [], allowList: isAllowList } },
    });
    const made = await deploy(build({ ...OTHER, units: { ...OTHER.units, Prod: { name: 'Prod' } } }));
    const state: any = adopt ? { ...madeByHand(made), policies: [], attachments: made.simulatorState.attachments.filter(({ policyId }) => policyId.startsWith('p-F')) } : byHand(made.state, takeAddress);
    const service = adopt ? state : state.simulator;
    const { id } = service.organizationalUnits.find(({ name }: { name: string }) => name === 'Prod');
    const content = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"ec2:*","Resource":"*"}}';
    service.policies.push({ id: 'p-byhand01', type: 'SERVICE_CONTROL_POLICY', name: 'ByHand', description: '', content, awsManaged: false, tags: {} });
    service.attachments = [...service.attachments.filter((each: any) => each.targetId !== id || each.policyId !== 'p-FullAWSAccess'), { policyId: 'p-byhand01', targetId: id }];
    const again = await deploy(build(failing(plan(true))), { state });
    expect(again.succeeded).toBe(false);
    expect(attachedTo(again.simulatorState, 'Prod')).toEqual(['ByHand']);
  });
});

test('repairing a policy set whose first document was deleted by hand keeps the other documents attached', async () => {
  const state: any = structuredClone((await deploy(build(SET))).state);
  const { id } = state.simulator.policies.find(({ name }: { name: string }) => name === 'Set-1');
  state.simulator.policies = state.simulator.policies.filter((policy: any) => policy.id !== id);
  state.simulator.attachments = state.simulator.attachments.filter(({ policyId }: any) => policyId !== id);
  const result = await deploy(build(SET), { state, context: { 'cdk-aws-organizations:reconcile': '1' } });
  expect(result).toMatchObject({ succeeded: true, differences: [] });
  expect(attachedTo(result.simulatorState, 'Prod')).toEqual(['Set-1', 'Set-2', 'p-FullAWSAccess']);
});

test('a policy that two stacks list for one target is detached when the last of them stops listing it', async () => {
  const made = madeByHand(await deploy(build({ ...BOTH, units: { ...BOTH.units, Prod: { name: 'Prod' } } })));
  const named = (resources: readonly { id: string; name: string }[], name: string) => resources.find((each) => each.name === name)!.id;
  const [unit, policy] = [named(made.organizationalUnits, 'Prod'), named(made.policies, 'Deny')];
  const app = (a: boolean, b: boolean) => ({ A: shared(unit, policy, a), B: shared(unit, policy, b) });
  const first = await deploy(app(true, false), { state: made });
  const both = await deploy(app(true, true), { state: first.state });
  const second = await deploy(app(false, true), { state: both.state });
  const none = await deploy(app(false, false), { state: second.state });
  expect([first, both, second, none].map(({ simulatorState }) => attachedTo(simulatorState, 'Prod').includes('Deny'))).toEqual([true, true, true, false]);
});

test('removing a nested stack from the app detaches its policies from a unit that stays', async () => {
  const made = madeByHand(await deploy(build({ units: { Prod: { name: 'Prod' } }, accounts: PROD.accounts })));
  const app = (isNested: boolean) => (stack: Stack) => {
    new Organization(stack, 'Organization');
    new ServiceControlPolicy(stack, 'Base', { policyName: 'Base', statements: [deny('ec2:Base')] });
    if (!isNested) return;
    const nested = new NestedStack(stack, 'Nested');
    OrganizationalUnit.fromOrganizationalUnitId(nested, 'Unit', made.organizationalUnits[0].id)
      .attachPolicy(new ServiceControlPolicy(nested, 'Inner', { policyName: 'Inner', statements: [deny('s3:Inner')] }));
  };
  const first = await deploy(app(true), { state: made });
  expect(attachedTo(first.simulatorState, 'Prod')).toEqual(['Inner', 'p-FullAWSAccess']);
  const second = await deploy(app(false), { state: first.state });
  expect(second.succeeded).toBe(true);
  expect(attachedTo(second.simulatorState, 'Prod')).toEqual(['p-FullAWSAccess']);
  expect(second.simulatorState.policies.map(({ name }) => name)).toEqual(['Base']);
});
