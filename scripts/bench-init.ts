/**
 * Measures the app of an organization with 10,010 accounts, 1,001 organizational units and 500 policies: writing and synthesizing it, and
 * what its users run each day. Processes from start to end. Run `npx projen bundle` and `npx projen compile` before
 * `npx tsx scripts/bench-init.ts`.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cdkOrg, edit, type Measured, synthesize } from './bench/init-commands';
import { largeOrganization } from './bench/large-organization';
import { SNAPSHOT_FORMAT } from '../src/model';

const WORK = join(__dirname, '..', 'tmp', 'bench-init');
const [app, snapshot, state] = ['app', 'organization.json', 'state.json'].map((name) => join(WORK, name));
const assembly = (name: string) => join(WORK, name);
const accounts = join(app, 'data', 'accounts.json');

interface Target {
  readonly seconds?: number;
  readonly mebibytes?: number;
  readonly outputMebibytes?: number;
}

function row(what: string, { milliseconds, processorMilliseconds, mebibytes, output }: Measured, target: Target): void {
  const outputMebibytes = output.length / 1_048_576;
  const measured = { seconds: milliseconds / 1_000, mebibytes, outputMebibytes };
  const missed = Object.entries(target).filter(([name, most]) => measured[name as keyof Target] > most);
  const processor = `processor ${(processorMilliseconds / 1_000).toFixed(1)} s`;
  const values = `${measured.seconds.toFixed(1)} s, ${processor}, ${Math.round(mebibytes)} MiB, output ${outputMebibytes.toFixed(1)} MiB`;
  const verdict = missed.length === 0 ? '✓' : '✗';
  console.log(`${what.padEnd(44)}  ${values.padEnd(54)}  ${Object.keys(target).length === 0 ? '' : `${verdict} at most ${JSON.stringify(target)}`}`.trimEnd());
  if (missed.length > 0) process.exitCode = 1;
}

rmSync(WORK, { recursive: true, force: true });
mkdirSync(WORK, { recursive: true });
const organization = largeOrganization();
const { id: _id, ...management } = organization.root.organizationalUnits[0].accounts[0];
organization.root.accounts.push({ ...management, id: organization.managementAccountId, name: 'Management', email: 'aws+management@example.com' });
writeFileSync(snapshot, JSON.stringify({ format: SNAPSHOT_FORMAT, takenAt: '2026-11-24T12:00:00.000Z', organization }));
console.log('\nApp of 10,010 accounts, 1,001 organizational units and 500 policies');

row('cdk-org init from a snapshot', cdkOrg(['init', app, '--organization', snapshot, '--no-check']), { seconds: 20, mebibytes: 1_024 });
row('synthesis without the validation of the CDK', synthesize(app, assembly('base')), { seconds: 30 });

edit(accounts, /"team-1"/, '"team-other"');
synthesize(app, assembly('changed'));
const diff = cdkOrg(['diff', assembly('base'), assembly('changed')]);
if (!diff.output.includes('team-other')) throw new Error(`The change is not in the review:\n${diff.output.slice(0, 2_000)}`);
row('cdk-org diff with a changed account', diff, { seconds: 2 });

for (const [name, from] of [['a snapshot', snapshot], ['the code', assembly('base')]] as const) {
  const explained = cdkOrg(['explain', from, '--account', 'all', '--action', 's3:DeleteBucket'], [0, 2, 3]);
  row(`cdk-org explain --account all, ${name}`, explained, { seconds: 1, outputMebibytes: 5 });
}

row('rehearsal of the first deployment', cdkOrg(['rehearse', assembly('changed'), '--from', snapshot, '--save', state, '--brief']), {});
edit(accounts, '"accounts": [', '"accounts": [\n    {"id": "new", "name": "new", "email": "new@example.com"},');
synthesize(app, assembly('added'));
const rehearsal = cdkOrg(['rehearse', assembly('added'), '--state', state, '--brief']);
if (!rehearsal.output.includes('CreateAccount')) throw new Error(`The account is not created:\n${rehearsal.output.slice(0, 2_000)}`);
row('rehearsal of an added account', rehearsal, { seconds: 10 });
