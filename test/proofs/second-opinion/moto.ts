import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { MANAGEMENT } from '../../handler/support/simulated-organizations';

const FOLDER = join(__dirname, '..', '..', '..', 'tmp');
const VERSION = '5.2.2';
/** The packages of its server. The extra `moto[server]` also installs those of all services, which takes five times as long. */
const SERVER = ['flask', 'flask-cors'];

/** A running moto server, which is an independent simulation of AWS Organizations. */
export interface Moto {
  readonly endpoint: string;
  stop(): void;
}

export function hasPython(): boolean {
  return spawnSync('python3', ['-m', 'venv', '--help']).status === 0;
}

/**
 * Installs moto from PyPI into its own folder, unless it is installed already, and starts it on a free port.
 * @param extra the name of an extra of moto's package, with what AWS CloudFormation needs, for one: `cloudformation`. Without one, moto
 *   has a single account. With one, the account of a caller is that of the role that it has assumed.
 */
export async function startMoto({ extra }: { readonly extra?: string } = {}): Promise<Moto> {
  const venv = join(FOLDER, extra === undefined ? 'moto' : `moto-${extra}`);
  const server = join(venv, 'bin', 'moto_server');
  if (!existsSync(server)) {
    mkdirSync(venv, { recursive: true });
    run('python3', ['-m', 'venv', venv]);
    const moto = extra === undefined ? `moto==${VERSION}` : `moto[${extra}]==${VERSION}`;
    run(join(venv, 'bin', 'pip'), ['install', '--quiet', '--no-compile', '--disable-pip-version-check', moto, ...SERVER]);
  }
  const port = await freePort();
  const child = spawn(server, ['-H', '127.0.0.1', '-p', String(port)], {
    stdio: 'ignore', env: { ...process.env, ...(extra === undefined ? { MOTO_ACCOUNT_ID: MANAGEMENT } : {}) },
  });
  const endpoint = `http://127.0.0.1:${port}`;
  await answering(endpoint, child);
  return { endpoint, stop: () => void child.kill() };
}

function run(command: string, args: string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`moto could not be installed (given: ${command} ${args.join(' ')}). See its output:\n${stderr}`);
}

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

async function answering(endpoint: string, child: ChildProcess): Promise<void> {
  for (const until = Date.now() + 60_000; Date.now() < until && child.exitCode === null;) {
    if (await fetch(`${endpoint}/moto-api/`).then(({ ok }) => ok, () => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill();
  throw new Error(`moto does not answer (given: ${endpoint}). Start moto_server by hand to see why.`);
}
