import { Command, InvalidArgumentError } from 'commander';
import { isRecord } from '../../assembly';
import { isSnapshot, parseSnapshot } from '../../model';
import { parseRehearsalState, stateOfOrganization } from '../../rehearsal';
import {
  type KnownAccountRecord, Simulator, startSimulatorServer, parseSimulatorState, type SimulatorState, type Duration,
  type SimulatorOptions,
} from '../../simulator';
import { documentation } from '../documentation';
import { integer } from '../options/arguments';
import { type DisturbanceOptions, simulatorOptions, withDisturbances } from '../options/disturbance-options';
import { type ReadingOption, withReadings } from '../options/reading-option';
import { assertWritable, writeJsonFile, readJsonFile } from '../sources/json-file';

/** The options for durations and the clock of a served simulator. */
interface DurationOptions {
  readonly realistic?: boolean;
  readonly accountCreation?: Duration;
  readonly accountClosure?: Duration;
  readonly regionChange?: Duration;
  readonly timeFactor: number;
}

const LONGEST_SECONDS = 86_400;
const HIGHEST_FACTOR = 1_000_000;

const REALISTIC = 'as users see AWS: accounts are created in 3 to 60 seconds and closed in 5 to 120, reads may show a closed account as ACTIVE for '
  + 'up to 11 minutes, Regions change in 2 to 10 minutes';

interface Options extends DisturbanceOptions, DurationOptions {
  readonly port: number;
  readonly host: string;
  readonly allowHost?: string[];
  readonly seed: number;
  readonly state?: string;
  readonly account?: KnownAccountRecord[];
  readonly save?: string;
  readonly reading?: ReadingOption;
}

export function simulatorCommand(): Command {
  const command = new Command('simulator')
    .description('Serve a simulated AWS Organizations over HTTP, for SDKs, the AWS CLI, Terraform and tests')
    .option('--port <number>', 'TCP port; 0 lets the system choose', integer(0, 65_535), 0)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--allow-host <name>', 'a further name by which clients reach it, such as that of a container; can be repeated', (name: string, others: string[] = []) => [...others, name])
    .option('--state <file>', 'start from a saved state (GET /_simulator/state gives one), a file of cdk-org rehearse --save, or a snapshot')
    .option('--account <id=address>', 'an account that is in no organization, such as 222222222222=ana@example.com; can be repeated', standaloneAccounts)
    .option('--save <file>', 'write the organization to this file when it is stopped (SIGINT or SIGTERM), for --state')
    .option('--seed <number>', 'seed of everything that is random', integer(0, 2 ** 31 - 1), 1)
    .addHelpText('after', `
Point any client at the address that is printed; ${documentation('simulator.md')} has examples for boto3 and Terraform:
  AWS_ENDPOINT_URL_STS=<address> aws sts get-caller-identity
  AWS_ENDPOINT_URL_ORGANIZATIONS=<address> aws organizations list-roots
  AWS_ENDPOINT_URL_ACCOUNT=<address> aws account list-regions

An access key ID of twelve digits calls as that account, any other as the management account. Also served:
  POST /_simulator/reset      forget everything
  POST /_simulator/accounts   {"id": "222222222222", "email": "ana@example.com", "name": "Ana"} adds an account without an organization
  POST /_simulator/advance    {"seconds": 345600} lets four days pass at once
  GET  /_simulator/journal    every call so far
  GET, PUT /_simulator/state  the organization as JSON

Nothing takes time unless an option says so: an account exists when CreateAccount answers.

Web pages get no answer: requests with a foreign Host or Origin header are refused. It knows no passwords: listen on other addresses than
127.0.0.1 only where everyone who reaches them may read and change the simulated organization.`)
    .action(run);
  return withReadings(withDisturbances(withDurations(command)));
}

async function run(options: Options, { args }: Command): Promise<void> {
  const { state: file, save, port, host, allowHost: allowedHosts, seed, account } = options;
  const state = file === undefined ? undefined : readSimulatorState(file);
  if (save !== undefined) assertWritable(save);
  const simulator = new Simulator({
    ...simulatorOptions(options, args), ...durations(options), readings: readingsOf(options), seed, state, standaloneAccounts: account,
  });
  const server = await startSimulatorServer(simulator, { port, host, allowedHosts });
  process.stdout.write(`AWS Organizations is simulated at ${server.url}\nStop it with Ctrl+C.\n`);
  await stopSignal();
  await server.close();
  if (save !== undefined) writeJsonFile(save, simulator.state());
}

/** The account is named like its address. */
function standaloneAccounts(text: string, others: readonly KnownAccountRecord[] = []): KnownAccountRecord[] {
  const [, id, email, name] = /^(\d{12})=(([^\s@]+)@[^\s@]+)$/.exec(text) ?? [];
  if (id === undefined) throw new InvalidArgumentError('Give an account ID and an email address, such as 222222222222=ana@example.com.');
  return [...others, { id, email, name }];
}

/** The listeners stay, so that a second signal does not end the process before the file is written. */
async function stopSignal(): Promise<void> {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  await new Promise<void>((resolve) => signals.forEach((signal) => process.on(signal, () => resolve())));
}

/** Reads the initial state of a simulator: its own state, the saved organization of a rehearsal, or a snapshot. */
export function readSimulatorState(file: string): SimulatorState {
  return readJsonFile(file, 'state file', simulatorStateIn);
}

function simulatorStateIn(value: unknown): SimulatorState {
  if (isSnapshot(value)) return stateOfOrganization(parseSnapshot(value).organization);
  if (isRecord(value) && 'stacks' in value) {
    const { simulator } = parseRehearsalState(value);
    if (simulator === undefined) throw new Error('There is no organization in it. Give a state that was saved after a deployment, or start without one.');
    return simulator;
  }
  if (!isRecord(value) || !('organizationalUnits' in value)) {
    const given = isRecord(value) ? `an object with ${Object.keys(value).slice(0, 5).join(', ') || 'nothing in it'}` : JSON.stringify(value).slice(0, 100);
    throw new Error(`It holds no organization. Given: ${given}. Give a file of cdk-org rehearse --save, of cdk-org snapshot, or what GET /_simulator/state answered.`);
  }
  return parseSimulatorState(value);
}

function withDurations(command: Command): Command {
  return command
    .option('--account-creation <seconds>', 'how long creating an account takes, a number or a range such as 3-60 (default: 0)', seconds)
    .option('--account-closure <seconds>', 'how long an account stays PENDING_CLOSURE, likewise (default: 0)', seconds)
    .option('--region-change <seconds>', 'how long enabling or disabling a Region takes, likewise (default: 0)', seconds)
    .option('--realistic', REALISTIC)
    .option('--time-factor <number>', 'how many seconds pass in the simulator in one second', timeFactor, 1);
}

/** Nobody's test has to wait, unless it asks for it. */
function durations(options: DurationOptions): Partial<SimulatorOptions> {
  const { realistic, accountCreation, accountClosure, regionChange, timeFactor: factor } = options;
  const usual = realistic ? undefined : 0;
  return {
    accountCreationMs: accountCreation ?? usual,
    accountClosureMs: accountClosure ?? usual,
    regionChangeMs: regionChange ?? usual,
    timeFactor: factor,
  };
}

function readingsOf({ realistic, reading }: Options): ReadingOption {
  return { ...(realistic && { stateAfterClosing: 'activeOrPending' as const }), ...reading };
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
