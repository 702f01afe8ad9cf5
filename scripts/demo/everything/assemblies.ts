import { join } from 'node:path';
import { bin, capture, ROOT } from '../commands';

export const EXAMPLE = join(ROOT, 'examples', 'typescript', 'everything');

/** How many apps are synthesized at the same time. */
const AT_ONCE = 2;

/** Synthesizes an app of the example with the CDK CLI. Returns what synthesis had to say. */
export async function synthesize(output: string, file: string, context: readonly string[]): Promise<string> {
  // npx, which cdk.json has, takes half a second each time.
  const args = ['--app', `node --import tsx bin/${file}`, ...context.flatMap((value) => ['--context', value])];
  const { status, stdout, stderr } = await capture(bin('cdk'), ['synth', '--quiet', '--no-notices', '--output', output, ...args], EXAMPLE);
  if (status !== 0) throw new Error(`The example does not synthesize with ${args.join(' ')} (exit code ${status}):\n${stderr}`);
  return `${stdout}\n${stderr}`;
}

/** Synthesizes steps of the example. Returns what synthesis said of each, by its number. */
export async function synthesizeSteps(steps: readonly number[], folderOf: (step: number) => string): Promise<ReadonlyMap<number, string>> {
  const waiting = [...steps];
  const said = new Map<number, string>();
  const work = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      said.set(step, await synthesize(folderOf(step), 'everything.ts', [`step=${step}`]));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return said;
}
