import type { HandlerCall, RehearsalResult } from '../../../src/rehearsal';
import { ProviderFramework } from '../../../src/rehearsal/provider/provider-framework';
import { seededRandom } from '../../../src/rehearsal/time/random';
import type { Fault, SimulatorState } from '../../../src/simulator';
import { removeApps } from '../support/app';
import { type Blueprint, build, type UnitPlan } from '../support/blueprint';
import { byHand, takeAddress } from '../support/by-hand';
import { deploy, reasonsOf } from '../support/deploy';
import { byDay } from '../support/proof-runs';
import { isReading } from '../support/readings';
import { shapeOf } from '../support/shape';

jest.setTimeout(120_000);
afterAll(removeApps);
afterEach(() => jest.restoreAllMocks());

const SMALL: Blueprint = {
  policies: { Deny: { denies: ['s3:DeleteBucket'] }, Other: { denies: ['ec2:*'] }, Third: { denies: ['iam:*'] } },
  units: { Unit: { name: 'Unit', policies: ['Deny'] } },
  accounts: { One: { name: 'one', parent: 'Unit' }, Two: { name: 'two', parent: 'Unit' } },
};

describe('13. A crash at any point, or the same event delivered twice at the same time: one account for each address, also when account names repeat.', () => {
  const plan: Blueprint = {
    units: { Unit: { name: 'Unit' } },
    accounts: Object.fromEntries(['a', 'b', 'c', 'd'].map((key) => [`Account${key}`, { name: 'same', email: `${key}@example.com`, parent: 'Unit' }])),
  };
  const ends = (result: RehearsalResult) => result.simulatorState.accounts.map(({ email, state }) => `${email} ${state}`).sort();
  const EXPECTED = ['a', 'b', 'c', 'd'].map((key) => `${key}@example.com ACTIVE`).concat('management@example.com ACTIVE');

  test.each(['before', 'after'] as const)('a random call in eight dies %s it reaches the service', async (at) => {
    for (const seed of byDay([1, 2, 3, 4, 5, 6, 7, 8], 8)) {
      const chance = seededRandom(seed);
      const crashAt = ({ toOrganizations }: HandlerCall) => (toOrganizations && chance() < 1 / 8 ? { at, withCaller: true } : undefined);
      const result = await deploy(build(plan), { crashAt });
      expect(reasonsOf(result)).toEqual([]);
      expect(result).toMatchObject({ succeeded: true, differences: [], violations: [] });
      expect(ends(result)).toEqual(EXPECTED);
    }
  });

  test.each([0, 2_000])('every event is delivered twice at the same time, with a lag of %d ms', async (lagMs) => {
    const result = await deploy(build(plan), { isDeliveredTwice: () => true, lagMs });
    expect(reasonsOf(result)).toEqual([]);
    expect(result).toMatchObject({ succeeded: true, differences: [], violations: [] });
    expect(ends(result)).toEqual(EXPECTED);
  });
});

test('14. Failed first deployment, stack deleted, deployed again: the same account IDs.', async () => {
  const first = await deploy(build({}));
  const state = { ...first.simulatorState, addressesTakenElsewhere: ['taken@example.com'] };
  const failed = await deploy(build({ ...SMALL, accounts: { ...SMALL.accounts, Taken: { name: 'taken', parent: 'Unit' } } }), { state });
  expect(failed.stacks[0].status).toBe('ROLLBACK_COMPLETE');
  const made = failed.simulatorState.accounts.map(({ id }) => id);
  expect(made).toHaveLength(3);
  const again = await deploy(build(SMALL), { state: failed.state });
  expect(again).toMatchObject({ succeeded: true, differences: [], violations: [] });
  expect(again.simulatorState.accounts.map(({ id }) => id)).toEqual(made);
});

