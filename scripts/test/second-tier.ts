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
  'scripts/coverage', 'scripts/prove', 'scripts/real-account/probes', 'scripts/real-account/real-account', 'rehearsal/rehearse-change',
  'documentation/guide-pages', 'cli/explain/explain', 'cli/explain/explain-output', 'rehearsal/confinement/limits',
  'cli/rollout/rollout-command', 'cli/rollout/rollout-denials', 'cli/rollout/rollout-soak', 'model/diff/same-policies',
  'model/rollouts/rollout-order', 'model/rollouts/rollout-notes',
  'cli/check-with-aws/explain-with-aws', 'cli/check-with-aws/check-with-aws', 'cli/check-with-aws/landing-zone',
  'cli/steps/adopt-command', 'cli/steps/drift-write', 'cli/steps/init-terminal', 'init/app-files', 'init/languages', 'init/texts-of-files',
  'cli/cdk-org', 'cli/init-command',
  'cli/init-foreign', 'cli/replay', 'cli/replay-threads', 'cli/simulator-command',
  'cli/output/hostile-names', 'cli/documentation', 'cli/acknowledged-code', 'cli/sources/sources', 'cli/account-settings',
  'cli/replay-query/replay-query', 'cli/denials/denials-command', 'cli/exemptions', 'cli/check-command', 'cli/rehearse/rehearse-delegated',
  'handler/reconcile/policy-set/policy-set-plan', 'handler/reconcile/attachments/shared-histories', 'model/diff/diff-properties',
  'policy/evaluate/naive-evaluator', 'init/two-halves', 'model/risk/attribution-cases', 'rehearsal/cloudformation/deployments',
  'cli/rehearse/rehearse-parameters', 'cli/judged-organization', 'rehearsal/stack-reading',
  'rehearsal/readings', 'rehearsal/adopted-edits', 'init/random-organizations', 'fuzz/fuzz',
  'cli/loaded-code', 'constructs/guardrails/exemptions', 'constructs/guardrails/invariants', 'constructs/guardrails/page',
  'constructs/guardrails/parameters', 'constructs/guardrails/promises', 'constructs/guardrails/service-roles',
  'constructs/guardrails/temporary-exemptions', 'constructs/wrong-kinds', 'documentation/guide-messages', 'documentation/page-examples',
  'export/hand-over', 'init/foreign/proof', 'init/row-lines', 'model/access/shared-answers', 'model/exemptions/exemption-notes',
  'model/impact/random-directions', 'model/privileged/proofs-of-concept', 'model/privileged/resource-types',
  'organizations/bundled-adapters', 'policy/evaluate/open-text', 'policy/fuzz/fuzz', 'rehearsal/invited-accounts', 'rehearsal/places',
];

/**
 * Test files that `npm run test:all` leaves to the night (`npm run prove`, and those outside the proofs `PROOF_PART=others`): each repeats
 * with more steps, stacks or readings what another one shows by day.
 */
const BY_NIGHT: Readonly<Record<string, string>> = {
  'proofs/scenarios/back-again': 'proofs/scenarios/nothing-is-lost',
  'proofs/scenarios/account-changes-stack': 'proofs/scenarios/delegated-stack',
  'proofs/scenarios/plausible-readings': 'rehearsal/readings',
  'proofs/scenarios/policy-rollout': 'cli/rollout/rollout-command',
  'proofs/scenarios/invited-accounts': 'rehearsal/invited-accounts',
  'proofs/scenarios/ten-executions': 'proofs/scenarios/it-is-quick',
  'proofs/scenarios/delegated-confinement': 'proofs/scenarios/delegated-stack',
  'proofs/scenarios/express': 'proofs/scenarios/deploy-options',
  'proofs/scenarios/packing': 'policy/pack/pack',
  'proofs/scenarios/many-account-settings': 'proofs/scenarios/it-converges',
  'proofs/second-opinion/second-opinion': 'end-to-end/landing-zone',
  'proofs/crash-points/shared-rates': 'handler/shared-rates',
  'proofs/crash-points/other-types': 'proofs/crash-points/subjects',
  'proofs/crash-points/readings': 'rehearsal/readings',
  'proofs/random/failed-edits': 'proofs/random/edits',
  'proofs/random/interruptions': 'proofs/random/edits',
  'proofs/random/steps': 'proofs/random/edits',
  'proofs/random/written-apps': 'proofs/random/adopted',
  'proofs/deployment/planted-deviations': 'proofs/deployment/differential',
  'proofs/deployment/real-cli': 'proofs/deployment/differential',
  'end-to-end/everything': 'end-to-end/day-two',
  'end-to-end/hostile-artifacts': 'end-to-end/hostile-pull-requests',
  'end-to-end/gitlab': 'end-to-end/action',
  'end-to-end/gitlab-deploy': 'end-to-end/github-deploy',
  'end-to-end/organizations-old-and-new': 'end-to-end/landing-zone',
  'end-to-end/pipeline': 'end-to-end/github-deploy',
  'end-to-end/action-inputs': 'end-to-end/action',
  'cli/steps/drift-write': 'end-to-end/drift',
  'cli/check-with-aws/explain-with-aws': 'cli/check-with-aws/check-with-aws',
  'scripts/real-account/probes': 'scripts/real-account/real-account',
  'report/page/in-browser-overview': 'report/page/in-browser',
};

/** The files that stand for them by day. */
export const REPRESENTATIVES: readonly string[] = [...new Set(Object.values(BY_NIGHT))];

/** Those outside the proofs. */
export const BY_NIGHT_ELSEWHERE: readonly string[] = Object.keys(BY_NIGHT).filter((file) => !file.startsWith('proofs/')).map((file) => `${file}.test.ts`);

/** Regular expressions for paths of test files, as jest's `--testPathIgnorePatterns` takes them. */
export const SECOND_TIER: readonly string[] = [
  ...Object.entries(SAMPLES).map(([folder, samples]) => `/test/${folder}/(?!(${samples.join('|')})\\.test\\.ts$)`),
  `/test/(${FILES.join('|')})\\.test\\.ts$`,
];

/** Every path that is named above, below `test/`. */
export const NAMED_FILES: readonly string[] = [
  ...Object.entries(SAMPLES).flatMap(([folder, samples]) => samples.map((sample) => `${folder}/${sample}.test.ts`)),
  ...FILES.map((file) => `${file}.test.ts`),
  ...Object.entries(BY_NIGHT).flat().map((file) => `${file}.test.ts`),
];

/** All that `npm run test:all` leaves out, with the list of the configuration likewise. */
export const LEFT_TO_THE_NIGHT: readonly string[] = [...jest.testPathIgnorePatterns, `/test/(${Object.keys(BY_NIGHT).join('|')})\\.test\\.ts$`];

/** All that `npm test` leaves out. The option replaces the list of the configuration, so that it begins with that. */
export const LEFT_OUT: readonly string[] = [...jest.testPathIgnorePatterns, ...SECOND_TIER];
