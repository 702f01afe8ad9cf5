/** A policy that is replaced in waves: it soaks, stops at a denial, is paused, reverted and advanced, and an exemption of it expires. */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bin, bundle, CDK_ORG, inRepository, ROOT, run } from './commands';

const EXAMPLE = join(ROOT, 'examples', 'typescript', 'rollout');
const WORK = join(ROOT, '.demo', 'rollout');
/** As deep as the example, whose settings have the path of the package. */
const APP = join(WORK, 'app');
const STATE = join(WORK, 'organization.json');
const STACK = join(APP, 'lib', 'rollout-stack.ts');
const FILE = 'rollouts/regions.json';
const CALLS = 'rollouts/calls.jsonl';
const REFUSED = 2;

let assemblies = 0;

export function demonstrateRollout(): void {
  rmSync(WORK, { recursive: true, force: true });
  mkdirSync(WORK, { recursive: true });
  cpSync(EXAMPLE, APP, { recursive: true, filter: (source) => !source.endsWith('cdk.out') });
  bundle();
  deploy('Not begun: both units have the older version');
  step('Begin', ['advance', FILE, '--today', '2026-12-01', '--by', 'ana']);
  deploy('The canary has the new version, and the other unit still the older one');
  step('Soaking: too early for the next wave', ['advance', FILE, '--today', '2026-12-03', '--no-denials'], REFUSED);
  step('A week later: denied calls stop it', ['advance', FILE, '--today', '2026-12-09', '--denials', CALLS], REFUSED);
  cdkOrg('Who was denied', ['denials', CALLS, '--since', '2026-12-01']);
  step('Pause it, and find out why', ['pause', FILE, '--today', '2026-12-09', '--by', 'ben', '--reason', 'the nightly job fails']);
  step('Paused: nobody goes on', ['advance', FILE, '--today', '2026-12-09', '--no-denials'], REFUSED);
  step('Revert it at once', ['revert', FILE, '--today', '2026-12-09', '--by', 'ben']);
  deploy('The canary has the older version again');
  step('The job has moved: resume', ['resume', FILE, '--today', '2026-12-10', '--by', 'ana']);
  step('And begin again', ['advance', FILE, '--today', '2026-12-10', '--by', 'ana']);
  deploy('The canary has the new version');
  step('Soaked, and no call was denied: the last wave', ['advance', FILE, '--today', '2026-12-18', '--denials', recentCalls(), '--by', 'ana']);
  deploy('All units have the new version');
  expire();
  console.log(`\nThe app and the organization after each step are in ${inRepository(WORK)}.`);
}

/** The exemption of the migration ends: the check fails, and the policy denies again by itself. */
function expire(): void {
  writeFileSync(STACK, readFileSync(STACK, 'utf8').replace('2099-12-31', '2026-11-01'));
  synthesize('An exemption expires');
  cdkOrg('Expired: the check fails until somebody removes the exemption', ['check', 'rollouts/invariants.yaml', assembly()], REFUSED);
}

/** Synthesizes the stage, reviews it and rehearses its deployment. */
function deploy(title: string): void {
  synthesize(title);
  if (assemblies > 1) cdkOrg('Review it', ['diff', assembly(assemblies - 1), assembly()]);
  cdkOrg('Rehearse its deployment', ['rehearse', assembly(), ...(assemblies > 1 ? ['--state', STATE] : []), '--brief', '--save', STATE]);
}

function synthesize(title: string): void {
  assemblies += 1;
  process.env.CDK_OUTDIR = assembly();
  run(title, bin('tsx'), ['bin/rollout.ts'], APP);
}

function assembly(number = assemblies): string {
  return join(WORK, `${number}.cdk.out`);
}

function step(title: string, args: readonly string[], expected = 0): void {
  cdkOrg(title, ['rollout', ...args, '--app', assembly()], expected);
}

function cdkOrg(title: string, args: readonly string[], expected = 0): void {
  run(title, process.execPath, [CDK_ORG, ...args], APP, expected);
}

/** The recorded calls of the first and the last day after the job has moved. */
function recentCalls(): string {
  const [passed] = readFileSync(join(APP, CALLS), 'utf8').split('\n');
  const text = ['2026-12-10', '2026-12-17'].map((day) => `${passed.replace('2026-12-07', day)}\n`).join('');
  writeFileSync(join(APP, 'rollouts', 'later.jsonl'), text);
  return 'rollouts/later.jsonl';
}