describe('15. An account closed, removed, renamed or moved by hand in between: a clear message; a rollback still succeeds.', () => {
  const tagged: Blueprint = { ...SMALL, accounts: { ...SMALL.accounts, One: { ...SMALL.accounts!.One, tags: { team: 'blue' } } } };
  const one = (simulator: SimulatorState) => simulator.accounts.find(({ email }) => email === 'one@example.com') as any;
  test.each([
    ['closed', (simulator: any) => Object.assign(one(simulator), { state: 'CLOSED', closedAt: Date.UTC(2026, 0, 1) }), isReading('accountStateFields=statusOnly') ? /in the state SUSPENDED/ : /in the state CLOSED/],
    ['removed', (simulator: any) => {
      const { id } = one(simulator);
      simulator.accounts = simulator.accounts.filter((account: any) => account.id !== id);
      simulator.attachments = simulator.attachments.filter(({ targetId }: any) => targetId !== id);
    }, /is not in the organization any more/],
    ['renamed', (simulator: any) => Object.assign(one(simulator), { name: 'other' }), /has another name or address than the code says \("one", one@example\.com\).*trusted access of account\.amazonaws\.com is not enabled/],
  ] as [string, (simulator: any) => void, RegExp][])('an account that was %s by hand', async (_how, touch, message) => {
    const first = await deploy(build(SMALL));
    const state = byHand(first.state, touch);
    const second = await deploy(build(tagged), { state });
    expect(second).toMatchObject({ succeeded: false, violations: [] });
    expect(second.stacks[0].status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(reasonsOf(second).join('\n')).toMatch(message);
  });

  test('an account that was moved by hand', async () => {
    const first = await deploy(build(SMALL));
    const state = byHand(first.state, (simulator) => Object.assign(one(simulator), { parentId: simulator.root.id }));
    const second = await deploy(build(tagged), { state });
    expect(second).toMatchObject({ succeeded: true, differences: [], violations: [] });
  });
});

/** Whether nothing is skipped, or a Delete of the clean-up has the effect of the inverse Update. */
const READS_ANOTHER_INVERSE = isReading('replacedInRollback=onlyDelete') || isReading('skippedId=former');

test('16. A resource skipped in a failed rollback, then a new deployment: no policy of ours attached that the code does not list.', async () => {
  const attaching = (...policies: string[]): Blueprint => ({ ...SMALL, units: { Unit: { name: 'Unit', policies } } });
  const first = await deploy(build(attaching('Deny')));
  const [attachments] = first.resources.filter(({ type }) => type === 'Custom::OrganizationsPolicyAttachments');
  const state = byHand(first.state, takeAddress);
  const failing: Blueprint = { ...attaching('Deny', 'Other'), accounts: { ...SMALL.accounts, Taken: { name: 'taken', parent: 'Unit' } } };
  const isInverse = ({ LogicalResourceId: logicalId, OldResourceProperties: old }: any) =>
    logicalId === attachments.logicalId && old?.Policies.SERVICE_CONTROL_POLICY.length === 2;
  const second = await deploy(build(failing), {
    state,
    resourcesToSkip: [attachments.logicalId],
    crashAt: ({ event }) => (isInverse(event) ? { at: 'before', withCaller: false } : undefined),
  });
  expect(second).toMatchObject({ succeeded: false, violations: [] });
  expect(second.stacks[0].status).toBe('UPDATE_ROLLBACK_COMPLETE');
  // CloudFormation has the old properties, but the unit has the new ones.
  if (!READS_ANOTHER_INVERSE) expect(policiesOfUnit(second.simulatorState)).toEqual(['Deny', 'Other', 'p-FullAWSAccess']);
  const third = await deploy(build(attaching('Deny', 'Third')), { state: second.state });
  expect(third).toMatchObject({ succeeded: true, differences: [], violations: [] });
  expect(policiesOfUnit(third.simulatorState)).toEqual(['Deny', 'Third', 'p-FullAWSAccess']);
});

describe('16. A resource skipped in a failed rollback, then a new deployment: no policy of ours attached that the code does not list.', () => {
  const DATA = { resourceControl: true, denies: ['s3:PutObject'] };
  const withData: Blueprint = { ...SMALL, policies: { ...SMALL.policies, Deny: { denies: ['s3:DeleteBucket'], allows: ['*'] }, Data: DATA }, rootPolicies: ['Data'] };
  const unit = (plan: Partial<UnitPlan>): Blueprint => ({ ...withData, units: { Unit: { name: 'Unit', ...plan } } });

  test.each([
    ['a policy of a type that the app does not list any more', { policies: ['Deny', 'Data'] }],
    ['FullAWSAccess, which an allow-list detached', { policies: ['Deny'], allowList: true }],
  ] as [string, Partial<UnitPlan>][])('%s', async (_what, failing) => {
    const first = await deploy(build(unit({ policies: ['Deny'] })));
    expect(reasonsOf(first)).toEqual([]);
    const [attachments] = first.resources.filter(({ type, path }) => type === 'Custom::OrganizationsPolicyAttachments' && path?.includes('Unit'));
    const state = byHand(first.state, takeAddress);
    const isInverse = ({ LogicalResourceId: logicalId, OldResourceProperties: old }: any) => logicalId === attachments.logicalId
      && Boolean(old?.DetachFullAwsAccess ?? old?.Policies.RESOURCE_CONTROL_POLICY);
    const second = await deploy(build({ ...unit(failing), accounts: { ...SMALL.accounts, Taken: { name: 'taken', parent: 'Unit' } } }), {
      state,
      resourcesToSkip: [attachments.logicalId],
      crashAt: ({ event }) => (isInverse(event) ? { at: 'before', withCaller: false } : undefined),
    });
    expect(second.stacks[0].status).toBe('UPDATE_ROLLBACK_COMPLETE');
    // CloudFormation has the old properties, but the unit has the new ones.
    if (!READS_ANOTHER_INVERSE) expect(policiesOfUnit(second.simulatorState)).not.toEqual(policiesOfUnit(first.simulatorState));
    const third = await deploy(build(unit({ policies: ['Deny', 'Third'] })), { state: second.state });
    expect(third).toMatchObject({ succeeded: true, differences: [], violations: [] });
    expect(policiesOfUnit(third.simulatorState)).toEqual(['Deny', 'Third', 'p-FullAWSAccess', 'p-RCPFullAWSAccess']);
  });
});

function policiesOfUnit({ organizationalUnits: [unit], attachments, policies }: SimulatorState): string[] {
  const names = new Map(policies.map(({ id, name }) => [id, name]));
  return attachments.filter(({ targetId }) => targetId === unit.id).map(({ policyId }) => names.get(policyId) ?? policyId).sort();
}

test('17. Endless throttling with a policy of 10,240 characters: FAILED within 3,600 s, an answer below 4,096 bytes that names the cause, no write afterwards.', async () => {
  const long = (letter: string): Blueprint => ({ policies: { Long: { denies: Array.from({ length: 135 }, (_, index) => `s3:${letter}${String(index).padStart(24, '0')}`) } } });
  const first = await deploy(build(long('A')));
  expect(reasonsOf(first)).toEqual([]);
  expect(first.simulatorState.policies[0].content.length).toBeGreaterThan(9_000);
  const answers = jest.spyOn(ProviderFramework.prototype, 'handle');
  const changing = async (faults: Fault[]) => {
    let failedAt = 0;
    const second = await deploy(build(long('B')), {
      state: first.state,
      simulator: { faults },
      onProgress: ({ status, atSeconds }) => { if (status === 'UPDATE_FAILED') failedAt = failedAt || atSeconds; },
    });
    expect(second.succeeded).toBe(false);
    expect(failedAt).toBeGreaterThan(600);
    expect(failedAt).toBeLessThan(3_600);
    return { second, failedAt };
  };
  const endless = await changing([{ operation: '*', probability: 1, effect: 'fail', code: 'TooManyRequestsException' }]);
  const [reason] = reasonsOf(endless.second);
  expect(reason).toMatch(/TooManyRequests/);
  expect(reason).not.toMatch(/too long|did not receive a response/);
  const failures = (await Promise.all(answers.mock.results.map(({ value }) => value as ReturnType<ProviderFramework['handle']>)))
    .filter((answer) => answer?.Status === 'FAILED');
  expect(failures.length).toBeGreaterThan(0);
  expect(Math.max(...failures.map((answer) => Buffer.byteLength(JSON.stringify(answer))))).toBeLessThan(4_096);

  // The same faults until the failure. Any later call would succeed, including those of a waiter that continues.
  const callsUntilFailure = endless.second.calls.filter(({ atSeconds }) => atSeconds <= endless.failedAt).length;
  const { second, failedAt } = await changing(Array.from({ length: callsUntilFailure }, (_, index): Fault => (
    { operation: '*', nth: index + 1, effect: 'fail', code: 'TooManyRequestsException' })));
  expect(failedAt).toBe(endless.failedAt);
  expect(second.calls.some(({ atSeconds, error }) => atSeconds >= failedAt && !error)).toBe(true);
  expect(second.writes).toEqual([]);
  expect(shapeOf(second.simulatorState)).toEqual(shapeOf(first.simulatorState));
});

test('18. A minute of AccessDenied at the start, 45 minutes of finalizing, a policy type that stays pending for minutes: succeeds.', async () => {
  // One of two refused calls checks whether the stack is in the management account.
  const denied = Array.from({ length: 60 }, (_, index): Fault => ({ operation: '*', nth: index + 1, effect: 'fail', code: 'AccessDeniedException' }));
  const result = await deploy(build(SMALL), { simulator: { faults: denied, finalizingMs: 45 * 60_000, policyTypeSettlingMs: 300_000 } });
  expect(reasonsOf(result)).toEqual([]);
  expect(result).toMatchObject({ succeeded: true, differences: [], violations: [] });
  const refused = result.calls.filter(({ error }) => error?.code === 'AccessDeniedException');
  expect(refused.at(-1)!.atSeconds - refused[0].atSeconds).toBeGreaterThan(60);
  expect(result.virtualSeconds).toBeGreaterThan(45 * 60);
});
