import type { RegisteredEvent } from './subject';
import type { IsCompleteResponse } from '../../../src/handler/engine/is-complete';
import type { ResourceEvent, StampedEvent } from '../../../src/handler/engine/resource-event';
import { isRead } from '../../../src/organizations';
import type { JournalEntry, SimulatorOptions, SimulatorState } from '../../../src/simulator';
import { atOnce } from '../../handler/support/at-once';
import { type Connect, Deployment, STACK_ID } from '../../handler/support/deployment';
import { clipped, differenceOfKind } from '../support/difference';
import { isNight } from '../support/proof-runs';
import { nameOf, shapeOf } from '../support/shape';

type Stack = ReturnType<Deployment['stacks']['stack']>;
type Done = Extract<IsCompleteResponse, { IsComplete: true }>;
/** The outcome of a delivery: done, or refused. */
type Answer = Done | Error;

/** The state right before an event. Any number of runs can start from it. */
export interface Scene {
  readonly state: SimulatorState;
  readonly now: number;
  readonly stack: Stack;
  readonly event: ResourceEvent;
}

/** How the event is delivered again after its call died. */
export const REDELIVERIES = {
  'to the waiter': (deployment, _event, stamped) => answersOf(deployment.finish(stamped)),
  'from the start': (deployment, event) => answersOf(deployment.deliver(event)),
  'to the waiter, twice at once': (deployment, _event, stamped) => atOnce(deployment, 2, (environment) => {
    environment.startEnvironmentForEachCall();
    return environment.finish(stamped);
  }),
} as const satisfies Record<string, (deployment: Deployment, event: ResourceEvent, stamped: StampedEvent) => Promise<Answer[]>>;

/** The answer of a delivery. A refusal is an answer too: it has to be the same wherever a call died. */
export async function answersOf(delivery: Promise<Done>): Promise<Answer[]> {
  return [await delivery.catch((error: Error) => error)];
}

export interface CrashPoint {
  readonly call: number;
  readonly operation: string;
  readonly at: 'before' | 'after';
  readonly redelivery: keyof typeof REDELIVERIES;
}

export interface Exploration {
  readonly points: number;
  /** One entry for each end that differs, with the place of the crash. */
  readonly violations: string[];
}

class SimulatedCrash extends Error {}

/**
 * Runs an event once undisturbed. Then it interrupts each of the calls in turn, delivers the event again, and compares the ends.
 * After a writing call it is delivered again in each of the ways. After a read it is, too, in nightly runs; by day in one way, in turn.
 * Before a call, nightly runs leave out two deliveries at once.
 * @param mostReads the number of reads to interrupt, evenly spread; every writing call is always interrupted
 */
export async function explore(
  { name: event, arrange, isRefused }: RegisteredEvent, options: SimulatorOptions = {}, mostReads = Number.POSITIVE_INFINITY,
): Promise<Exploration> {
  const scene = await sceneOf(arrange);
  const operations: string[] = [];
  const undisturbed = enter(scene, options);
  undisturbed.disturb = (operation, call) => {
    operations.push(operation);
    return call();
  };
  const answers = await answersOf(undisturbed.deliver(scene.event));
  if (answers[0] instanceof Error !== Boolean(isRefused)) throw new Error(`The subject is wrong: ${event} ends with ${String(answers[0])}.`);
  const first = endOf(undisturbed, answers);
  // An event that starts again does not know the first request, which failed because the address is taken.
  const asksOnce = !mayRepeatCreations(options)
    && undisturbed.simulator.state().createAccountRequests.every(({ failureReason }) => failureReason === undefined);
  const expected = asksOnce ? first : { ...first, creations: undefined };
  const violations: string[] = [];
  let points = 0;
  const compare = async (name: string, run: () => Promise<End>) => {
    points += 1;
    const end = await run().catch((error: Error): End => ({ answers: [error.message], shape: undefined, creations: 0 }));
    const difference = differenceOf(expected, end);
    if (difference) violations.push(`${name}: ${difference}`);
  };
  await compare('delivered twice at once', () => twiceAtOnce(enter(scene, options), scene.event));
  const redeliveries = Object.keys(REDELIVERIES) as (keyof typeof REDELIVERIES)[];
  const stride = Math.max(1, Math.ceil(operations.filter(isRead).length / mostReads));
  let turn = 0;
  for (const [index, operation] of operations.entries()) {
    if (isRead(operation) && index % stride !== 0) continue;
    for (const at of ['before', 'after'] as const) {
      // Dying before a call is like dying after the one before it.
      if (!isNight() && at === 'before' && index % 8 > 0) continue;
      const isSampled = !isNight() && (isRead(operation) || at === 'before');
      // Two deliveries at once take as long as all others, so they follow the equal deaths after a call only.
      const all = at === 'before' ? redeliveries.filter((each) => !each.endsWith('at once')) : redeliveries;
      for (const redelivery of isSampled ? [redeliveries[turn++ % redeliveries.length]] : all) {
        const point: CrashPoint = { call: index + 1, operation, at, redelivery };
        await compare(`died ${at} call ${index + 1} (${operation}), delivered again ${redelivery}`, () => crashAt(enter(scene, options), scene.event, point));
      }
    }
  }
  return { points, violations };
}

