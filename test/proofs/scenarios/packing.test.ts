import { removeApps } from '../support/app';
import { type Blueprint, build, type PolicySetPlan } from '../support/blueprint';
import { deploy, type Deployed, type DeployOptions, reasonsOf } from '../support/deploy';
import { byDay } from '../support/proof-runs';
import { deniesOfState } from '../support/protection';
import { isReading } from '../support/readings';
import { shapeOf } from '../support/shape';

jest.setTimeout(120_000);
afterAll(removeApps);

/** The extra characters of a statement of about 3,000 characters. A policy holds three of them. */
const LONG = 2_900;

function plan(denies: PolicySetPlan['denies'], more: Blueprint = {}): Blueprint {
  return {
    policySets: { Base: { denies, maxDocuments: 3 } },
    units: { Home: { name: 'Home', policySets: ['Base'] }, Other: { name: 'Other', policySets: ['Base'] } },
    accounts: { One: { name: 'one', parent: 'Home' }, Two: { name: 'two', parent: 'Other' } },
    ...more,
  };
}

const denies = (names: string, length = LONG) => [...names].map((name) => [`s3:${name}`, length] as const);
const packedInto = (plans: Blueprint, maxDocuments: number): Blueprint => (
  { ...plans, policySets: { Base: { ...plans.policySets!.Base, maxDocuments } } });

/** The number of policies of the set. */
function documents({ simulatorState }: Deployed): number {
  return simulatorState.policies.length;
}

const TIGHT: PolicySetPlan['denies'] = [['s3:A', 5_900], ['s3:B', 2_950], ['s3:C', 4_950], ['s3:D', 3_950]];

const REPACKINGS: [string, Blueprint, number, Blueprint, number][] = [
  ['a set with one more document', packedInto(plan(denies('ABC')), 1), 1, packedInto(plan(denies('ABCD')), 2), 2],
  ['a set with one document fewer', packedInto(plan(denies('ABCD')), 2), 2, packedInto(plan(denies('ABD')), 1), 1],
  ['a set with a statement that outgrows its document', plan(denies('ABC')), 1, plan([...denies('AC'), ['s3:B', 6_000]]), 2],
  ['a set without the statements of its first document', plan(denies('ABCDEF')), 2, plan(denies('DEF')), 1],
  // E fits only after B and D change places, and neither document has room for the exchange.
  ['a set that is repacked without room for the exchange', packedInto(plan(TIGHT), 2), 2, packedInto(plan([...TIGHT, ['s3:E', 1_950]]), 2), 2],
];

