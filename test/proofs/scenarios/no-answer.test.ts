import type { Hang, HandlerCall } from '../../../src/rehearsal';
import { removeApps, synthesize } from '../support/app';
import { type Blueprint, build } from '../support/blueprint';
import { byHand, FAILING, takeAddress } from '../support/by-hand';
import { deploy, reasonsOf } from '../support/deploy';
import { byDay, isNight } from '../support/proof-runs';
import { isReading } from '../support/readings';
import { shapeOf } from '../support/shape';

jest.setTimeout(1_800_000);
afterAll(removeApps);

const PLAN: Blueprint = {
  policies: { Deny: { denies: ['s3:DeleteBucket'] } },
  units: { Prod: { name: 'Prod', policies: ['Deny'] } },
  accounts: { One: { name: 'one', parent: 'Prod', tags: { team: 'shop' } } },
  services: ['cloudtrail.amazonaws.com'],
  administrators: [['One', 'cloudtrail.amazonaws.com']],
};
const CHANGED: Blueprint = {
  ...PLAN,
  policies: { Deny: { denies: ['s3:DeleteBucket', 's3:PutObject'] } },
  units: { Prod: { name: 'Production', policies: ['Deny'] } },
  accounts: { One: { name: 'one', parent: 'Prod', tags: { team: 'store' } } },
};

/** The time that CloudFormation waits for each resource. */
const LONGEST_SECONDS = 3_600;

const HANGS: readonly Hang[] = ['connection', 'request', 'answer'];

/** Hangs at the first request of each operation of each event. */
function onceInEveryCall(hang: Hang) {
  const seen = new Set<string>();
  return ({ operation, event }: HandlerCall): Hang | undefined => {
    const { RequestId: requestId } = event as { readonly RequestId: string };
    const key = `${requestId} ${operation}`;
    if (seen.has(key)) return undefined;
    seen.add(key);
    return hang;
  };
}

/** Hangs at the request with this number. */
function atRequest(number: number, hang: Hang) {
  let count = 0;
  const hangsAt = (): Hang | undefined => {
    count += 1;
    return count === number ? hang : undefined;
  };
  return { hangsAt, count: () => count };
}

/**
 * The shape at the end. A registration on an account whose tags are listed later is noted, as on an account of others. A request that hangs
 * gives the tags the time to arrive, and then no note is needed.
 */
function comparable({ simulatorState }: Awaited<ReturnType<typeof deploy>>) {
  const shape = shapeOf(simulatorState);
  if (!isReading('newAccountTags=later')) return shape;
  return { ...shape, accounts: shape.accounts.map((account) => account.replace(/cdk-aws-organizations:delegated[^,]*,/, '')) };
}

describe('24. A connection that never answers, once in every call of a deployment: the deployment succeeds in time.', () => {
  test.each(HANGS)('A deployment, an update and a deletion succeed although every operation hangs once for each event: %s', async (hang) => {
    const first = await deploy(build(PLAN), { hangsAt: onceInEveryCall(hang) });
    expect(reasonsOf(first)).toEqual([]);
    expect(first).toMatchObject({ succeeded: true, differences: [], violations: [] });
    expect(first.virtualSeconds).toBeLessThan(LONGEST_SECONDS);
    const second = await deploy(build(CHANGED), { state: first.state, hangsAt: onceInEveryCall(hang) });
    expect(reasonsOf(second)).toEqual([]);
    expect(second).toMatchObject({ succeeded: true, differences: [], violations: [] });
    const deleted = await deploy(build(CHANGED), { state: second.state, deletion: true, hangsAt: onceInEveryCall(hang) });
    expect(deleted).toMatchObject({ succeeded: true, violations: [] });
  });

  test.each(byDay(HANGS, 2))('An update that fails rolls back completely although every operation hangs once for each event: %s', async (hang) => {
    const first = await deploy(build(PLAN));
    const failing = { ...CHANGED, accounts: { ...CHANGED.accounts, ...FAILING } };
    const second = await deploy(build(failing), { state: byHand(first.state, takeAddress), hangsAt: onceInEveryCall(hang) });
    expect(second.stacks.map(({ status }) => status)).toEqual(['UPDATE_ROLLBACK_COMPLETE']);
    expect(second.violations).toEqual([]);
    expect(shapeOf(second.simulatorState)).toEqual(shapeOf(first.simulatorState));
  });

  test.each(HANGS)('A deployment succeeds although a single request hangs, for each of its requests: %s', async (hang) => {
    const assembly = synthesize(build(PLAN));
    const counted = atRequest(0, hang);
    const expected = await deploy(assembly, counted);
    const step = isNight() ? 1 : 15;
    for (let number = 1 + HANGS.indexOf(hang); number <= counted.count(); number += step) {
      const result = await deploy(assembly, { hangsAt: atRequest(number, hang).hangsAt });
      expect([number, reasonsOf(result), result.differences, result.violations]).toEqual([number, [], [], []]);
      expect(comparable(result)).toEqual(comparable(expected));
      expect(result.virtualSeconds).toBeLessThan(expected.virtualSeconds + 120);
    }
  });
});
