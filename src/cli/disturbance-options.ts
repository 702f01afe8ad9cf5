import type { Command } from 'commander';
import { parseFault, type SimulatorOptions } from '../simulator';
import { integer } from './arguments';

/** How a simulated AWS Organizations may misbehave, as the real one does. */
export interface DisturbanceOptions {
  readonly lag: number;
  readonly rates?: boolean;
  readonly conflicts?: boolean;
  readonly finalizing: number;
  readonly fault?: string[];
}

const FAULT_HELP = `
Faults, each <operation>:<when>:<what>; operation * is any, when a number (that call) or a probability such as 0.05:
  --fault 'CreateAccount:2:dropAnswer'                  the second call has its effect, and its answer is lost
  --fault '*:0.05:fail=TooManyRequestsException'        every twentieth call is refused
  --fault 'CreateAccount:1:failLater=INTERNAL_FAILURE'  the first account fails while it is made`;

export function withDisturbances(command: Command): Command {
  return command
    .option('--lag <ms>', 'upper bound of the time after which a read sees a write', integer(0, 600_000), 0)
    .option('--rates', 'refuse calls beyond the published rates (TooManyRequestsException)')
    .option('--conflicts', 'let writes take time and conflict (ConcurrentModificationException and its like)')
    .option('--finalizing <minutes>', 'how long a new organization refuses to create accounts', integer(0, 60), 0)
    .option('--fault <fault...>', 'let calls go wrong; see below')
    .addHelpText('after', FAULT_HELP);
}

export function simulatorOptions({ lag, rates, conflicts, finalizing, fault }: DisturbanceOptions): Partial<SimulatorOptions> {
  return { lagMs: lag, rates, conflicts, finalizingMs: finalizing * 60_000, faults: fault?.map(parseFault) };
}