/** Whether a call may not see the `CreateAccount` request that an earlier call has sent. */
function mayRepeatCreations({ lagMs, readings }: SimulatorOptions): boolean {
  return lagMs !== undefined || readings?.listedCreateAccountRequests === 'withoutRecentOnes' || readings?.newAccountIsSeenBy === 'describeFirst';
}

/** How the end of the undisturbed event under each of the options differs from its end under the defaults; `undefined` if it does not. */
export async function differencesUnder(
  { arrange }: RegisteredEvent, options: readonly SimulatorOptions[],
): Promise<(string | undefined)[]> {
  const scene = await sceneOf(arrange);
  const endUnder = async (each: SimulatorOptions): Promise<End> => {
    const deployment = enter(scene, each);
    return { ...endOf(deployment, await answersOf(deployment.deliver(scene.event))), creations: undefined };
  };
  const byDefault = await endUnder({});
  const differences: (string | undefined)[] = [];
  for (const each of options) differences.push(differenceOf(byDefault, await endUnder(each)));
  return differences;
}

/** The simulator's journal of an undisturbed event, for each way to connect to it. */
export async function journalsOf(
  { arrange }: RegisteredEvent, options: SimulatorOptions, ways: readonly Connect[],
): Promise<(readonly JournalEntry[])[]> {
  const scene = await sceneOf(arrange);
  return Promise.all(ways.map(async (connect) => {
    const deployment = enter(scene, options, connect);
    await answersOf(deployment.deliver(scene.event));
    return deployment.simulator.journal;
  }));
}

export async function sceneOf(arrange: RegisteredEvent['arrange']): Promise<Scene> {
  const { deployment, event } = await arrange();
  return { state: deployment.simulator.state(), now: deployment.clock.now(), stack: deployment.stacks.stack(STACK_ID), event };
}

export function enter({ state, now, stack }: Scene, options: SimulatorOptions, connect?: Connect): Deployment {
  const deployment = new Deployment({ ...options, state: structuredClone(state) }, connect);
  void deployment.clock.sleep(now - deployment.clock.now());
  Object.assign(deployment.stacks.stack(STACK_ID), structuredClone(stack));
  return deployment;
}

async function twiceAtOnce(deployment: Deployment, event: ResourceEvent): Promise<End> {
  const answers = await atOnce(deployment, 2, (environment) => {
    environment.startEnvironmentForEachCall();
    return environment.deliver(event);
  });
  return { ...endOf(deployment, answers), creations: undefined };
}

async function crashAt(deployment: Deployment, event: ResourceEvent, { call: place, at, redelivery }: CrashPoint): Promise<End> {
  let calls = 0;
  deployment.disturb = async (_operation, call) => {
    calls += 1;
    if (calls < place) return call();
    // A dead function makes no more calls, regardless of how its code handles the error.
    // The lost answer may be an error.
    if (calls === place && at === 'after') await call().catch(() => undefined);
    throw new SimulatedCrash('The function died.');
  };
  const stamped = await deployment.begin(event);
  const outcome = await deployment.finish(stamped).catch((error: Error) => error);
  if (!(outcome instanceof Error) || !outcome.message.includes('The function died.')) throw new Error('The event ended without reaching the call.');
  deployment.disturb = (_operation, call) => call();
  // A dead function loses its memory. Concurrent calls reach different environments.
  deployment.startEnvironment();
  const answers = await REDELIVERIES[redelivery](deployment, event, stamped);
  return { ...endOf(deployment, answers), ...(redelivery.endsWith('at once') ? { creations: undefined } : {}) };
}

/** The parts of an end that are compared. */
export interface End {
  /** The answer of each delivery, with names instead of IDs. */
  readonly answers: string[];
  readonly shape: ReturnType<typeof shapeOf> | undefined;
  /** The number of `CreateAccount` requests that the service accepted. Concurrent requests, or requests with lag, do no harm. */
  readonly creations: number | undefined;
}

export function endOf(deployment: Deployment, answers: Answer[]): End {
  void deployment.clock.sleep(600_000);
  const state = deployment.simulator.state();
  const words = (answer: Answer) => (answer instanceof Error ? `refused: ${answer.message}`
    : `${nameOf(state, answer.PhysicalResourceId)} ${Object.keys(answer.Data ?? {}).sort().join(' ')}`);
  return {
    answers: answers.map(words),
    shape: shapeOf(state),
    creations: deployment.writes().filter((operation) => operation === 'CreateAccount').length,
  };
}

export function differenceOf(expected: End, actual: End): string | undefined {
  const wrong = actual.answers.find((answer) => answer !== expected.answers[0]);
  if (wrong !== undefined) return `answered "${clipped(wrong)}", not "${clipped(expected.answers[0])}"`;
  for (const [kind, value] of Object.entries(expected.shape ?? {})) {
    const difference = differenceOfKind(kind, value, actual.shape?.[kind as keyof End['shape']]);
    if (difference) return difference;
  }
  return actual.creations !== undefined && expected.creations !== undefined && actual.creations !== expected.creations
    ? `${actual.creations} accounts were asked for, not ${expected.creations}` : undefined;
}
