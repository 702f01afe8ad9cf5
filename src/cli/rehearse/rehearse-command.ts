import { Command, Option } from 'commander';
import {
  parseRehearsalState, rehearse, rehearseChange, rehearseDelete, type RehearsalOptions, type RehearsalResult, stateOfOrganization,
  type RehearsalState,
} from '../../rehearsal';
import { documentation } from '../documentation';
import { isAsCodeSays, rehearsalReport, type ReportedRehearsal, progressPrinter } from './rehearsal-report';
import { rehearseOnto } from './rehearse-review';
import { assertParametersExist, type GivenParameters, readCloudAssembly } from '../../assembly';
import { accountId, integer, namedValue } from '../options/arguments';
import { type DisturbanceOptions, simulatorOptions, withDisturbances } from '../options/disturbance-options';
import { jsonText } from '../output/json-text';
import { printable } from '../output/printable';
import { assemblyPath, warnIfOutdated } from '../sources/assembly-path';
import { readJsonFile, writeJsonFile } from '../sources/json-file';
import { readSnapshot, withAddresses, readCode, withContents } from '../sources/organization-source';

interface Options extends DisturbanceOptions {
  readonly state?: string;
  readonly from?: string;
  readonly base?: string;
  readonly managementAccount?: string;
  readonly save?: string;
  readonly json?: boolean;
  readonly brief?: boolean;
  readonly seed: number;
  readonly logs?: boolean;
  readonly stacks?: string[];
  readonly delete?: boolean;
  readonly concurrency?: number;
  readonly rollback?: boolean;
  readonly express?: boolean;
  readonly acceptInvitations?: boolean;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly ssm?: Readonly<Record<string, string>>;
}

export function rehearseCommand(): Command {
  const command = new Command('rehearse')
    .description('Deploy a cloud assembly onto a simulated AWS Organizations, with the handlers in it')
    .argument('[cdk.out]', 'folder that `cdk synth` wrote (default: that of the app around this folder)')
    .option('--state <file>', 'start from the organization and the stacks of an earlier run, or from a simulator\'s state')
    .addOption(new Option('--from <file>', 'start from a real organization: a file that cdk-org snapshot wrote').conflicts(['state', 'delete']))
    .option('--base <cdk.out>', 'with --from: the code that was deployed onto it last, so that this is an update')
    .option('--management-account <id>', 'the management account; stacks of other accounts call as members (default: that of the organization, or of the first stack that is not delegated)', accountId)
    .option('--save <file>', 'write the organization and the stacks at the end, for --state')
    .option('--json', `print one JSON object instead of text (its schema: ${documentation('rehearsal-result.schema.json')})`)
    .option('--brief', 'only the calls and the outcome: no events, no tree')
    .option('--seed <number>', 'seed of everything that is random', integer(0, 2 ** 31 - 1), 1)
    .option('--stacks <names...>', 'only these stacks (default: all, in the order of their dependencies)')
    .option('--concurrency <number>', 'the account\'s limit of concurrent Lambda executions; a fresh account has 10 (default: none)', integer(1, 100_000))
    .option('--express', 'deploy in express mode, as `cdk deploy --express` does: without a rollback, unless --rollback is given')
    .option('--rollback', 'roll back what fails, also in express mode (default without --express)')
    .option('--no-rollback', 'leave what fails as it is, as `cdk deploy --no-rollback` does; the next deployment goes on from --save')
    .option('--parameters <name=value>', 'value of a template parameter, or STACK:NAME=VALUE for one stack; can be repeated', namedValue('VpcCidr=10.0.0.0/16'))
    .option('--ssm <name=value>', 'value of a Systems Manager parameter behind {{resolve:ssm:name}}; can be repeated', namedValue('/landing-zone/contact=Ann'))
    .option('--accept-invitations', 'let the accounts that are invited accept after the deployment, and deploy every resource once more')
    .option('--delete', 'delete the stacks instead of deploying them')
    .option('--logs', 'print to standard error what the handlers log, a JSON line a step')
    .addHelpText('after', `
Time is virtual: waiting costs none of yours. Exit code 0: deployed, and the organization is what the code says (with --base,
besides what was changed by hand before); 1: failed and rolled back, deployed with another end, or unusable input.

Try a change before anybody deploys it:
  cdk-org rehearse cdk.out --save before.json      the organization as it is in the code now
  (edit, cdk synth)
  cdk-org rehearse cdk.out --state before.json     the writing calls that the change makes

Try it on the organization as it really is:
  cdk-org snapshot --output organization.json
  cdk-org rehearse cdk.out --from organization.json --base deployed/cdk.out`)
    .action(run);
  return withDisturbances(command);
}

