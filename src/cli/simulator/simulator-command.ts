import { Command, InvalidArgumentError } from 'commander';
import { type DurationOptions, durations, withDurations } from './duration-options';
import { readSimulatorState } from './simulator-state-file';
import { type KnownAccountRecord, Simulator, startSimulatorServer } from '../../simulator';
import { integer } from '../options/arguments';
import { type DisturbanceOptions, simulatorOptions, withDisturbances } from '../options/disturbance-options';
import { assertWritable, writeJsonFile } from '../sources/json-file';

interface Options extends DisturbanceOptions, DurationOptions {
  readonly port: number;
  readonly host: string;
  readonly allowHost?: string[];
  readonly seed: number;
  readonly state?: string;
  readonly account?: KnownAccountRecord[];
  readonly save?: string;
}

export function simulatorCommand(): Command {
  const command = new Command('simulator')
    .description('Serve a simulated AWS Organizations over HTTP, for SDKs, the AWS CLI and tests')
    .option('--port <number>', 'TCP port; 0 lets the system choose', integer(0, 65_535), 0)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--allow-host <name>', 'a further name by which clients reach it, such as that of a container; can be repeated', (name: string, others: string[] = []) => [...others, name])
    .option('--state <file>', 'start from a saved state (GET /_simulator/state gives one), a file of cdk-org rehearse --save, or a snapshot')
    .option('--account <id=address>', 'an account that is in no organization, such as 222222222222=ana@example.com; can be repeated', standaloneAccounts)
    .option('--save <file>', 'write the organization to this file when it is stopped (SIGINT or SIGTERM), for --state')
    .option('--seed <number>', 'seed of everything that is random', integer(0, 2 ** 31 - 1), 1)
    .addHelpText('after', `
Point any client at the address that is printed:
  AWS_ENDPOINT_URL_ORGANIZATIONS=<address> aws organizations list-roots
  AWS_ENDPOINT_URL_ACCOUNT=<address> aws account list-regions

An access key id of twelve digits calls as that account, any other as the management account. Also served:
  POST /_simulator/reset      forget everything
  POST /_simulator/accounts   {"id": "222222222222", "email": "ana@example.com", "name": "Ana"} adds an account without an organization
  POST /_simulator/advance    {"seconds": 345600} lets four days pass at once
  GET  /_simulator/journal    every call so far
  GET, PUT /_simulator/state  the organization as JSON

Nothing takes time unless an option says so: an account exists when CreateAccount answers.

Web pages get no answer: requests with a foreign Host or Origin header are refused. It knows no passwords: listen on other addresses than
127.0.0.1 only where everyone who reaches them may read and change the simulated organization.`)
    .action(run);
  return withDisturbances(withDurations(command));
}

async function run(options: Options, { args }: Command): Promise<void> {
  const { state: file, save, port, host, allowHost: allowedHosts, seed, account } = options;
  const state = file === undefined ? undefined : readSimulatorState(file);
  if (save !== undefined) assertWritable(save);
  const simulator = new Simulator({ ...simulatorOptions(options, args), ...durations(options), seed, state, standaloneAccounts: account });
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
