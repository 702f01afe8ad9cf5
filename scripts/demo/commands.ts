import { type ChildProcess, spawn, spawnSync, type SpawnOptions } from 'node:child_process';
import { join } from 'node:path';

export const ROOT = join(__dirname, '..', '..');
export const CDK_ORG = join(ROOT, 'bin', 'cdk-org');

/** How a command that was run without a terminal ended. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The path of a command of a development dependency. */
export function bin(name: string): string {
  return join(ROOT, 'node_modules', '.bin', name);
}

/** A path, or a text with paths, as a reader in the repository writes it. */
export function inRepository(text: string): string {
  return text.replaceAll(`${ROOT}/`, '').replaceAll(process.execPath, 'node');
}

/** Shows a command, runs it in this terminal, and ends this process unless it has the expected exit code. */
export function run(title: string, command: string, args: readonly string[], cwd = ROOT, expected = 0): void {
  console.log(`\n▶ ${title}\n  $ ${inRepository([command, ...args].join(' '))}\n`);
  const { status, error } = spawnSync(command, args, { cwd, stdio: 'inherit', env: environment() });
  if (status !== expected) {
    console.error(`\n✗ ${title}: ${error?.message ?? `exit code ${status}`}`);
    process.exit(status || 1);
  }
}

/** Bundles the handlers and the command line, as they are in the working tree. */
export function bundle(): void {
  run('Bundle the handlers and the command line', bin('tsx'), ['scripts/bundle.ts']);
}

/** Runs a command without a terminal. An exit code other than 0 is not an error here. */
export async function capture(command: string, args: readonly string[], cwd = ROOT): Promise<Ended> {
  const options: SpawnOptions = { cwd, stdio: ['ignore', 'pipe', 'pipe'], env: { ...environment(), NO_COLOR: '1' } };
  const child: ChildProcess = spawn(command, args, options);
  const [stdout, stderr]: string[][] = [[], []];
  child.stdout!.setEncoding('utf8').on('data', (text: string) => stdout.push(text));
  child.stderr!.setEncoding('utf8').on('data', (text: string) => stderr.push(text));
  const status = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  return { status, stdout: stdout.join(''), stderr: stderr.join('') };
}

function environment(): NodeJS.ProcessEnv {
  const [major] = process.versions.node.split('.');
  return { ...process.env, CDK_DISABLE_CLI_TELEMETRY: 'true', JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: major };
}
