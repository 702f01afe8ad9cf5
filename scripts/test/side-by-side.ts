import { spawn } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** A command of this Node.js: a script below the project, and its arguments. */
export interface Job {
  readonly name: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Whether to show its output while it runs; else it is shown when the job ends. */
  readonly live?: boolean;
}

/** Runs sequences of jobs, the sequences at the same time. @returns the names of the jobs that failed */
export async function runSideBySide(...sequences: readonly (readonly Job[])[]): Promise<string[]> {
  const failed = await Promise.all(sequences.map(async (jobs) => {
    const names: string[] = [];
    for (const job of jobs) if (!await run(job)) names.push(job.name);
    return names;
  }));
  return failed.flat();
}

/** @returns whether the job succeeded */
async function run({ name, command, env, live }: Job): Promise<boolean> {
  const started = Date.now();
  const child = spawn(process.execPath, command, { cwd: ROOT, env: { ...process.env, ...env }, stdio: live ? 'inherit' : ['ignore', 'pipe', 'pipe'] });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => output.push(chunk));
  const status = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  const seconds = Math.round((Date.now() - started) / 1_000);
  process.stderr.write(`${Buffer.concat(output).toString()}${status === 0 ? '✓' : '✗'} ${name} (${seconds} s)\n`);
  return status === 0;
}
