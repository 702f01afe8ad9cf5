import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import globalSetup from '../test/support/global-setup';
import { removeTemporaryFolder } from '../test/support/temporary-folder';

const HELP = `Mutation testing: Stryker changes one spot of a source file after the other, and some test has to notice.
Ends with a failure if a score is too low. docs/proofs.md says what is left out; docs/mutation-survivors.md has the survivors.
Results are kept in tmp/mutation, so that the next run tries only what changed. Delete the folder to start over.

  npm run mutate -- handler/reconcile/ownership.ts provider

  (paths)      files and folders below src (default: all that are mutated)
  --tests A,B  other folders of tests than those that belong to the source
  --sample N   tries one mutant in N, chosen by MUTATION_SEED, which estimates the score
  --help       this text`;

const ROOT = join(__dirname, '..');
const RESULTS = join(ROOT, 'tmp', 'mutation');
const LOWEST_SCORE = 85;

/** Rooms of `src` and the folders of tests that have to notice a mutant there. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  organizations: ['test/organizations', 'test/model/live'],
  provider: ['test/provider'],
  handler: ['test/handler'],
  policy: ['test/policy', 'test/constructs'],
  model: ['test/model', 'test/report', 'test/assertions'],
};

/** Files in which a mutant proves nothing: generated tables, and lists of exports. */
const LEFT_OUT = ['!src/**/*.generated.ts', '!src/**/index.ts'];

interface Score {
  readonly room: string;
  readonly noticed: number;
  readonly survived: number;
  /** Of all mutants, as none of these has to be tried; of a sample, the share that it would have. */
  readonly uncovered: number;
}

async function main(given: readonly string[]): Promise<void> {
  const { values: { tests, sample, help }, positionals: places } = readArguments(given);
  if (help) return console.log(HELP);
  mkdirSync(RESULTS, { recursive: true });
  const unknown = places.filter((place) => !(place.split('/')[0] in ROOMS) || !existsSync(join(ROOT, 'src', withoutLines(place))));
  if (unknown.length > 0) {
    throw new Error(`These are not files or folders of a room that is mutated (given: ${unknown.join(', ')}). Give paths below src, in ${Object.keys(ROOMS).join(', ')}.`);
  }
  if (!/^[1-9]\d*$/.test(sample)) throw new Error(`--sample takes a whole number from 1 (given: ${sample}). Give 10 to try one mutant in ten.`);
  process.env.MUTATION_SAMPLE = sample;
  globalSetup();
  const scores: Score[] = [];
  try {
    for (const room of Object.keys(ROOMS)) {
      const chosen = places.length === 0 ? [room] : places.filter((place) => place.split('/')[0] === room);
      if (chosen.length > 0) scores.push(await mutate(room, chosen, tests?.split(',') ?? ROOMS[room]));
    }
  } finally {
    // A mutant may have kept a test from removing its files.
    removeTemporaryFolder();
  }
  console.table(scores.map((score) => ({ ...score, 'score in %': percent(score).toFixed(1) })));
  if (scores.some((score) => percent(score) < LOWEST_SCORE)) {
    console.error(`A score is below ${LOWEST_SCORE} %: write the tests that are missing, or give the mutant a verdict in docs/mutation-survivors.md.`);
    process.exitCode = 1;
  }
}

function readArguments(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { tests: { type: 'string' }, sample: { type: 'string', default: '1' }, help: { type: 'boolean', default: false } },
  });
}

async function mutate(room: string, places: readonly string[], tests: readonly string[]): Promise<Score> {
  const { Stryker } = await import('@stryker-mutator/core');
  process.env.MUTATION_TESTS = tests.join(',');
  const sample = Number(process.env.MUTATION_SAMPLE);
  const isSample = sample > 1;
  const report = join(RESULTS, places.length === 1 && places[0] === room && !isSample ? room : `${room}-selection`);
  const mutants = await new Stryker({
    mutate: [...places.map(pattern), ...LEFT_OUT],
    plugins: ['jest-runner.mjs', 'ignore-texts.mjs'].map((name) => join(ROOT, 'scripts', 'mutation', name)),
    testRunner: 'jest-by-file',
    jest: { configFile: 'scripts/mutation/jest.config.js' } as never,
    coverageAnalysis: 'perTest',
    // Texts and keys: a test of each would repeat them.
    mutator: { excludedMutations: ['StringLiteral'], plugins: null },
    ignorers: ['texts'],
    ignorePatterns: ['/dist', '/lib', '/tmp', '/cdk.out', '/.demo', '/test/proofs/**/*.test.ts', '/test/end-to-end/**/*.test.ts'],
    disableTypeChecks: false,
    // What is not in a sample has no result that a later run could take.
    incremental: !isSample,
    incrementalFile: tests === ROOMS[room] ? join(RESULTS, `${room}.json`) : `${report}.json`,
    concurrency: Number(process.env.MUTATION_CONCURRENCY ?? '1'),
    timeoutMS: 20_000,
    reporters: ['clear-text', 'html', 'json', 'progress-append-only'],
    clearTextReporter: { reportTests: false, logTests: false, allowColor: false },
    htmlReporter: { fileName: `${report}.html` },
    jsonReporter: { fileName: `${report}.report.json` },
    tempDirName: join('tmp', 'mutation', 'sandbox'),
    allowConsoleColors: false,
  }).runMutationTest();
  const count = (...statuses: string[]) => mutants.filter(({ status }) => statuses.includes(status)).length;
  return { room: places.join(' '), noticed: count('Killed', 'Timeout'), survived: count('Survived'), uncovered: count('NoCoverage') / sample };
}

function percent({ noticed, survived, uncovered }: Score): number {
  const all = noticed + survived + uncovered;
  return all === 0 ? 100 : noticed / all * 100;
}

/** `handler/engine/decide.ts:10-20` means some lines of a file. */
function withoutLines(place: string): string {
  return place.replace(/:[\d:-]+$/, '');
}

function pattern(place: string): string {
  const isFolder = statSync(join(ROOT, 'src', withoutLines(place))).isDirectory();
  return isFolder ? `src/${place}/**/*.ts` : `src/${place}`;
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
