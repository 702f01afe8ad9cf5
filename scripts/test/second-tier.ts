import { jest } from '../../package.json';

/**
 * Test files that `npm test` leaves to `npm run test:all`: whole rehearsals in numbers, tools of others, a browser, commands in
 * processes of their own, case by case, and pages that are derived from the whole code or from runs. A new file in `test/end-to-end` or
 * `test/proofs` belongs here unless it is named as a sample. docs/proofs.md tells the tier of each proof.
 */
const SAMPLES = {
  'end-to-end': ['policy-types', 'served-stacks'],
  'proofs': [
    'crash-points/subjects', 'framework/framework', 'random/edits', 'scenarios/allow-list', 'support/foreign-changes', 'support/readings',
  ],
};

const FILES = [
  'report/page/in-browser', 'report/page/in-browser-overview', 'report/page/in-browser-replay',
  'report/page/in-browser-last-accessed', 'cli/last-accessed/last-accessed', 'cli/review-commands', 'cli/digest',
  'scripts/coverage', 'scripts/real-account/probes', 'scripts/real-account/real-account', 'rehearsal/rehearse-change',
  'documentation/guide-pages', 'cli/explain/explain', 'cli/explain/explain-output', 'rehearsal/confinement/limits',
  'cli/rollout/rollout-command', 'cli/check-with-aws/explain-with-aws', 'cli/check-with-aws/check-with-aws', 'cli/check-with-aws/landing-zone',
  'cli/steps/adopt-command', 'cli/steps/drift-write', 'cli/steps/init-terminal', 'init/app-files', 'cli/cdk-org', 'cli/init-command',
  'cli/init-foreign', 'cli/replay', 'cli/replay-threads', 'cli/simulator-command',
  'cli/output/hostile-names', 'cli/documentation', 'cli/acknowledged-code', 'cli/sources/sources', 'cli/account-settings',
  'cli/replay-query/replay-query', 'cli/denials/denials-command', 'cli/exemptions', 'cli/check-command', 'cli/rehearse/rehearse-delegated',
  'handler/reconcile/policy-set/policy-set-plan', 'handler/reconcile/attachments/shared-histories', 'model/diff/diff-properties',
  'policy/evaluate/naive-evaluator', 'init/two-halves', 'model/risk/attribution-cases', 'rehearsal/cloudformation/deployments',
  'cli/rehearse/rehearse-parameters', 'cli/judged-organization', 'rehearsal/stack-reading',
  'rehearsal/readings', 'rehearsal/adopted-edits', 'init/random-organizations', 'fuzz/fuzz',
  'constructs/guardrails/invariants', 'constructs/guardrails/promises', 'constructs/guardrails/temporary-exemptions',
  'constructs/guardrails/page', 'constructs/guardrails/service-roles',
];

/** Regular expressions for paths of test files, as jest's `--testPathIgnorePatterns` takes them. */
export const SECOND_TIER: readonly string[] = [
  ...Object.entries(SAMPLES).map(([folder, samples]) => `/test/${folder}/(?!(${samples.join('|')})\\.test\\.ts$)`),
  `/test/(${FILES.join('|')})\\.test\\.ts$`,
];

/** Every path that is named above, below `test/`. */
export const NAMED_FILES: readonly string[] = [
  ...Object.entries(SAMPLES).flatMap(([folder, samples]) => samples.map((sample) => `${folder}/${sample}.test.ts`)),
  ...FILES.map((file) => `${file}.test.ts`),
];

/** All that `npm test` leaves out. The option replaces the list of the configuration, so that it begins with that. */
export const LEFT_OUT: readonly string[] = [...jest.testPathIgnorePatterns, ...SECOND_TIER];
