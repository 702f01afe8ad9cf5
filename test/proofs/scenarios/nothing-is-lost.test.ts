import { CfnResource, RemovalPolicy } from 'aws-cdk-lib';
import { AccountRemoval } from '../../../src';
import { OWNER_TAG_KEY } from '../../../src/contract';
import type { CallResult } from '../../../src/rehearsal';
import type { Fault, SimulatorState } from '../../../src/simulator';
import { type Build, removeApps } from '../support/app';
import { type Blueprint, build } from '../support/blueprint';
import { byHand, FAILING, takeAddress } from '../support/by-hand';
import { deploy, reasonsOf } from '../support/deploy';
import { byDay } from '../support/proof-runs';
import { deniesOfState } from '../support/protection';
import { shapeOf } from '../support/shape';

jest.setTimeout(120_000);
afterAll(removeApps);

const SMALL: Blueprint = {
  policies: { Base: { denies: ['organizations:LeaveOrganization'] }, Data: { denies: ['kms:DisableKey', 's3:DeleteBucket'] } },
  rootPolicies: ['Base'],
  units: { Security: { name: 'Security', policies: ['Data'] }, Logs: { name: 'Logs', parent: 'Security' } },
  accounts: { Archive: { name: 'archive', parent: 'Logs', tags: { team: 'blue' } }, Audit: { name: 'audit', parent: 'Security', policies: ['Data'] } },
  services: ['cloudtrail.amazonaws.com'],
  administrators: [['Audit', 'cloudtrail.amazonaws.com']],
};
const TAKING = /^(Detach|Delete|Move|Close|Disable|Deregister|Remove|Untag)/;

test('1. Giving every construct a new path (same resources, other logical IDs) writes no detach, delete, move, close, disable or deregister.', async () => {
  const first = await deploy(build(SMALL));
  expect(reasonsOf(first)).toEqual([]);
  const second = await deploy(build({ ...SMALL, idPrefix: 'New' }), { state: first.state });
  expect(second).toMatchObject({ succeeded: true, differences: [], violations: [] });
  expect(second.writes.filter((write) => TAKING.test(write))).toEqual([]);
  expect(shapeOf(second.simulatorState)).toEqual(shapeOf(first.simulatorState));
});

