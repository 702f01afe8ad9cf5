import type { Build } from './app';
import { synthesize } from './app';
import { ProtectionWatch } from './protection';
import { type Readings, readingsOfRun, withReadings } from './readings';
import { type Asked, unintendedChanges } from './unintended-changes';
import { type RehearsalOptions, type RehearsalResult, rehearse, rehearseDelete, rehearseRollback } from '../../../src/rehearsal';
import type { SimulatorState } from '../../../src/simulator';

export interface DeployOptions extends Omit<Partial<RehearsalOptions>, 'state'>, Asked {
  readonly state?: RehearsalResult['state'] | SimulatorState;
  /** Whether to delete the stacks instead of deploying them. */
  readonly deletion?: boolean;
  /** Whether to roll back the failed stacks, as `cdk rollback` does. */
  readonly rollingBack?: boolean;
  readonly context?: Record<string, unknown>;
  /** The environment of all stacks. The account defaults to the management account, the Region to us-east-1. */
  readonly environment?: { readonly account?: string; readonly region?: string };
  /**
   * The readings of behavior that AWS does not document.
   * @default - the readings of the run (`PROOF_READING`)
   */
  readonly readings?: Readings;
}

export interface Deployed extends RehearsalResult {
  /** The writing calls that succeeded: operation and request. */
  readonly writes: string[];
  /** The losses, regardless of the outcome of the deployment. */
  readonly unintendedChanges: string[];
  /** The losses and the gaps in protection. */
  readonly violations: string[];
  /** The gaps in denials that held before and hold in another desired end. */
  readonly gapsTowards: (end: SimulatorState) => string[];
}

/** Rehearses a whole deployment, and collects its losses and its gaps in protection. */
export async function deploy(build: Build | Record<string, Build> | string, options: DeployOptions = {}): Promise<Deployed> {
  const { asked, leaving, deletion, rollingBack, context, environment, readings = readingsOfRun(), ...given } = options;
  const state = seeded(given.state, given.seed);
  const rehearsal = withReadings(given, readings);
  const before = state && ('stacks' in state ? state.simulator : state as SimulatorState);
  const watch = new ProtectionWatch(before);
  const result = await (deletion ? rehearseDelete : rollingBack ? rehearseRollback : rehearse)({
    assemblyDirectory: typeof build === 'string' ? build : synthesize(build, context, environment),
    ...rehearsal,
    state,
    simulator: { ...rehearsal.simulator, onWrite: watch.observe },
  });
  const lost = unintendedChanges(before, result.simulatorState, result.calls, { asked, leaving });
  const end = result.simulatorState;
  return {
    ...result,
    writes: writesOf(result),
    unintendedChanges: lost,
    violations: [...watch.gaps(end), ...lost],
    gapsTowards: (aim) => watch.gaps(aim),
  };
}

/** A state goes on with its own random numbers. The seed of a deployment decides which of its readings are late. */
function seeded(state: DeployOptions['state'], seed = 0): DeployOptions['state'] {
  if (state === undefined || seed === 0) return state;
  const reseed = (simulator: SimulatorState): SimulatorState => {
    const { random } = simulator;
    return { ...simulator, random: { ...random, reads: random.reads + seed } };
  };
  if (!('stacks' in state)) return reseed(state as SimulatorState);
  return { ...state, simulator: state.simulator && reseed(state.simulator) };
}

export function writesOf({ calls }: RehearsalResult): string[] {
  return calls.filter(({ writing, error }) => writing && !error).map(({ operation, request }) => `${operation} ${JSON.stringify(request)}`);
}

/** The reasons of all failed resources. */
export function reasonsOf({ resources }: RehearsalResult): string[] {
  return resources.flatMap(({ reason }) => reason ?? []);
}
