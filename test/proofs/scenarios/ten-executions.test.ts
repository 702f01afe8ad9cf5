import { emptyState, type SimulatorState } from '../../../src/simulator';
import { MANAGEMENT, removeApps } from '../support/app';
import { type Blueprint, build } from '../support/blueprint';
import { byHand, FAILING, takeAddress } from '../support/by-hand';
import { deploy, type Deployed, reasonsOf } from '../support/deploy';
import { isNight } from '../support/proof-runs';
import { isReading } from '../support/readings';
import { shapeOf } from '../support/shape';

jest.setTimeout(1_800_000);
afterAll(removeApps);

/** The quota of concurrent executions of a new account. */
const CONCURRENCY = 10;
const ACCOUNTS = isNight() ? 300 : 60;

interface Size {
  readonly accounts: number;
  readonly tag: string;
  /** Whether the email address of the account in the middle is taken. */
  readonly fails?: boolean;
}

function organizationOf({ accounts, tag, fails }: Size): Blueprint {
  const units = Array.from({ length: 6 }, (_, index) => [`Unit${index}`, { name: `Unit ${index}`, policies: [`Deny${index % 2}`], tags: { tag } }]);
  const middle = Math.floor(accounts / 2);
  const entries = Array.from({ length: accounts }, (_, index) => {
    const email = fails && index === middle ? 'taken@example.com' : undefined;
    return [`Account${index}`, { name: `account${index}`, parent: `Unit${index % 6}`, tags: { tag }, ...(email ? { email } : {}) }];
  });
  return {
    policies: { Deny0: { denies: ['s3:DeleteBucket'] }, Deny1: { denies: ['kms:DisableKey'] } },
    units: Object.fromEntries(units),
    accounts: Object.fromEntries(entries),
  };
}

/** An account without an organization. The address of the account that fails is taken. */
function emptyWorld(): SimulatorState {
  const world = { ...emptyState(), managementAccount: { id: MANAGEMENT, email: 'management@example.com' } };
  takeAddress(world);
  return world;
}

/** Failures other than the taken email address, such as a refused invocation or a missing answer. */
function strangeFailures(result: Deployed): string[] {
  return reasonsOf(result).filter((reason) => !/taken@example\.com|cancelled/.test(reason));
}

describe(`23. Ten concurrent executions in the account, ${ACCOUNTS} accounts, one failure in the middle.`, () => {
  test('A creation that fails rolls back completely, and the next one succeeds', async () => {
    const failed = await deploy(build(organizationOf({ accounts: ACCOUNTS, tag: 'a', fails: true })), { state: emptyWorld(), concurrency: CONCURRENCY });
    expect(strangeFailures(failed)).toEqual([]);
    expect(failed.stacks.map(({ status }) => status)).toEqual(['ROLLBACK_COMPLETE']);
    expect(failed.concurrentExecutions).toBeLessThanOrEqual(CONCURRENCY);
    const next = await deploy(build(organizationOf({ accounts: ACCOUNTS, tag: 'a' })), { state: failed.state, concurrency: CONCURRENCY });
    expect(reasonsOf(next)).toEqual([]);
    expect(next).toMatchObject({ succeeded: true, differences: [], violations: [] });
    expect(next.simulatorState.accounts).toHaveLength(ACCOUNTS + 1);
  });

  test('A creation whose calls last long when it fails rolls back completely', async () => {
    // With this seed, calls of the failed deployment are still in progress when the first events of the rollback arrive.
    const failed = await deploy(build(organizationOf({ accounts: 60, tag: 'a', fails: true })), {
      state: emptyWorld(),
      concurrency: CONCURRENCY,
      seed: 4,
      readings: { newAccountTags: 'later', attachingAfterEnabling: 'PolicyTypeNotEnabledException', throttles: 'RequestLimitExceeded' },
    });
    expect(strangeFailures(failed)).toEqual([]);
    expect(failed.stacks.map(({ status }) => status)).toEqual(['ROLLBACK_COMPLETE']);
  });

  // All inverse Updates at once need more than ten executions. The framework answers the rest with FAILED: see docs/proofs.md.
  const testUnlessAtOnce = isReading('inverseUpdates=allAtOnce') ? test.skip : test;
  testUnlessAtOnce('An update that fails rolls back completely', async () => {
    const first = await deploy(build(organizationOf({ accounts: ACCOUNTS, tag: 'a' })), { concurrency: CONCURRENCY });
    expect(reasonsOf(first)).toEqual([]);
    expect(first).toMatchObject({ succeeded: true, differences: [], violations: [] });
    const failing = organizationOf({ accounts: ACCOUNTS, tag: 'b' });
    const accounts = Object.entries(failing.accounts!);
    accounts.splice(ACCOUNTS / 2, 0, ...Object.entries(FAILING));
    const second = await deploy(build({ ...failing, accounts: Object.fromEntries(accounts) }), {
      state: byHand(first.state, takeAddress), concurrency: CONCURRENCY,
    });
    expect(strangeFailures(second)).toEqual([]);
    expect(second.stacks.map(({ status }) => status)).toEqual(['UPDATE_ROLLBACK_COMPLETE']);
    expect(second.violations).toEqual([]);
    expect(shapeOf(second.simulatorState)).toEqual(shapeOf(first.simulatorState));
  });
});