test('2. The same, with one other resource failing: the organization afterwards equals the one before.', async () => {
  const first = await deploy(build(SMALL));
  const state = byHand(first.state, takeAddress);
  const second = await deploy(build({ ...SMALL, idPrefix: 'New', accounts: { ...SMALL.accounts, ...FAILING } }), { state });
  expect(second).toMatchObject({ succeeded: false, violations: [] });
  expect(second.stacks[0].status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(shapeOf(second.simulatorState)).toEqual(shapeOf(first.simulatorState));
});

describe('2. The same, with one other resource failing: the organization afterwards equals the one before.', () => {
  const before: Blueprint = {
    policies: { P: { denies: ['s3:DeleteBucket'] }, Q: { denies: ['kms:DisableKey'] } },
    units: { A: { name: 'A', policies: ['P'] }, B: { name: 'B', policies: ['Q'] } },
    accounts: { One: { name: 'one', parent: 'A' }, Two: { name: 'two', parent: 'A' } },
  };
  const after: Blueprint = {
    policies: { P: { denies: ['s3:DeleteObject'] }, Q: { denies: ['kms:DisableKey'] } },
    units: { A: { name: 'A renamed', policies: ['P'] }, B: { name: 'B', policies: ['Q'] } },
    accounts: { One: { name: 'one', parent: 'A', tags: { team: 'blue' } }, Two: { name: 'two', parent: 'B' } },
  };

  test.each(byDay([1, 2, 3, 4, 5, 6, 7, 8], 8))('with a change that reads do not show yet when it is rolled back (seed %d)', async (seed) => {
    const first = await deploy(build(before));
    // The account does not have the name in the code, so its Update fails at once.
    const state = byHand(first.state, (simulator) => {
      Object.assign(simulator.accounts.find(({ email }: any) => email === 'one@example.com'), { name: 'other' });
    });
    const failed = await deploy(build(after), { state, seed, lagMs: 4_000 });
    // Denials that the change removes on purpose are missing until the rollback restores them.
    const aim = await deploy(build(after), { state: first.state });
    expect([failed.succeeded, ...failed.unintendedChanges, ...failed.gapsTowards(aim.simulatorState)]).toEqual([false]);
    expect(failed.stacks[0].status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(shapeOf(failed.simulatorState)).toEqual(shapeOf(state.simulator!));
  });
});

describe('2. The same, for a deployment that fails and adds resources again that an earlier one left behind', () => {
  const [Dev, Prod] = [{ name: 'Dev' }, { name: 'Prod' }];

  test.each([
    ['its unit too', { Dev, Prod }],
    ['without its unit', { Dev }],
  ] as [string, Blueprint['units']][])('an account is added again in another unit, and %s', async (_name, units) => {
    const first = await deploy(build({ units: { Dev, Prod }, accounts: { One: { name: 'one', parent: 'Prod' } } }));
    const second = await deploy(build({ units: { Dev } }), { state: first.state });
    expect(reasonsOf(second)).toEqual([]);
    const third = await deploy(build({ units, accounts: { One: { name: 'one', parent: 'Dev' }, ...FAILING } }), { state: byHand(second.state, takeAddress) });
    expect(third).toMatchObject({ succeeded: false, violations: [] });
    expect(shapeOf(third.simulatorState)).toEqual(shapeOf(second.simulatorState));
    expect(third.writes.filter((write) => write.startsWith('MoveAccount'))).toHaveLength(2);
  });

  test('an account that an earlier deployment took over returns to its place before the failed deployment', async () => {
    const made = await deploy(build({ accounts: { One: { name: 'one' } } }));
    const foreign = structuredClone(made.simulatorState) as any;
    for (const account of foreign.accounts) account.tags = {};
    const code = (parent: string, more = {}) => build({ units: { Dev, Prod }, accounts: { One: { name: 'one', parent, adopt: true }, ...more } });
    const first = await deploy(code('Prod'), { state: foreign });
    const second = await deploy(build({ units: { Dev, Prod } }), { state: first.state });
    const third = await deploy(code('Dev', FAILING), { state: byHand(second.state, takeAddress) });
    expect(third).toMatchObject({ succeeded: false, violations: [] });
    const placeIn = ({ accounts }: SimulatorState) => accounts.find(({ name }) => name === 'one')?.parentId;
    expect(placeIn(third.simulatorState)).toBe(placeIn(second.simulatorState));
  });
});

describe('3. After the rollback of a resource, no earlier waiter writes to the resource any more.', () => {
  const units = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`Unit${index}`, { name: `Unit ${index}` }]));

  test.each(byDay([85, 89, 91, 93, 96, 100], 6, 3))('the first %d creations are refused, until the rollback is complete', async (refusals) => {
    const first = await deploy(build({}));
    const state = byHand(first.state, takeAddress);
    const refused = Array.from({ length: refusals }, (_, index): Fault => (
      { operation: 'CreateOrganizationalUnit', nth: index + 1, effect: 'fail', code: 'TooManyRequestsException' }));
    let endedAt = 0;
    const failed = await deploy(build({ units: units(3), accounts: FAILING }), {
      state,
      simulator: { faults: refused },
      onProgress: ({ status, atSeconds }) => { if (status === 'UPDATE_ROLLBACK_COMPLETE') endedAt = atSeconds; },
    });
    expect(failed).toMatchObject({ succeeded: false, violations: [] });
    expect(failed.calls.some(({ operation }) => operation === 'CreateOrganizationalUnit')).toBe(true);
    expect(failed.calls.filter(({ writing, error, atSeconds }) => writing && !error && atSeconds > endedAt)).toEqual([]);
    expect(shapeOf(failed.simulatorState)).toEqual(shapeOf(first.simulatorState));
  });

  test.each(byDay([20, 40, 60, 80, 100, 120, 150, 180], 5, 2))('the first %d reads are refused', async (refusals) => {
    const first = await deploy(build({}));
    const state = byHand(first.state, takeAddress);
    const refused = Array.from({ length: refusals }, (_, index): Fault => (
      { operation: 'ListOrganizationalUnitsForParent', nth: index + 1, effect: 'fail', code: 'TooManyRequestsException' }));
    const ends = new Map<string, number>();
    let endedAt = Infinity;
    const failed = await deploy(build({ units: units(3), accounts: FAILING }), {
      state,
      simulator: { faults: refused },
      onProgress: ({ logicalId, status, atSeconds }) => {
        if (status.startsWith('DELETE_') && status.endsWith('_COMPLETE')) ends.set(logicalId, atSeconds);
        if (status === 'UPDATE_ROLLBACK_COMPLETE') endedAt = atSeconds;
      },
    });
    expect(failed).toMatchObject({ succeeded: false, violations: [] });
    const isLate = ({ logicalId = '', atSeconds }: CallResult) => atSeconds > Math.min(endedAt, ends.get(logicalId) ?? Infinity);
    expect(failed.calls.filter((call) => call.writing && !call.error && isLate(call))).toEqual([]);
    expect(shapeOf(failed.simulatorState)).toEqual(shapeOf(first.simulatorState));
  });

  test.each([1, 2, 3])('answers arrive late (seed %d)', async (seed) => {
    const ends = new Map<string, number>();
    const result = await deploy(build({ ...SMALL, units: { ...SMALL.units, ...units(6) }, accounts: { ...SMALL.accounts, ...FAILING } }), {
      seed,
      simulator: { faults: ['CreateAccount:1:failLater=EMAIL_ALREADY_EXISTS', 'CreateOrganizationalUnit:0.5:delay=20000', '*:0.1:delay=9000'] },
      onProgress: ({ logicalId, status, atSeconds }) => {
        if (status.startsWith('DELETE_') && status.endsWith('_COMPLETE')) ends.set(logicalId, atSeconds);
      },
    });
    expect(result).toMatchObject({ violations: [] });
    const isLate = ({ logicalId = '', atSeconds }: CallResult) => atSeconds > (ends.get(logicalId) ?? Infinity);
    expect(result.calls.filter((call) => call.writing && !call.error && isLate(call))).toEqual([]);
  });
});