describe('10. Repacking policies never leaves a statement that both versions contain unattached.', () => {
  test.each(REPACKINGS)('%s is updated, and restored in a rollback', async (_name, before, documentsBefore, after, documentsAfter) => {
    const first = await deploy(build(before));
    expect(reasonsOf(first)).toEqual([]);
    expect(first).toMatchObject({ succeeded: true, differences: [] });
    expect(documents(first)).toBe(documentsBefore);
    const second = await deploy(build(after), { state: first.state });
    expect(reasonsOf(second)).toEqual([]);
    expect(second).toMatchObject({ succeeded: true, differences: [], violations: [] });
    expect(documents(second)).toBe(documentsAfter);
    expect((await deploy(build(after), { state: second.state })).writes).toEqual([]);

    const state = structuredClone(first.state) as any;
    state.simulator.addressesTakenElsewhere = ['taken@example.com'];
    const failing = { ...after, accounts: { ...after.accounts, Taken: { name: 'taken', email: 'taken@example.com', parent: 'Other' } } };
    const failed = await deploy(build(failing), { state });
    expect(failed).toMatchObject({ succeeded: false, unintendedChanges: [] });
    // The rollback restores the statements that the failed deployment removed on purpose, so only the common ones count here.
    const inBoth = after.policySets!.Base.denies.map(([action]) => `"action":"${action}"`);
    expect(failed.violations.filter((violation) => inBoth.some((action) => violation.includes(action)))).toEqual([]);
    expect(failed.stacks[0].status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(deniesOfState(failed.simulatorState)).toEqual(deniesOfState(first.simulatorState));
    expect(documents(failed)).toBeLessThanOrEqual(Math.max(documentsBefore, documentsAfter));
  });

  test('a rollback restores all statements and attachments of a set that shrinks and moves to other targets', async () => {
    const Own = { denies: ['ec2:Own'] };
    const home = { name: 'Home', policySets: ['Base'] };
    const other = { name: 'Other', policies: ['Own'] };
    const before = plan(denies('ABCD'), { policies: { Own }, units: { Home: home, Other: other, Third: { name: 'Third' } } });
    const first = await deploy(build(before));
    expect(documents(first)).toBe(3);
    const state = structuredClone(first.state) as any;
    state.simulator.addressesTakenElsewhere = ['taken@example.com'];
    const after = plan(denies('A'), {
      policies: { Own },
      units: { Home: { name: 'Home' }, Other: { ...other, policySets: ['Base'] }, Third: { name: 'Third', policySets: ['Base'] } },
      accounts: { ...before.accounts, Taken: { name: 'taken', parent: 'Other' } },
    });
    const failed = await deploy(build(after), { state });
    expect(failed.writes.map((write) => write.split(' ')[0])).toContain('DeletePolicy');
    expect(failed).toMatchObject({ succeeded: false, unintendedChanges: [] });
    expect(failed.stacks[0].status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(shapeOf(failed.simulatorState)).toEqual(shapeOf(first.simulatorState));
  });

  /** The calls of a list. Empty pages double them, and a function has to make enough calls before it dies. */
  const READS = isReading('emptyPages=everyFirst') || isReading('emptyPages=everySecond') ? 2 : 1;
  const BAD_DAYS: [string, DeployOptions][] = [
    ['reads that lag', { lagMs: 3_000 }],
    ['calls that die', { seed: 3, crashAt: everySoOften(41 * READS) }],
    ['other calls that die, events that are delivered twice, and lag', { seed: 5, crashAt: everySoOften(53 * READS), isDeliveredTwice: () => true, lagMs: 2_000 }],
    ['answers that get lost', { simulator: { faults: ['UpdatePolicy:0.3:dropAnswer', 'AttachPolicy:0.3:dropAnswer', 'CreatePolicy:0.5:dropAnswer'] } }],
  ];

  function everySoOften(each: number): DeployOptions['crashAt'] {
    let calls = 0;
    return ({ toOrganizations }) => {
      calls += Number(toOrganizations);
      return toOrganizations && calls % each === 0 ? { at: calls % 2 ? 'before' : 'after', withCaller: true } : undefined;
    };
  }

  test.each(BAD_DAYS.map((day, index) => [...day, index] as const))('every set is repacked without a gap with %s', async (_day, options, index) => {
    for (const [, before, , after] of byDay(REPACKINGS, 3, index % 3)) {
      const first = await deploy(build(before));
      const second = await deploy(build(after), { ...options, state: first.state });
      expect(reasonsOf(second)).toEqual([]);
      expect(second).toMatchObject({ succeeded: true, differences: [], violations: [] });
    }
  });

  test('a temporary document holds statements for which no other document has room during the exchange', async () => {
    const [, before, , after] = REPACKINGS[REPACKINGS.length - 1];
    const second = await deploy(build(after), { state: (await deploy(build(before))).state });
    expect(second.writes.map((write) => write.split(' ')[0])).toEqual([
      'CreatePolicy', 'AttachPolicy', 'AttachPolicy', 'UpdatePolicy', 'UpdatePolicy', 'DetachPolicy', 'DetachPolicy', 'DeletePolicy',
    ]);
    expect(second.violations).toEqual([]);
  });

  test('a small edit of a set changes one policy', async () => {
    const first = await deploy(build(plan(denies('ABCDEFG'))));
    const second = await deploy(build(plan([...denies('ABCDEFG'), ['s3:H', 10]])), { state: first.state });
    expect(second).toMatchObject({ succeeded: true, differences: [], violations: [] });
    expect(second.writes.map((write) => write.split(' ')[0])).toEqual(['UpdatePolicy']);
  });

  test('a set that is removed from the app with its attachments is detached and deleted', async () => {
    const first = await deploy(build(plan(denies('ABCD'))));
    const { units } = plan([]);
    const bare = Object.fromEntries(Object.entries(units!).map(([key, unit]) => [key, { ...unit, policySets: [] }]));
    const second = await deploy(build({ ...plan([]), policySets: {}, units: bare }), { state: first.state });
    expect(second).toMatchObject({ succeeded: true, differences: [], unintendedChanges: [] });
    expect(documents(second)).toBe(0);
  });
});
