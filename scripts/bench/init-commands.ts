/** Runs of `cdk-org` and of the program of a written app, each measured as a process of its own. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { typescriptProgram } from '../../src/cli/init/typescript-program';

const CDK_ORG = join(__dirname, '..', '..', 'bin', 'cdk-org');
const MEBIBYTE = 1_048_576;
const MOST_OUTPUT = 2 ** 28;
/** Prints the most memory that a process had, in KiB, and the time of the processor that it took, in microseconds, when it ends. */
const USAGE = 'data:text/javascript,process.on("exit",()=>{const u=process.resourceUsage();console.error("used "+u.maxRSS+" "+(u.userCPUTime+u.systemCPUTime))})';

export interface Measured {
  readonly milliseconds: number;
  /** Of the processor, without processes that it started. It differs from the clock on a busy machine. */
  readonly processorMilliseconds: number;
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
  const work = mkdtempSync(join(tmpdir(), 'bench-init-'));
  const program = typescriptProgram(app, work)!;
  const measured = run(program.arguments, [0], { ...program.variables, CDK_OUTDIR: assembly, CDK_VALIDATION: 'false' }, app);
  rmSync(work, { recursive: true });
  return measured;
}

function run(
  args: readonly string[], allowed: readonly number[], variables: Readonly<Record<string, string>> = {}, cwd?: string,
): Measured {
  const start = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', USAGE, ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: MOST_OUTPUT,
    env: { ...process.env, NODE_NO_WARNINGS: '1', CDK_CONTEXT_JSON: '{"aws:cdk:enable-path-metadata":true,"aws:cdk:disable-creation-stack-traces":true}', ...variables },
  });
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
  if (status === null || !allowed.includes(status)) throw new Error(`${args.join(' ')} ended with ${status}:\n${stderr}${stdout}`.slice(0, 4_000));
  const [, memory, microseconds] = /^used (\d+) (\d+)$/m.exec(stderr)!.map(Number);
  return { milliseconds, processorMilliseconds: microseconds / 1_000, mebibytes: memory * 1_024 / MEBIBYTE, output: stdout };
}

/** Edits the text of a file. @throws Error if the edit changes nothing */
export function edit(file: string, from: string | RegExp, to: string): void {
  const text = readFileSync(file, 'utf8');
  const edited = text.replace(from, to);
  if (edited === text) throw new Error(`Nothing of ${file} matches ${String(from)}.`);
  writeFileSync(file, edited);
}
