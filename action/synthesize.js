// Synthesizes one side, the base or the head, in a job without rights: node synthesize.js. Its inputs are those of
// .github/workflows/organization-review.yml. The job may be in the hands of the code that runs here: nothing in it is a secret.
const { spawnSync } = require('node:child_process');
const { copyFileSync, existsSync } = require('node:fs');
const { join } = require('node:path');
const { baseCommit, git } = require('./base-commit');
const { collect } = require('./collect');
const { refuseOtherEvents } = require('./events');
const { Problem, main, report, shown, withoutCommands } = require('./log');
const { ORGANIZATION_FILE } = require('./organization-file');

/** Files by which a step steers later steps, tokens, and the inputs of this script. */
const WITHHELD = /^(GITHUB_(ENV|PATH|OUTPUT|STATE|STEP_SUMMARY|TOKEN)|(ACTIONS|INPUT)_.*|CI_(JOB_TOKEN|JOB_JWT.*|REPOSITORY_URL|.*PASSWORD)|REVIEW_TOKEN)$/;

async function synthesize() {
  refuseOtherEvents();
  const { INPUT_SIDE: side, INPUT_DIRECTORY: directory, INPUT_INSTALL: install, INPUT_SYNTH: synth, INPUT_BASE_REF: ref = '' } = process.env;
  if (side !== 'base' && side !== 'head') throw new Problem(`There is no such side of a review (given: ${shown(side)}). Give base or head.`);
  if (side === 'base') git('checkout', '--quiet', '--force', '--detach', baseCommit(ref), '--');
  if (!existsSync(directory)) {
    throw new Problem(`The ${side} has no such folder (given: ${shown(directory)}). The review begins with the first change after the app was merged.`);
  }
  for (const command of [install, synth]) run(command, side, directory);
  const assembly = join(directory, process.env.INPUT_ASSEMBLY);
  if (side === 'base') addOrganization(directory, assembly);
  collect(assembly, process.env.INPUT_OUTPUT);
}

/** The snapshot of the base goes with its assembly, whose digest covers it. That of the head could say anything. */
function addOrganization(directory, assembly) {
  const { INPUT_ORGANIZATION: organization } = process.env;
  if (!organization) return;
  const file = join(directory, organization);
  if (existsSync(file)) copyFileSync(file, join(assembly, ORGANIZATION_FILE));
  else report('warning', `The base has no such snapshot (given: ${shown(organization)}). Record it with "cdk-org snapshot", and merge it.`);
}

function run(command, side, directory) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !WITHHELD.test(name)));
  const { status } = withoutCommands(() => (
    spawnSync('bash', ['-euo', 'pipefail', '-c', command], { cwd: directory, env, stdio: ['ignore', 1, 1] })));
  if (status !== 0) throw new Problem(`The ${side} cannot be synthesized (given: ${shown(command)}). Look at the log above, and mend the app or the command.`);
}

main(synthesize);