async function run(given: string | undefined, options: Options, { args }: Command): Promise<void> {
  const assemblyDirectory = assemblyPath(given, { snapshot: '--from', state: '--state' });
  warnIfOutdated(assemblyDirectory);
  if (options.base !== undefined && options.from === undefined) {
    throw new Error(`There is no organization that this code was deployed onto: ${options.base}. Give it with --from as well, or leave --base out.`);
  }
  const state = options.state === undefined ? undefined : readJsonFile(options.state, 'state file', parseRehearsalState);
  if (options.delete) checkDeletion(state, options.state);
  else checkDeployment({ assemblyDirectory, state, base: options.base, parameters: options.parameters });
  const rehearsal: RehearsalOptions = {
    assemblyDirectory,
    state,
    managementAccountId: options.managementAccount,
    seed: options.seed,
    simulator: simulatorOptions(options, args.slice(1)),
    stacks: options.stacks,
    concurrency: options.concurrency,
    disableRollback: options.rollback === undefined ? undefined : !options.rollback,
    express: options.express,
    acceptInvitations: options.acceptInvitations,
    parameters: options.parameters,
    ssmParameters: options.ssm,
    onProgress: options.json || options.brief ? undefined : progressPrinter(process.stdout),
    onLog: options.logs ? (functionName, line) => process.stderr.write(`${printable(functionName)} ${printable(line)}\n`) : undefined,
  };
  const result = await (options.from === undefined
    ? fromState(rehearsal, options) : fromOrganization(rehearsal, options.from, options.base));
  if (options.save !== undefined) writeJsonFile(options.save, result.state);
  process.stdout.write(options.json ? jsonText(publicResult(result)) : rehearsalReport(result, { tree: !options.brief }));
  process.exitCode = isAsCodeSays(result) ? 0 : 1;
}

async function fromState(rehearsal: RehearsalOptions, options: Options): Promise<RehearsalResult> {
  return options.delete ? rehearseDelete(rehearsal) : rehearse(rehearsal);
}

/** With the code that was deployed, its stacks are known as well, and this is an update of them. */
async function fromOrganization(
  { state: _state, assemblyDirectory, ...rehearsal }: RehearsalOptions, file: string, base?: string,
): Promise<ReportedRehearsal> {
  const source = withAddresses(await readSnapshot(file));
  if (base === undefined) return rehearseOnto(source, { ...rehearsal, assemblyDirectory });
  const organization = stateOfOrganization(source.organization);
  const { result, differing } = await rehearseChange({
    ...rehearsal, baseDirectory: base, headDirectory: assemblyDirectory, organization, stackIds: source.stackIds,
  });
  const blamed = new Set(differing);
  // Of a deployment that failed it is not known which differences it made.
  return result.succeeded ? { ...result, differencesBefore: result.differences.filter((each) => !blamed.has(each)) } : result;
}

/** The documented part of a result: the states are what --save is for. */
function publicResult({ state: _state, simulatorState: _simulatorState, ...rest }: ReportedRehearsal) {
  return rest;
}

interface ToRehearse {
  readonly assemblyDirectory: string;
  readonly state?: RehearsalState;
  /** The code that was deployed last. */
  readonly base?: string;
  readonly parameters?: GivenParameters;
}

/** Code with nothing of this library may be what becomes of stacks that had some. @throws Error if there is nothing to deploy. */
function checkDeployment({ assemblyDirectory, state, base, parameters }: ToRehearse): void {
  const assembly = readCloudAssembly(assemblyDirectory);
  assertParametersExist([assembly, ...(base === undefined ? [] : [readCloudAssembly(base)])], parameters);
  if (base !== undefined) withContents(readCode(base, undefined, parameters));
  const isUpdate = base !== undefined || hasStacks(state);
  if (!isUpdate || assembly.stacks.length === 0) withContents(readCode(assemblyDirectory, undefined, { parameters }));
}

/** @throws Error if there is nothing to delete. */
function checkDeletion(state: RehearsalState | undefined, file: string | undefined): void {
  if (hasStacks(state)) return;
  throw new Error(`There is no stack to be deleted. Given: ${file ?? 'no --state'}. Give with --state what a rehearsal saved after a deployment.`);
}

function hasStacks(state: RehearsalState | undefined): boolean {
  return Object.keys(state?.stacks ?? {}).length > 0;
}
