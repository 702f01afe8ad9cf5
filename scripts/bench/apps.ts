import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { parseTemplate, type Template } from '../../src/assembly';

const ROOT = join(__dirname, '..', '..');

/** Two folders deep, like lib/provider: the library finds its assets from there. */
export const WORK = join(ROOT, 'tmp', 'bench');
const PROCESSOR_TIMES = join(WORK, 'processor-times.txt');

/** One file for the app and the library, beside an aws-cdk-lib as it is installed. */
export function buildApp(name: string): string {
  const outfile = join(WORK, `${name}.js`);
  buildSync({
    entryPoints: [join(ROOT, 'scripts', 'bench', `${name}.ts`)],
    bundle: true,
    platform: 'node',
    target: 'node20',
    external: ['aws-cdk-lib', 'aws-cdk-lib/*', 'constructs', 'esbuild'],
    alias: { 'cdk-aws-organizations': join(ROOT, 'src', 'index.ts') },
    outfile,
  });
  return outfile;
}

export interface Synthesized {
  readonly milliseconds: number;
  /** Processor time of all processes and their threads. Unlike the time, it hardly depends on what else the machine does. */
  readonly processorMilliseconds: number;
  readonly template: Template;
  readonly bytes: number;
}

interface Synthesis {
  readonly accounts?: number;
  /** How many of the existing accounts the code adopts. */
  readonly adopted?: number;
  readonly existing?: number;
  /** How many of the existing accounts get contacts. */
  readonly settings?: number;
  /** How many of these get a Region, too. */
  readonly regions?: number;
  readonly throughCli?: boolean;
  readonly output?: string;
}

/** Runs the app alone, or as users do: through the CDK CLI. */
export function synthesize(
  app: string,
  { accounts = 100, adopted = 0, existing = 0, settings = 0, regions = 0, throughCli = false, output = join(WORK, 'cdk.out') }: Synthesis = {},
): Synthesized {
  rmSync(output, { recursive: true, force: true });
  rmSync(PROCESSOR_TIMES, { force: true });
  const [command, args] = throughCli
    ? [join(ROOT, 'node_modules', '.bin', 'cdk'), ['synth', '--app', `node ${app}`, '--output', output, '--quiet', '--no-notices']]
    : [process.execPath, [app]];
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(command, args, {
    cwd: WORK,
    encoding: 'utf8',
    env: {
      ...process.env,
      ...(throughCli ? {} : { CDK_OUTDIR: output }),
      NODE_OPTIONS: `--require ${join(__dirname, 'processor-time.js')}`,
      BENCH_PROCESSOR_TIME: PROCESSOR_TIMES,
      CDK_VALIDATION: 'false',
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      BENCH_ACCOUNTS: String(accounts),
      BENCH_ADOPTED: String(adopted),
      BENCH_EXISTING: String(existing),
      BENCH_SETTINGS: String(settings),
      BENCH_REGIONS: String(regions),
    },
  });
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
  if (status !== 0) throw new Error(`${app} failed:\n${stderr}`);
  const file = join(output, readdirSync(output).find((name) => name.endsWith('.template.json'))!);
  const processorMilliseconds = readFileSync(PROCESSOR_TIMES, 'utf8').trim().split('\n').reduce((sum, line) => sum + Number(line), 0);
  return { milliseconds, processorMilliseconds, template: parseTemplate(readFileSync(file, 'utf8'), file), bytes: statSync(file).size };
}
