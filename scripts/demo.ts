/**
 * The main job on a laptop: synthesizes the example organization with the real CDK CLI, rehearses its deployment onto the simulator, and
 * rehearses it again on the result, unchanged and with every resource looked at anew, which must write nothing.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');
const EXAMPLE = join(ROOT, 'examples', 'typescript', 'landing-zone');
const WORK = join(ROOT, '.demo');
const ASSEMBLY = join(WORK, 'cdk.out');
const RECONCILED = join(WORK, 'reconcile.cdk.out');
const STATE = join(WORK, 'organization.json');

function run(title: string, command: string, args: string[], cwd = ROOT): void {
  console.log(`\n▶ ${title}\n  $ ${[command, ...args].join(' ').replaceAll(`${ROOT}/`, '').replace(process.execPath, 'node')}\n`);
  const { status, error } = spawnSync(command, args, {
    cwd,
    stdio: 'inherit',
    env: {
      ...process.env, CDK_DISABLE_CLI_TELEMETRY: 'true', JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split('.')[0],
    },
  });
  if (status !== 0) {
    console.error(`\n✗ ${title}: ${error?.message ?? `exit code ${status}`}`);
    process.exit(status ?? 1);
  }
}

mkdirSync(WORK, { recursive: true });
const bin = (name: string) => join(ROOT, 'node_modules', '.bin', name);
const cli = join(ROOT, 'bin', 'cdk-org');

run('Bundle the handlers and the command line', bin('tsx'), ['scripts/bundle.ts']);
run('Synthesize the example', bin('cdk'), ['synth', '--quiet', '--no-notices', '--output', ASSEMBLY], EXAMPLE);
run('Rehearse its first deployment, into an account without an organization', process.execPath, [cli, 'rehearse', ASSEMBLY, '--save', STATE, ...process.argv.slice(2)]);
run('Rehearse it again on the result: nothing is left to do', process.execPath, [cli, 'rehearse', ASSEMBLY, '--state', STATE, '--brief']);
run('Synthesize it so that every resource takes part in the next deployment', bin('cdk'), [
  'synth', '--quiet', '--no-notices', '--output', RECONCILED, '--context', 'cdk-aws-organizations:reconcile=1',
], EXAMPLE);
run('Rehearse that: everything is looked at, and nothing is left to write', process.execPath, [cli, 'rehearse', RECONCILED, '--state', STATE, '--brief']);
console.log(`\nThe organization and its stacks are in ${STATE.replace(ROOT + '/', '')}. Change the example and rehearse the change:
  (cd examples/typescript/landing-zone && npx cdk synth --quiet --output ../../../.demo/cdk.out)
  npx cdk-org rehearse .demo/cdk.out --state .demo/organization.json`);
