/**
 * Checks the types, the lint and the prose while jest runs the tests: `npm test` those of the first tier,
 * `npm run test:all` all but those of the night, with the spelling and the lint of the tests. Other arguments go to jest.
 */
import { JEST } from './test/jest-command';
import { LEFT_OUT, LEFT_TO_THE_NIGHT } from './test/second-tier';
import { runSideBySide } from './test/side-by-side';
import { TYPE_AWARE_RULES } from '../projenrc/type-aware-rules';

const ALL = '--all';
const CACHE = 'node_modules/.cache';
const PROJEN = 'node_modules/projen/bin/projen';
const TSC = 'node_modules/typescript-7/bin/tsc';

/** The lint of the tests, and the rules that need types, take most of the time of the whole, and stand beside the tests on two cores. */
const FAST_LINT = [
  '--ignore-pattern', 'test/**', '--parser-options', 'project:false',
  ...TYPE_AWARE_RULES.flatMap((rule) => ['--rule', `${rule}: off`]),
];

/** Of the proofs with chance in them, the first tier sees two runs, always the same. */
const SAMPLE = { PROOF_RUNS: process.env.PROOF_RUNS ?? '2', PROOF_SEED: process.env.PROOF_SEED ?? '20260101' };

async function main(args: readonly string[]): Promise<void> {
  const all = args.includes(ALL);
  const forJest = args.filter((arg) => arg !== ALL);
  // Last, since jest takes all that follows for more patterns.
  const left = (all ? LEFT_TO_THE_NIGHT : LEFT_OUT).flatMap((pattern) => ['--testPathIgnorePatterns', pattern]);
  const failed = await runSideBySide(
    [{ name: 'tests', command: [...JEST, ...forJest, ...left], env: all ? {} : SAMPLE, live: true }],
    [
      {
        name: 'types',
        command: [
          TSC, '--noEmit', '-p', 'test/tsconfig.json', '--isolatedModules', 'false', '--incremental', '--tsBuildInfoFile', `${CACHE}/tsc/test.tsbuildinfo`,
        ],
      },
      { name: 'types of the page', command: [TSC, '-p', 'src/report/page/tsconfig.json'] },
      { name: 'lint', command: [PROJEN, 'eslint', '--cache', '--cache-location', `${CACHE}/eslint/`, '--cache-strategy', 'content', ...all ? [] : FAST_LINT] },
      { name: 'prose', command: [PROJEN, 'prose', '--check'] },
      ...all ? [{ name: 'spelling', command: [PROJEN, 'spell'] }] : [],
    ],
  );
  if (failed.length === 0) return;
  console.error(`Failed: ${failed.join(', ')}`);
  process.exitCode = 1;
}

void main(process.argv.slice(2));
