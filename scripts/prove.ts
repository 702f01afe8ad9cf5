import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { JEST } from './test/jest-command';
import { BY_NIGHT_ELSEWHERE } from './test/second-tier';
import { ALTERNATIVES, type Readings, readingGroups, readingsText } from '../test/proofs/support/readings';
import type { RunStatistics } from '../test/proofs/support/run-statistics';

const HELP = `Runs all proofs at their nightly size, then the scenarios again under every other reading of what is not known of the services.
Takes about an hour on two cores, and prints the sums at the end. Exit code 1: a promise was violated, or a test failed.
docs/proofs.md says what each proof shows.

  PROOF_SEED=7 npm run prove

  PROOF_SEED             repeats an earlier night (default: from the clock, printed)
  PROOF_RUNS             how many random runs (default 200)
  PROOF_PART             only \`tests\` or only \`readings\`, to run a night in two parts (default: both); or \`others\`: the tests elsewhere
                         that run a part by day; or the path of a test file
  PROOF_READING_GROUPS   in how many groups the other readings are tried, or each, for one at a time (default 4)
  --help                 this text`;

const ROOT = join(__dirname, '..');
const FILE = join(ROOT, 'tmp', 'proofs.jsonl');
const TESTS_FILE = join(ROOT, 'tmp', 'proofs-tests.json');
const NIGHTLY_RUNS = '200';
/** Without how long deployments take, which readings may change, and without what has a loop over readings of its own. */
const SCENARIOS_UNDER_READINGS = ['test/proofs/scenarios', '--testPathIgnorePatterns=(it-is-quick|plausible-readings)'];

/** Compiles each function when it is first called: 10 % off the time of long simulations, and 10 % more for small test files. */
const COMPILED_AT_ONCE = '--always-sparkplug';

const given = process.argv.slice(2);
if (given.includes('--help')) {
  console.log(HELP);
  process.exit();
}
if (given.length > 0) {
  console.error(`npm run prove takes no arguments (given: ${given.join(' ')}). Set variables of the environment: see --help.`);
  process.exit(1);
}

mkdirSync(join(ROOT, 'tmp'), { recursive: true });
for (const file of [FILE, TESTS_FILE]) rmSync(file, { force: true });

const seed = process.env.PROOF_SEED ?? String(Date.now() % 2 ** 31);
const runs = process.env.PROOF_RUNS ?? NIGHTLY_RUNS;
const started = Date.now();
console.log(`Proofs with PROOF_RUNS=${runs} PROOF_SEED=${seed}`);
const { PROOF_PART: part = 'both' } = process.env;
const isFile = part.startsWith('test/') && existsSync(join(ROOT, part));
if (!isFile && !['both', 'tests', 'readings', 'others'].includes(part)) {
  console.error(`There is no such part (given: PROOF_PART=${part}). Set it to tests, readings, both, others or the path of a test file.`);
  process.exit(1);
}
const files = isFile ? [part] : part === 'others' ? testsElsewhere() : ['test/proofs'];
const status = part === 'readings' ? 0 : runJest([...files, '--json', `--outputFile=${TESTS_FILE}`], { PROOF_RUNS: runs, PROOF_TALLY: FILE });
const wrongReadings = status === 0 && (part === 'both' || part === 'readings') ? proveReadings() : [];

/** Test files outside the proofs that know the size of a nightly run, or run by night only. */
function testsElsewhere(): string[] {
  const all = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts') && !file.startsWith('proofs'));
  const knowsSize = (file: string) => readFileSync(join(ROOT, 'test', file), 'utf8').includes('support/proof-runs');
  const isOfNight = (file: string) => BY_NIGHT_ELSEWHERE.includes(file.replaceAll('\\', '/')) || knowsSize(file);
  return all.filter(isOfNight).map((file) => join('test', file));
}

function runJest(args: readonly string[], variables: Readonly<Record<string, string>>): number {
  const env = { ...process.env, PROOF_SEED: seed, ...variables };
  return spawnSync(process.execPath, [COMPILED_AT_ONCE, ...JEST, '--maxWorkers=2', ...args], { cwd: ROOT, stdio: 'inherit', env }).status ?? 1;
}

/**
 * Runs the scenarios under every alternative reading, in groups of readings of different switches; one by one where
 * `PROOF_READING_GROUPS` is `each`, and where a group fails.
 * @returns those under which a scenario fails
 */
function proveReadings(): string[] {
  const { PROOF_READING_GROUPS: count = '4' } = process.env;
  const isWrong = (readings: Readings) => {
    console.log(`\nScenarios under PROOF_READING=${readingsText(readings)}`);
    return runJest(SCENARIOS_UNDER_READINGS, { PROOF_READING: readingsText(readings) }) !== 0;
  };
  if (count === 'each') return ALTERNATIVES.filter(isWrong).map(readingsText);
  const wrong = readingGroups(Number(seed), Number(count)).filter(isWrong);
  const alone = wrong.flatMap((group) => Object.entries(group).map(([name, reading]) => ({ [name]: reading })));
  const wrongAlone = alone.filter(isWrong);
  // A group can fail although each of its readings is right alone.
  return (wrongAlone.length > 0 ? wrongAlone : wrong).map(readingsText);
}

const entries = existsSync(FILE) ? readFileSync(FILE, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as RunStatistics) : [];
const tests = existsSync(TESTS_FILE) ? JSON.parse(readFileSync(TESTS_FILE, 'utf8')) as { numPassedTests: number; numFailedTests: number } : undefined;
const sum = (field: 'crashPoints' | 'randomRuns' | 'interruptions' | 'faults' | 'assemblies' | 'violations') => entries.reduce((total, entry) => total + (entry[field] ?? 0), 0);
const different = (field: 'resourceType' | 'event') => new Set(entries.flatMap((entry) => entry[field] ?? [])).size;

const rows: [string, number][] = [
  ['resource types', different('resourceType')],
  ['events', different('event')],
  ['crash points tried', sum('crashPoints')],
  ['random runs', sum('randomRuns')],
  ['interruptions', sum('interruptions')],
  ['faults injected', sum('faults')],
  ['changed assemblies', sum('assemblies')],
  ['violations', sum('violations')],
  ['tests passed', tests?.numPassedTests ?? 0],
  ['tests failed', tests?.numFailedTests ?? 0],
];
console.log();
for (const [what, value] of rows) console.log(`${what.padEnd(20)}${value.toLocaleString('en').padStart(10)}`);
console.log(`${'minutes'.padEnd(20)}${((Date.now() - started) / 60_000).toFixed(1).padStart(10)}`);
if (status !== 0) console.log('\nA proof failed: see above. The scenarios were not run under other readings.');
for (const readings of wrongReadings) console.log(`\nA scenario failed under other readings. Repeat it with: PROOF_READING=${readings} npx jest test/proofs/scenarios`);
process.exitCode = status === 0 && wrongReadings.length === 0 && sum('violations') === 0 ? 0 : 1;
