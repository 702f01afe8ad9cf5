/** Runs of `cdk-org` and of the program of a written app, each measured as a process of its own. */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const CDK_ORG = join(__dirname, '..', '..', 'bin', 'cdk-org');
const MEBIBYTE = 1_048_576;
const MOST_OUTPUT = 2 ** 28;
/** Prints the most memory that a process had, in KiB, when it ends. */
const MEMORY = 'data:text/javascript,process.on("exit",()=>console.error("maxRSS "+process.resourceUsage().maxRSS))';

export interface Measured {
  readonly milliseconds: number;
  /** The most memory of the process, without those that it started. */
  readonly mebibytes: number;
  readonly output: string;
}

/** @param allowed exit codes */
export function cdkOrg(args: readonly string[], allowed: readonly number[] = [0]): Measured {
  return run([CDK_ORG, ...args], allowed);
}

/** Runs the program of an app in TypeScript, without the CDK's own validation of templates. */
export function synthesize(app: string, assembly: string): Measured {
  rmSync(assembly, { recursive: true, force: true });
  return run(['--import', 'tsx', join(app, 'bin', 'app.ts')], [0], { CDK_OUTDIR: assembly, CDK_VALIDATION: 'false' });
}

function run(args: readonly string[], allowed: readonly number[], variables: Readonly<Record<string, string>> = {}): Measured {
  const start = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', MEMORY, ...args], {
    encoding: 'utf8',
    maxBuffer: MOST_OUTPUT,
    env: { ...process.env, NODE_NO_WARNINGS: '1', CDK_CONTEXT_JSON: '{"aws:cdk:enable-path-metadata":true,"aws:cdk:disable-creation-stack-traces":true}', ...variables },
  });
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
  if (status === null || !allowed.includes(status)) throw new Error(`${args.join(' ')} ended with ${status}:\n${stderr}${stdout}`.slice(0, 4_000));
  return { milliseconds, mebibytes: Number(/^maxRSS (\d+)$/m.exec(stderr)?.[1] ?? 0) * 1_024 / MEBIBYTE, output: stdout };
}

/** Edits the text of a file. @throws Error if the edit changes nothing */
export function edit(file: string, from: string | RegExp, to: string): void {
  const text = readFileSync(file, 'utf8');
  const edited = text.replace(from, to);
  if (edited === text) throw new Error(`Nothing of ${file} matches ${String(from)}.`);
  writeFileSync(file, edited);
}