test('4. Removing an OU and its accounts from the app together leaves every remaining account with the SCPs it had.', async () => {
  const first = await deploy(build(SMALL));
  const { Base } = SMALL.policies!;
  const second = await deploy(build({ policies: { Base }, rootPolicies: ['Base'] }), { state: first.state });
  expect(second).toMatchObject({ succeeded: true, violations: [] });
  expect(deniesOfState(second.simulatorState)).toEqual(deniesOfState(first.simulatorState));
});

test('5. Deleting the stack closes no account and removes no denial from any account.', async () => {
  const directory = build(SMALL);
  const first = await deploy(directory);
  const deleted = await deploy(directory, { state: first.state, deletion: true });
  expect(deleted.violations).toEqual([]);
  expect(deleted.simulatorState.accounts.map(({ id, state }) => [id, state])).toEqual(first.simulatorState.accounts.map(({ id }) => [id, 'ACTIVE']));
  expect(deniesOfState(deleted.simulatorState)).toEqual(deniesOfState(first.simulatorState));
});

test('6. A new account whose construct says `close` survives a failed deployment; the next run keeps its ID.', async () => {
  const closing: Blueprint = { allowAccountClosure: true, accounts: { New: { name: 'new', removal: () => AccountRemoval.close() } } };
  const empty = await deploy(build({ allowAccountClosure: true }), {});
  const state = byHand(empty.state, takeAddress);
  const failed = await deploy(build({ ...closing, accounts: { ...closing.accounts, Taken: { ...FAILING.Taken } } }), { state });
  expect(failed.succeeded).toBe(false);
  expect(failed.calls.map(({ operation }) => operation)).not.toContain('CloseAccount');
  const made = failed.simulatorState.accounts.find(({ name }) => name === 'new');
  const again = await deploy(build(closing), { state: failed.state });
  expect(again).toMatchObject({ succeeded: true, differences: [], violations: [] });
  expect(again.simulatorState.accounts.filter(({ name }) => name === 'new').map(({ id, state: now }) => [id, now])).toEqual([[made?.id, 'ACTIVE']]);
  const closed = await deploy(build({ allowAccountClosure: true }), { state: again.state, asked: ['CloseAccount'] });
  expect(closed.writes.filter((write) => write.startsWith('CloseAccount'))).toHaveLength(1);
  expect(closed.simulatorState.accounts.find(({ id }) => id === made?.id)?.state).toMatch(/PENDING_CLOSURE|CLOSED/);
});

