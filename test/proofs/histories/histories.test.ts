import fc from 'fast-check';
import { byHand, type Step } from './by-hand';
import { type BaseCode, baseStack, type Failure, otherStack, POLICIES, TAKEN } from './code';
import { type Edit, type Hand, history } from './draw';
import { observed } from './observed';
import {
  afterBase, afterDeletionOfBase, afterDeletionOfOther, afterInterruption, afterOther, expected, isHeld, listersOf, START, withoutUncertain,
  type World,
} from './world';
import type { SimulatorState } from '../../../src/simulator';
import { CALM, check, note } from '../random/check';
import { type Build, removeApps } from '../support/app';
import { deploy, type Deployed, type DeployOptions, reasonsOf } from '../support/deploy';
import { withDisturbances } from '../support/disturbances';
import { foreignOrganization } from '../support/foreign';
import type { Readings } from '../support/readings';

jest.setTimeout(3_600_000);
afterEach(removeApps);

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A time after the foreign organization was created, and before the first deployment. */
const BEFORE_MS = Date.UTC(2025, 5, 1);
/** The only names that may be lost. */
const LEAVING = ['A', 'B'];
const ROLLED_BACK = ['UPDATE_ROLLBACK_COMPLETE', 'ROLLBACK_COMPLETE'];

type Options = Pick<DeployOptions, 'readings' | 'context' | 'leaving'>;
type Deployment = Edit['deployment'];

/** The first deployment, onto an organization of others, in which a person may have entered a contact of the management account. */
async function firstStep(code: BaseCode, hand: Hand | undefined, options: Options): Promise<Step> {
  const simulator = { ...await foreignOrganization(), addressesTakenElsewhere: [TAKEN] } as SimulatorState;
  const start: Step = { world: START, state: { simulator, now: BEFORE_MS } as Step['state'] };
  const { world, state } = hand ? await byHand(start, hand) : start;
  const result = await deploy(baseStack(code), { ...CALM, ...options, state: state.simulator });
  return endsRight(result, afterBase(world, code));
}

function later({ world, state }: Step, milliseconds: number): Step {
  return { world, state: { ...state, now: state.now + milliseconds } };
}

/** Expects a success, with what the world says and no loss or gap on the way. A stack alone does not tell what the other one attaches. */
function endsRight(result: Deployed, world: World): Step {
  if (!result.succeeded) throw new Error(reasonsOf(result).join('\n'));
  const { violations, simulatorState } = result;
  expect({ violations, end: withoutUncertain(observed(simulatorState), world) }).toEqual({ violations: [], end: expected(world) });
  return later({ world, state: result.state }, DAY_MS);
}

/** Expects that a deployment which failed ends where it began. It may attach again what a person had detached, as a code says. */
function endsWhereItBegan(result: Deployed, world: World): Step {
  const lines = observed(result.simulatorState);
  const again = POLICIES.filter((name) => !isHeld(world.shared, name) && lines.includes(`${name} on root/Shared`));
  const settled = { ...world, shared: { ...world.shared, ...Object.fromEntries(again.map((name) => [name, listersOf(world, name)])) } };
  const end = withoutUncertain(lines, settled);
  const { unintendedChanges, succeeded, stacks: [{ status }] } = result;
  expect({ succeeded, isRolledBack: ROLLED_BACK.includes(status) || status, unintendedChanges, end })
    .toEqual({ succeeded: false, isRolledBack: true, unintendedChanges: [], end: expected(settled) });
  return later({ world: settled, state: result.state }, DAY_MS);
}

function appOf(deployment: Deployment, { state }: Step, failure?: Failure): Record<string, Build> {
  return deployment.stack === 'base'
    ? { Landing: baseStack(deployment.code, failure) } : { Other: otherStack(deployment.code, state.simulator!, failure) };
}

function worldAfter(world: World, deployment: Deployment): World {
  return deployment.stack === 'base' ? afterBase(world, deployment.code) : afterOther(world, deployment.code);
}

