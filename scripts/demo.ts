/** Rehearsals of examples on a laptop: `npm run demo` has the landing zone; `adopt`, `everything` and `rollout` are others. */
import { join } from 'node:path';
import { demonstrateAdoption } from './demo/adopt';
import { bundle, inRepository, ROOT } from './demo/commands';
import { demonstrateEverything } from './demo/everything';
import { demonstrateLandingZone } from './demo/landing-zone';
import { demonstrateRollout } from './demo/rollout';

const USAGE = `Usage: npm run demo [-- [adopt | everything | rollout | OPTIONS]]

  (nothing)    the example landing-zone: its first deployment, and the same again, which writes nothing
  OPTIONS      the same with options of cdk-org rehearse for the first deployment, such as --lag 2000
  adopt        an organization that was built by hand: an app for it, a change, and its configuration of Terraform
  everything   the example everything: ten deployments, one of them rolled back, and the deletion of the stacks
  rollout      the example rollout: a policy in waves, which soaks, stops at a denial, is paused, reverted and advanced
  --help       prints this

Nothing of AWS is called, and no credentials are needed. Exit code 0: everything ended as it should.`;

async function main(given: readonly string[]): Promise<void> {
  if (given.includes('--help') || given.includes('-h')) return console.log(USAGE);
  const [example, ...further] = given;
  if (example === undefined || example.startsWith('-')) return demonstrateLandingZone(given);
  if (example === 'adopt' && further.length === 0) return demonstrateAdoption();
  if (example === 'rollout' && further.length === 0) return demonstrateRollout();
  if (example !== 'everything' || further.length > 0) {
    throw new Error(`There is no such demonstration (given: ${given.join(' ')}). Give nothing, options of cdk-org rehearse, adopt, everything, or rollout.`);
  }
  // The SDK's advice about versions of Node.js is not part of the demonstration.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  const work = join(ROOT, '.demo', 'everything');
  bundle();
  await demonstrateEverything(work, console.log);
  console.log(`\nThe cloud assemblies and the state after each step are in ${inRepository(work)}.`);
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(`\n✗ ${error.message}`);
  process.exitCode = 1;
});
