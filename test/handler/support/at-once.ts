import { Deployment, STACK_ID } from './deployment';
import { MANAGEMENT, simulatedAccountManagement, VirtualClock } from './simulated-organizations';
import type { IsCompleteResponse } from '../../../src/handler/engine/is-complete';
import type { ResourceEvent } from '../../../src/handler/engine/resource-event';
import { VirtualTime } from '../../../src/rehearsal/time/virtual-time';
import type { SimulatorOptions, SimulatorState } from '../../../src/simulator';
import { ACCOUNT_MANAGEMENT_RATES } from '../../../src/simulator/account-management/rates';
import { type OperationRates, RATES } from '../../../src/simulator/disturbances/rates';

export const PUBLISHED_RATES: Readonly<Record<string, OperationRates>> = { ...RATES, ...ACCOUNT_MANAGEMENT_RATES };

type Done = Extract<IsCompleteResponse, { IsComplete: true }>;
type Answer = Done | Error;

/** A state in which every bucket of the management account and of its organization is empty. @param at milliseconds since 1970 */
export function withEmptyBuckets(state: SimulatorState, at: number): SimulatorState {
  const buckets = Object.keys(PUBLISHED_RATES)
    .flatMap((operation) => [MANAGEMENT, 'organization'].map((whose) => ({ name: `${operation} ${whose}`, tokens: 0, at })));
  return { ...state, disturbances: { random: 1, occupied: [], ...state.disturbances, buckets } };
}

/** A copy of a deployment where the rates count, all buckets are empty at first, and a refused call takes a token. */
export function whereRefusedCallsTakeTokens(former: Deployment, readings: SimulatorOptions['readings'] = {}): Deployment {
  const state = withEmptyBuckets(structuredClone(former.simulator.state()), former.clock.now());
  const deployment = new Deployment({ rates: true, readings: { ...readings, refusedCalls: 'takeAToken' }, state });
  void deployment.clock.sleep(former.clock.now() - deployment.clock.now());
  Object.assign(deployment.stacks.stack(STACK_ID), structuredClone(former.stacks.stack(STACK_ID)));
  return deployment;
}

/** Function environments of one account, the given one first, on a clock of their own: while one sleeps others run. */
export function environmentsOnOneClock(
  first: Deployment, count: number,
): { readonly clock: VirtualTime; readonly environments: readonly Deployment[] } {
  const { simulator, stacks, lines, random } = first;
  const clock = new VirtualTime(first.clock.now());
  const further = Array.from({ length: count - 1 }, () => Object.assign(new Deployment(), { simulator, stacks, lines, random }));
  const environments = [first, ...further];
  environments.forEach((environment) => Object.assign(environment, { clock }));
  return { clock, environments };
}

/** Lets each call take time. @param onEffect is called halfway, when the service has acted and the response is on its way */
export function delayCalls(deployment: Deployment, latencyMs: number, onEffect: () => void = () => undefined): void {
  deployment.disturb = async (_, call) => {
    await deployment.clock.sleep(latencyMs / 2);
    const answer = await call();
    onEffect();
    await deployment.clock.sleep(latencyMs / 2);
    return answer;
  };
}

/**
 * Delivers events at once, each to an environment of its own: unlike on the clock of a deployment alone, the pauses of all do not add up.
 * @param prepare is called with each environment before its event
 */
export async function deliverAtOnce(
  first: Deployment, events: readonly ResourceEvent[], prepare: (environment: Deployment) => void = () => undefined,
): Promise<{ readonly answers: Answer[]; readonly durationMs: number; readonly givenUp: number }> {
  const beganAt = first.clock.now();
  const answers = await atOnce(first, events.length, (environment, index) => {
    prepare(environment);
    return environment.deliver(events[index]);
  });
  const givenUp = first.lines.filter(({ decision }) => decision === 'given up in rollback').length;
  return { answers, durationMs: first.clock.now() - beganAt, givenUp };
}

/** Lets environments of one account work at once. @returns the answers, or errors, in the order of the environments */
export async function atOnce(
  first: Deployment, count: number, work: (environment: Deployment, index: number) => Promise<Done>,
): Promise<Answer[]> {
  // Without a first call now, the SDK's client would take turns of the event loop while no timer is set.
  await simulatedAccountManagement(first.simulator).getAccountInformation().catch(() => undefined);
  const { clock, environments } = environmentsOnOneClock(first, count);
  const answers = await clock.run(() => Promise.all(environments.map(
    (environment, index) => work(environment, index).catch((error: Error) => error),
  )));
  const afterwards = new VirtualClock();
  void afterwards.sleep(clock.now() - afterwards.now());
  Object.assign(first, { clock: afterwards });
  return answers;
}
