/**
 * Asks the evaluator random questions and compares its verdicts with those of a naive evaluator that was written from the documentation.
 *
 * `npx tsx scripts/fuzz-evaluator.ts` asks 200,000 questions with paths, variables, sessions, services and federated callers, to
 * organizations in code and deployed ones. `--requests 5000` asks so many, `--seed 7` repeats a run, `--needless 3` prints so many verdicts
 * that depend though no world was found in which they differ. It ends with a failure if a definite verdict is wrong in some world.
 */
import { parseArgs } from 'node:util';
import { runFuzz } from '../test/policy/fuzz/run-fuzz';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '20260924' }, requests: { type: 'string', default: '200000' }, needless: { type: 'string', default: '0' },
  },
});

const seed = Number(values.seed);
const shown = Number(values.needless);
let told = 0;
process.stdout.write(`seed ${seed}\n`);
const { wrong, requests, allowed, denied, depends, needless } = runFuzz(seed, Number(values.requests), (text) => {
  if (told++ < shown) process.stdout.write(`needless: ${text}\n`);
});
for (const text of wrong.slice(0, 10)) process.stdout.write(`wrong: ${text}\n`);
const share = (number: number, of: number) => `${(100 * number / Math.max(1, of)).toFixed(2)} %`;
process.stdout.write(`${requests} requests: ${allowed} allowed, ${denied} denied, ${depends} depend\n`
  + `wrong definite verdicts: ${wrong.length}\n`
  + `needless "depends", at most: ${needless} (${share(needless, requests)} of the requests, ${share(needless, depends)} of what depends)\n`);
process.exitCode = wrong.length === 0 ? 0 : 1;
