/**
 * The main job on a laptop: synthesizes the example organization with the real CDK CLI, rehearses its deployment onto the simulator, and
 * rehearses it again on the result, unchanged and with every resource looked at anew, which must write nothing.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { bin, bundle, CDK_ORG, inRepository, ROOT, run } from './commands';

const EXAMPLE = join(ROOT, 'examples', 'typescript', 'landing-zone');
const WORK = join(ROOT, '.demo');
const ASSEMBLY = join(WORK, 'cdk.out');
const RECONCILED = join(WORK, 'reconcile.cdk.out');
const STATE = join(WORK, 'organization.json');

/** @param further options of `cdk-org rehearse` for the first deployment */
export function demonstrateLandingZone(further: readonly string[]): void {
  mkdirSync(WORK, { recursive: true });
  bundle();
  run('Synthesize the example', bin('cdk'), ['synth', '--quiet', '--no-notices', '--output', ASSEMBLY], EXAMPLE);
  run('Rehearse its first deployment, into an account without an organization', process.execPath, [CDK_ORG, 'rehearse', ASSEMBLY, '--save', STATE, ...further]);
  run('Rehearse it again on the result: nothing is left to do', process.execPath, [CDK_ORG, 'rehearse', ASSEMBLY, '--state', STATE, '--brief']);
  run('Synthesize it so that every resource takes part in the next deployment', bin('cdk'), [
    'synth', '--quiet', '--no-notices', '--output', RECONCILED, '--context', 'cdk-aws-organizations:reconcile=1',
  ], EXAMPLE);
  run('Rehearse that: everything is looked at, and nothing is left to write', process.execPath, [CDK_ORG, 'rehearse', RECONCILED, '--state', STATE, '--brief']);
  console.log(`\nThe organization and its stacks are in ${inRepository(STATE)}. Change the example and rehearse the change:
  (cd examples/typescript/landing-zone && npx cdk synth --quiet --output ../../../.demo/cdk.out)
  npx cdk-org rehearse .demo/cdk.out --state .demo/organization.json`);
}
