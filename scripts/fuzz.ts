import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const HELP = `Reads many changed and random inputs as the commands and the simulator do: no input may end without a message, take longer than two
seconds, or write outside its folder. Prints progress every ten seconds, then a table, and ends with 1 if there is a defect.

  npm run fuzz -- --inputs 20000 --seed 7 --seconds 300

  --inputs N    inputs of all kinds together (default 100000)
  --seed N      repeats a run (default: from the clock, printed)
  --seconds N   the most that each of the seven kinds of inputs takes (default 900)
  --help        this text`;

const ROOT = join(__dirname, '..');
const TALLY = join(ROOT, 'tmp', 'fuzz.jsonl');

interface Tally {
  readonly name: string;
  readonly inputs: number;
  readonly refused: number;
  readonly slowestMs: number;
  readonly seconds: number;
  readonly defects: number;
}

const { values: { inputs, seed, seconds, help } } = parseArgs({
  options: {
    inputs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    seconds: { type: 'string', default: '900' },
    help: { type: 'boolean', default: false },
  },
});
if (help) {
  console.log(HELP);
  process.exit();
}
for (const [name, value] of Object.entries({ inputs, seed, seconds })) {
  if (!/^\d{1,10}$/.test(value)) throw new Error(`--${name} is no whole number (given: ${value}). Give one, such as 1000.`);
}

rmSync(TALLY, { force: true });
console.log(`Fuzz with --inputs ${inputs} --seed ${seed} --seconds ${seconds}`);
const { status } = spawnSync(process.execPath, [join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'), '--maxWorkers=1', 'test/fuzz/fuzz.test.ts'], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, FUZZ_INPUTS: inputs, FUZZ_SEED: seed, FUZZ_SECONDS: seconds, FUZZ_TALLY: TALLY },
});

const tallies = existsSync(TALLY) ? readFileSync(TALLY, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Tally) : [];
const numbers = (each: Omit<Tally, 'name'>) => [each.inputs, each.refused, each.defects, Math.round(each.slowestMs), Math.round(each.seconds)]
  .map((number) => number.toLocaleString('en').padStart(9)).join('');
const sum = (field: keyof Omit<Tally, 'name'>) => tallies.reduce((total, tally) => total + tally[field], 0);
console.log(`\n${' '.repeat(26)}   inputs  refused  defects  ms most  seconds`);
for (const tally of tallies) console.log(`${tally.name.padEnd(26)}${numbers(tally)}`);
console.log(`${'all'.padEnd(26)}${numbers({
  inputs: sum('inputs'), refused: sum('refused'), defects: sum('defects'), seconds: sum('seconds'), slowestMs: Math.max(0, ...tallies.map(({ slowestMs }) => slowestMs)),
})}`);
process.exitCode = status ?? 1;
