import { Command } from 'commander';
import { Simulator, startSimulatorServer } from '../simulator';
import { integer } from './arguments';
import { type DisturbanceOptions, simulatorOptions, withDisturbances } from './disturbance-options';
import { readSimulatorState } from './simulator-state-file';

interface Options extends DisturbanceOptions {
  readonly port: number;
  readonly host: string;
  readonly allowHost?: string[];
  readonly seed: number;
  readonly state?: string;
}

export function simulatorCommand(): Command {
  const command = new Command('simulator')
    .description('Serve a simulated AWS Organizations over HTTP, for SDKs, the AWS CLI and tests')
    .option('--port <number>', 'TCP port; 0 lets the system choose', integer(0, 65_535), 0)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--allow-host <name>', 'a further name by which clients reach it, such as that of a container; can be repeated', (name: string, others: string[] = []) => [...others, name])
    .option('--state <file>', 'start from a saved state (GET /_simulator/state gives one), a file of cdk-org rehearse --save, or a snapshot')
    .option('--seed <number>', 'seed of everything that is random', integer(0, 2 ** 31 - 1), 1)
    .addHelpText('after', `
Point any client at the address that is printed:
  AWS_ENDPOINT_URL_ORGANIZATIONS=<address> aws organizations list-roots

An access key id of twelve digits calls as that account, any other as the management account. Also served:
  POST /_simulator/reset    forget everything
  GET  /_simulator/journal  every call so far
  GET, PUT /_simulator/state  the organization as JSON

Web pages get no answer: requests with a foreign Host or Origin header are refused. It knows no passwords: listen on other addresses than
127.0.0.1 only where everyone who reaches them may read and change the simulated organization.`)
    .action(run);
  return withDisturbances(command);
}

async function run(options: Options, { args }: Command): Promise<void> {
  const state = options.state === undefined ? undefined : readSimulatorState(options.state);
  const simulator = new Simulator({ ...simulatorOptions(options, args), seed: options.seed, state });
  const server = await startSimulatorServer(simulator, { port: options.port, host: options.host, allowedHosts: options.allowHost });
  process.stdout.write(`AWS Organizations is simulated at ${server.url}\nStop it with Ctrl+C.\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void server.close().then(() => process.exit(0)));
  }
}
