import { Command } from 'commander';
import { parseRehearsalState, rehearse, rehearseDelete, type RehearsalOptions } from '../rehearsal';
import { integer } from './arguments';
import { type DisturbanceOptions, simulatorOptions, withDisturbances } from './disturbance-options';
import { readJsonFile, writeJsonFile } from './json-file';
import { progressPrinter } from './progress';
import { rehearsalReport } from './rehearsal-report';

interface Options extends DisturbanceOptions {
  readonly state?: string;
  readonly save?: string;
  readonly json?: boolean;
  readonly brief?: boolean;
  readonly seed: number;
  readonly logs?: boolean;
  readonly stacks?: string[];
  readonly delete?: boolean;
}

export function rehearseCommand(): Command {
  const command = new Command('rehearse')
    .description('Deploy a cloud assembly onto a simulated AWS Organizations, with the handlers that lie in it')
    .argument('<cdk.out>', 'folder that `cdk synth` wrote')
    .option('--state <file>', 'start from the organization and the stacks of an earlier run, or from a simulator\'s state')
    .option('--save <file>', 'write the organization and the stacks at the end, for --state')
    .option('--json', 'print one JSON object instead of text (its schema: docs/rehearse.md)')
    .option('--brief', 'only the calls and the outcome: no events, no tree')
    .option('--seed <number>', 'seed of everything that is random', integer(0, 2 ** 31 - 1), 1)
    .option('--stacks <names...>', 'only these stacks (default: all, in the order of their dependencies)')
    .option('--delete', 'delete the stacks instead of deploying them')
    .option('--logs', 'print to standard error what the handlers log, a JSON line a step')
    .addHelpText('after', `
Time is virtual: waiting costs none of yours. Exit code 0: deployed; 1: failed and rolled back, or unusable input.

Try a change before anybody deploys it:
  cdk-org rehearse cdk.out --save before.json      the organization as it is in the code now
  (edit, cdk synth)
  cdk-org rehearse cdk.out --state before.json     the writing calls that the change makes`)
    .action(run);
  return withDisturbances(command);
}

async function run(assemblyDirectory: string, options: Options): Promise<void> {
  const state = options.state === undefined ? undefined : readJsonFile(options.state, 'state file', parseRehearsalState);
  const rehearsal: RehearsalOptions = {
    assemblyDirectory,
    state,
    seed: options.seed,
    simulator: simulatorOptions(options),
    stacks: options.stacks,
    onProgress: options.json || options.brief ? undefined : progressPrinter(process.stdout),
    onLog: options.logs ? (functionName, line) => process.stderr.write(`${functionName} ${line}\n`) : undefined,
  };
  const result = await (options.delete ? rehearseDelete(rehearsal) : rehearse(rehearsal));
  if (options.save !== undefined) writeJsonFile(options.save, result.state);
  process.stdout.write(options.json ? JSON.stringify(publicResult(result), undefined, 2) + '\n' : rehearsalReport(result, { tree: !options.brief }));
  process.exitCode = result.succeeded ? 0 : 1;
}

/** The documented part of a result: the states are what --save is for. */
function publicResult({ state: _state, simulatorState: _simulatorState, ...rest }: Awaited<ReturnType<typeof rehearse>>) {
  return rest;
}
