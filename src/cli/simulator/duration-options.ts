import { type Command, InvalidArgumentError } from 'commander';
import type { Duration, SimulatorOptions } from '../../simulator';

/** How much time passes in a simulator that is served. */
export interface DurationOptions {
  readonly realistic?: boolean;
  readonly accountCreation?: Duration;
  readonly accountClosure?: Duration;
  readonly regionChange?: Duration;
  readonly timeFactor: number;
}

const LONGEST_SECONDS = 86_400;
const HIGHEST_FACTOR = 1_000_000;

const REALISTIC = 'durations as with AWS: accounts are created in 3 to 60 seconds and closed in 5 to 120, Regions change in 2 to 10 minutes';

export function withDurations(command: Command): Command {
  return command
    .option('--account-creation <seconds>', 'how long creating an account takes, a number or a range such as 3-60 (default: 0)', seconds)
    .option('--account-closure <seconds>', 'how long an account stays PENDING_CLOSURE, likewise (default: 0)', seconds)
    .option('--region-change <seconds>', 'how long enabling or disabling a Region takes, likewise (default: 0)', seconds)
    .option('--realistic', REALISTIC)
    .option('--time-factor <number>', 'how many seconds pass in the simulator in one second', timeFactor, 1);
}

/** Nobody's test has to wait, unless it asks for it. */
export function durations(options: DurationOptions): Partial<SimulatorOptions> {
  const { realistic, accountCreation, accountClosure, regionChange, timeFactor: factor } = options;
  const usual = realistic ? undefined : 0;
  return {
    accountCreationMs: accountCreation ?? usual,
    accountClosureMs: accountClosure ?? usual,
    regionChangeMs: regionChange ?? usual,
    timeFactor: factor,
  };
}

function seconds(text: string): Duration {
  const [, shortest, longest = shortest] = /^(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?$/.exec(text) ?? [];
  const [from, to] = [Number(shortest), Number(longest)];
  if (!(from <= to && to <= LONGEST_SECONDS)) {
    throw new InvalidArgumentError(`Give seconds up to ${LONGEST_SECONDS}, such as 10, or the least and the most, such as 3-60.`);
  }
  return [from * 1_000, to * 1_000];
}

function timeFactor(text: string): number {
  const factor = Number(text);
  if (!/^\d+(?:\.\d+)?$/.test(text) || factor <= 0 || factor > HIGHEST_FACTOR) {
    throw new InvalidArgumentError(`Give a number above 0 and up to ${HIGHEST_FACTOR}, such as 100.`);
  }
  return factor;
}
