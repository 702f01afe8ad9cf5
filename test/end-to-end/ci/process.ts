import { spawn } from 'node:child_process';

export interface ProcessResult {
  readonly status: number | null;
  readonly log: string;
}

/** Runs a script of a job with bash and only the given environment. It does not block the event loop, which serves the test's servers. */
export async function runScript(script: string, cwd: string, env: Readonly<Record<string, string>>): Promise<ProcessResult> {
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const log: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => log.push(String(chunk)));
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { status, log: log.join('') };
}
