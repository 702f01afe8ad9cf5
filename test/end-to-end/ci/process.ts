import { spawn } from 'node:child_process';

export interface ProcessResult {
  readonly status: number | null;
  readonly log: string;
}

/** Runs a script of a job with bash, and with no environment but the given one. The event loop goes on, for servers of the test. */
export async function runScript(script: string, cwd: string, env: Readonly<Record<string, string>>): Promise<ProcessResult> {
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const log: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => log.push(String(chunk)));
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { status, log: log.join('') };
}
