/** From an organization that was built by hand to code, a change of it, and back out: the whole way of an adoption, without AWS. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bin, bundle, CDK_ORG, inRepository, ROOT, run } from './commands';

const SNAPSHOT = join(ROOT, 'examples', 'typescript', 'brownfield', 'organization.json');
const WORK = join(ROOT, '.demo', 'adopt');
const APP = join(WORK, 'organization');
const [BEFORE, AFTER] = ['before.cdk.out', 'after.cdk.out'].map((name) => join(WORK, name));
const ADOPTED = join(WORK, 'adopted.json');
const ROWS = join(APP, 'data', 'accounts.json');
const ACCOUNT = 'sandbox-carol';

interface Unit {
  readonly id: string;
  readonly name: string;
}

export function demonstrateAdoption(): void {
  rmSync(WORK, { recursive: true, force: true });
  linkPackage();
  bundle();
  cdkOrg('Write an app for an organization of 40 accounts, and prove that its first deployment changes nothing', 'init', APP, '--organization', SNAPSHOT);
  synthesize('Synthesize it', BEFORE);
  cdkOrg('Rehearse its first deployment, and save the organization', 'rehearse', BEFORE, '--from', SNAPSHOT, '--brief', '--save', ADOPTED);
  moveAccount();
  synthesize('Synthesize the change', AFTER);
  cdkOrg('Review it', 'diff', ADOPTED, AFTER);
  cdkOrg('Rehearse it', 'rehearse', AFTER, '--state', ADOPTED, '--brief');
  cdkOrg('And the way out: the organization as a configuration of Terraform', 'export', join(WORK, 'terraform'), '--simulator-state', ADOPTED);
  console.log(`\nThe app and the configuration are in ${inRepository(WORK)}.`);
}

/** The written app finds the package as it is in the working tree. Its other packages are those of the repository. */
function linkPackage(): void {
  const folder = join(WORK, 'node_modules', 'cdk-aws-organizations');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'cdk-aws-organizations', main: 'index.js' }));
  writeFileSync(join(folder, 'index.js'), `module.exports = require(${JSON.stringify(join(ROOT, 'src', 'index.ts'))});\n`);
}

function cdkOrg(title: string, ...args: readonly string[]): void {
  run(title, process.execPath, [CDK_ORG, ...args]);
}

function synthesize(title: string, output: string): void {
  run(title, bin('cdk'), ['synth', '--quiet', '--no-notices', '--output', output], APP);
}

/** Changes the row of one account, as a person would do. */
function moveAccount(): void {
  const lines = readFileSync(ROWS, 'utf8').split('\n');
  const index = lines.findIndex((line) => line.includes(`"${ACCOUNT}"`));
  const [row, from, to] = [lines[index], unitId('Sandbox'), unitId('Suspended')];
  const moved = row.replace(from, to);
  writeFileSync(ROWS, lines.map((line, place) => (place === index ? moved : line)).join('\n'));
  console.log(`\n▶ Move ${ACCOUNT} to Suspended, in ${inRepository(ROWS)}\n\n- ${row.trim()}\n+ ${moved.trim()}`);
}

function unitId(name: string): string {
  const { organization } = JSON.parse(readFileSync(SNAPSHOT, 'utf8')) as { readonly organization: { readonly root: { readonly organizationalUnits: readonly Unit[] } } };
  return organization.root.organizationalUnits.find((unit) => unit.name === name)!.id;
}