async function afterEdit(before: Step, { deployment, outcome, disturbances }: Edit, options: Options): Promise<Step> {
  const weather = disturbances ? withDisturbances(disturbances) : CALM;
  const run = async (state: Step['state'], more: Partial<DeployOptions>, failure?: Failure) => {
    const result = await deploy(appOf(deployment, before, failure), { ...weather, ...options, ...more, state });
    // A rollback begins without the denials that the edit removes on purpose. After a failure that stays, policies are detached at once.
    const mayLeaveGaps = !result.succeeded || more.rollingBack === true || hasFailed(state);
    const judged = { ...result, violations: mayLeaveGaps ? [...result.unintendedChanges] : result.violations };
    note(disturbances ?? { faults: [] }, judged);
    return judged;
  };
  const { world, state } = before;
  const right = worldAfter(world, deployment);
  const exists = deployment.stack === 'base' || world.other !== undefined;
  switch (outcome.kind) {
    case 'succeeds':
      return endsRight(await run(state, {}), right);
    case 'fails':
      return endsWhereItBegan(await run(state, {}, outcome.failure), world);
    case 'stays':
    case 'isInterrupted': {
      // CloudFormation interrupts no update: its clean-up would never come.
      if (outcome.kind === 'isInterrupted' && !exists) {
        const interrupted = await run(state, { interruptAtSeconds: outcome.atSeconds });
        expect(interrupted.unintendedChanges).toEqual([]);
        return endsRight(await run(interrupted.state, CALM), afterInterruption(right, world, observed(interrupted.simulatorState)));
      }
      const failure = outcome.kind === 'stays' ? outcome.failure : outcome.atSeconds;
      const stuck = await run(state, { disableRollback: true }, failure);
      expect([stuck.succeeded, stuck.unintendedChanges]).toEqual([false, []]);
      // Without a rollback nothing is replaced, so that the CDK CLI asks for one before it moves the unit.
      const begin = movesUnit(world, deployment) ? await run(stuck.state, { ...CALM, rollingBack: true }) : stuck;
      if (begin !== stuck) expect(begin.succeeded).toBe(true);
      return endsRight(await run(begin.state, CALM), right);
    }
  }
}

function hasFailed({ stacks }: Step['state']): boolean {
  return Object.values(stacks).some(({ status }) => status === 'UPDATE_FAILED');
}

function movesUnit({ base }: World, { stack, code }: Deployment): boolean {
  return stack === 'base' && base.b !== undefined && code.b !== undefined && base.b.inA !== code.b.inA;
}

/** Everything that the stacks can leave out leaves them. */
async function removeParts(step: Step, options: Options): Promise<void> {
  let last = step;
  const parts: Deployment[] = [
    ...last.world.other ? [{ stack: 'other' as const, code: { shared: [], administrators: [] } }] : [],
    { stack: 'base', code: { accounts: {}, shared: [], administrators: [] } },
  ];
  for (const deployment of parts) last = await afterEdit(last, { hands: [], deployment, outcome: { kind: 'succeeds' } }, options);
}

async function deleteStacks(step: Step, options: Options): Promise<void> {
  let { world, state } = step;
  if (world.other) {
    const result = await deploy({ Other: otherStack(world.other, state.simulator!) }, { ...CALM, ...options, state, deletion: true, stacks: ['Other'] });
    ({ world, state } = endsRight(result, afterDeletionOfOther(world)));
  }
  const leaving = [...LEAVING, 'Shared', 'P', 'Q', 'R'];
  const result = await deploy(baseStack(world.base), { ...CALM, ...options, leaving, state, deletion: true, stacks: ['Landing'] });
  endsRight(result, afterDeletionOfBase(world));
}

test('a history of three edits, with failures and changes by hand in between, ends as its codes say or where it began, and so do its removals', async () => {
  await check(fc.asyncProperty(history, async ({ first, firstContact, edits, readings, removal }) => {
    const options = (place: number): Options => ({
      readings: readings as Readings, leaving: LEAVING, context: { 'cdk-aws-organizations:reconcile': `edit ${place}` },
    });
    let step = await firstStep(first, firstContact, options(0));
    for (const [place, edit] of edits.entries()) {
      for (const hand of edit.hands) step = later(await byHand(step, hand), HOUR_MS);
      step = await afterEdit(step, edit, options(place + 1));
    }
    await (removal === 'stacks' ? deleteStacks : removeParts)(step, options(4));
  }), 0.4);
});