describe('9. Ten of ten SCPs swapped at once: no common deny is ever lost, and at least one SCP is always attached. Giving up an allow-list attaches `FullAWSAccess` before it detaches anything.', () => {
  // The first old policy has nothing in common with the new ones. Each other one has a successor, listed in reverse order.
  const OLD = Array.from({ length: 10 }, (_, index) => `Old${index}`);
  const NEW = Array.from({ length: 10 }, (_, index) => `New${9 - index}`);
  const plan = (attached: string[], allowList = true): Blueprint => ({
    policies: Object.fromEntries([...OLD, ...NEW].map((name) => {
      const number = name.slice(3);
      return [name, { denies: [number === '0' ? `s3:${name}` : `ec2:Action${number}`], allows: ['*'] }];
    })),
    units: { Home: { name: 'Home', policies: attached, allowList } },
    accounts: { One: { name: 'one', parent: 'Home' } },
  });

  test('ten SCPs are swapped without a gap', async () => {
    const first = await deploy(build(plan(OLD)));
    expect(reasonsOf(first)).toEqual([]);
    const second = await deploy(build(plan(NEW)), { state: first.state });
    expect(second).toMatchObject({ succeeded: true, differences: [], violations: [] });
    let attached = 10;
    const counts = second.writes.map((write) => (attached += Number(write.startsWith('AttachPolicy')) - Number(write.startsWith('DetachPolicy'))));
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(9);
    expect(attached).toBe(10);
  });

  test('giving up an allow-list attaches FullAWSAccess first', async () => {
    const first = await deploy(build(plan(['Old0', 'Old1'])));
    const second = await deploy(build(plan(['Old2'], false)), { state: first.state });
    expect(second).toMatchObject({ succeeded: true, differences: [], violations: [] });
    const onHome = second.writes.filter((write) => /^(Attach|Detach)Policy/.test(write)).map((write) => write.replace(/"TargetId.*/, ''));
    const back = onHome.findIndex((write) => write.includes('p-FullAWSAccess'));
    expect(onHome[back]).toMatch(/^AttachPolicy/);
    expect(onHome.findIndex((write) => write.startsWith('Detach'))).toBeGreaterThan(back);
  });
});

describe('11. A foreign OU, policy, account or resource policy of the same name: refused before any write. With `adopt` it is taken over, and a rollback restores it, including foreign tags and attachments.', () => {
  const wanted = (adopt: boolean): Blueprint => ({
    units: { Unit: { name: 'Unit', adopt, tags: { team: 'blue' } } },
    accounts: { One: { name: 'one', adopt, parent: 'Unit', tags: { team: 'blue' } } },
    policies: { Deny: { denies: ['s3:DeleteBucket'], adopt, tags: { team: 'blue' } } },
  });

  /** An organization in which the same resources exist, with another owner. */
  async function foreign(): Promise<SimulatorState> {
    const made = await deploy(build({ ...wanted(false), accounts: { One: { name: 'one' } } }));
    const simulator = structuredClone(made.simulatorState) as any;
    for (const resource of [...simulator.organizationalUnits, ...simulator.accounts.slice(1), ...simulator.policies]) resource.tags = { foreign: 'yes' };
    simulator.attachments.push({ policyId: simulator.policies[0].id, targetId: simulator.root.id });
    simulator.resourcePolicy = { id: 'rp-foreign1', content: '{"Version":"2012-10-17","Statement":[]}', tags: { foreign: 'yes' } };
    return simulator;
  }

  test.each([
    ['OU', { units: wanted(false).units }],
    ['account', { accounts: { One: { name: 'one' } } }],
    ['policy', { policies: wanted(false).policies }],
  ] as [string, Blueprint][])('a foreign %s is refused', async (_kind, plan) => {
    const start = await foreign();
    const result = await deploy(build(plan), { state: start });
    expect(result).toMatchObject({ succeeded: false, violations: [] });
    expect(reasonsOf(result).join('\n')).toMatch(/adopt: true/);
    expect(shapeOf(result.simulatorState)).toEqual(shapeOf(start));
    expect(result.writes.filter((write) => !/^EnablePolicyType/.test(write))).toEqual([]);
  });

  // The app has no resource policy, so the foreign one stays unchanged. delegated-stack.test.ts covers an app with one.
  test('foreign resources are taken over with `adopt`, and released in a rollback', async () => {
    const start = await foreign();
    const adopted = await deploy(build(wanted(true)), { state: start });
    expect(reasonsOf(adopted)).toEqual([]);
    expect(adopted).toMatchObject({ succeeded: true, violations: [] });
    expect(adopted.simulatorState.resourcePolicy).toEqual(start.resourcePolicy);
    expect(adopted.simulatorState.organizationalUnits[0].tags).toMatchObject({ [OWNER_TAG_KEY]: 'Landing@us-east-1/adopted', foreign: 'yes' });
    const failed = await deploy(build({ ...wanted(true), accounts: { ...wanted(true).accounts, ...FAILING } }), { state: { ...start, addressesTakenElsewhere: ['taken@example.com'] } });
    expect(failed).toMatchObject({ succeeded: false, violations: [] });
    expect(failed.stacks[0].status).toBe('ROLLBACK_COMPLETE');
    expect(shapeOf(failed.simulatorState)).toEqual(shapeOf(start));
    expect(failed.simulatorState.resourcePolicy).toEqual(start.resourcePolicy);
  });

  test('a rollback keeps foreign tags that have the same values as in the code', async () => {
    const start = await foreign() as any;
    for (const resource of [...start.organizationalUnits, ...start.accounts.slice(1), ...start.policies]) resource.tags.team = 'blue';
    const failed = await deploy(build({ ...wanted(true), accounts: { ...wanted(true).accounts, ...FAILING } }), { state: { ...start, addressesTakenElsewhere: ['taken@example.com'] } });
    expect(failed).toMatchObject({ succeeded: false, violations: [] });
    expect(shapeOf(failed.simulatorState)).toEqual(shapeOf(start));
  });
});

describe('12. A construct moved to another stack: it is refused with instructions, or succeeds without a gap in protection.', () => {
  const organization: Blueprint = { policies: SMALL.policies, rootPolicies: ['Base'], units: SMALL.units, accounts: SMALL.accounts };
  const adopting = <T extends object>(plans: Readonly<Record<string, T>> = {}) => (
    Object.fromEntries(Object.entries(plans).map(([key, plan]) => [key, { ...plan, adopt: true }])));
  const { policies, units, accounts } = organization;
  const moved = build({ ...organization, policies: adopting(policies), units: adopting(units), accounts: adopting(accounts) });
  /** The same app with a removal policy that retains every resource, as a user sets it before a move to another stack. */
  const retained: Build = (stack) => {
    build(organization)(stack);
    for (const resource of stack.node.findAll()) {
      if (CfnResource.isCfnResource(resource) && resource.cfnResourceType.startsWith('Custom::Organizations')) {
        resource.applyRemovalPolicy(RemovalPolicy.RETAIN);
      }
    }
  };

  test('a move without `adopt` is refused with instructions', async () => {
    const first = await deploy({ One: build(organization), Two: () => undefined });
    expect(reasonsOf(first)).toEqual([]);
    const second = await deploy({ Two: build(organization) }, { state: first.state });
    expect(second).toMatchObject({ succeeded: false, violations: [] });
    expect(reasonsOf(second).join('\n')).toMatch(/adopt: true/);
    expect(shapeOf(second.simulatorState)).toEqual(shapeOf(first.simulatorState));
  });

  test('a deployment that takes resources over and fails returns them to the former stack', async () => {
    const code = (adopt: boolean, more = {}) => build({
      units: { Security: { name: 'Security', adopt } }, accounts: { Audit: { name: 'audit', parent: 'Security', adopt }, ...more },
    });
    const first = await deploy({ One: code(false) });
    expect(reasonsOf(first)).toEqual([]);
    const second = await deploy({ Two: code(true, FAILING) }, { state: byHand(first.state, takeAddress) });
    expect(second).toMatchObject({ succeeded: false, violations: [] });
    expect(shapeOf(second.simulatorState)).toEqual(shapeOf(first.simulatorState));
  });

  test.each([
    ['the former', ['One', 'Two']], ['the new', ['Two', 'One']],
  ])('resources that are retained and adopted move without a gap if %s stack is deployed first, and the next deployment writes nothing', async (_, order) => {
    const first = await deploy({ One: retained, Two: () => undefined });
    expect(reasonsOf(first)).toEqual([]);
    const stacks = Object.fromEntries(order.map((name) => [name, name === 'One' ? () => undefined : moved]));
    const second = await deploy(stacks, { state: first.state });
    expect(reasonsOf(second)).toEqual([]);
    expect(second).toMatchObject({ succeeded: true, differences: [], violations: [] });
    expect(second.writes.filter((write) => /^(Detach|Delete|Move|Create)/.test(write))).toEqual([]);
    expect(deniesOfState(second.simulatorState)).toEqual(deniesOfState(first.simulatorState));
    const third = await deploy(stacks, { state: second.state, context: { 'cdk-aws-organizations:reconcile': '1' } });
    expect(third).toMatchObject({ succeeded: true, differences: [], violations: [], writes: [] });
  });
});
