import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cdkOrg } from './run-cdk-org';
import { EXAMPLE, organizationByHand } from '../../scripts/brownfield/by-hand';
import { SNAPSHOT_FORMAT } from '../../src/model';
import { liveOrganization, member, unitWith } from '../init/live-organization';

jest.setTimeout(120_000);

const BROWNFIELD = join(__dirname, '..', '..', 'examples', 'typescript', 'brownfield', 'organization.json');

let work: string;
beforeEach(() => { work = mkdtempSync(join(tmpdir(), 'export-')); });
afterEach(() => rmSync(work, { recursive: true, force: true }));

const read = (...path: string[]) => readFileSync(join(work, ...path), 'utf8');

test('export writes the example of 15 units and 40 accounts, says what it left out, and gives the same files in a second run', () => {
  const runs = ['one', 'two'].map((name) => cdkOrg('export', join(work, name), '--organization', BROWNFIELD));
  const [{ status, stdout, stderr }] = runs;
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('15 files, 68 resources\n');
  expect(stdout).toContain('  aws_organizations_account 40\n');
  expect(stdout).toContain('  3 policies (AWS Control Tower writes it): aws-guardrails-AbCdEf');
  const [one, two] = ['one', 'two'].map((name) => readdirSync(join(work, name), { recursive: true, encoding: 'utf8' }).filter((path) => path.includes('.'))
    .map((path) => [path, read(name, path)]));
  expect(one.map(([path]) => path)).toEqual(expect.arrayContaining(['accounts.tf', 'imports.tf', join('back', 'removed.tf'), join('policies', 'deny_all.json')]));
  expect(two).toEqual(one);
});

test('export reads contacts and Regions of a saved state if that is asked for', () => {
  const state = join(work, 'state.json');
  writeFileSync(state, JSON.stringify(organizationByHand(EXAMPLE)));
  expect(cdkOrg('export', join(work, 'plain'), '--simulator-state', state).status).toBe(0);
  expect(existsSync(join(work, 'plain', 'account_settings.tf'))).toBe(false);
  const { status, stdout } = cdkOrg('export', join(work, 'settled'), '--simulator-state', state, '--account-settings');
  expect(status).toBe(0);
  expect(stdout).toContain('  1 account (it is closed, and the provider does not find closed accounts): Suspended/shop-archive');
  expect(read('settled', 'account_settings.tf')).toContain('resource "aws_account_primary_contact" "audit" {');
  expect(read('settled', 'account_settings.tf')).not.toContain('aws_account_region');
});

test('export refuses contacts and Regions of a snapshot, two organizations, options of a connection, another format and a folder with files', () => {
  const folder = join(work, 'terraform');
  const refused = (...args: string[]) => cdkOrg('export', folder, ...args).stderr;
  expect(refused('--organization', BROWNFIELD, '--account-settings')).toContain('a snapshot has only those that it was taken with. Given: the live organization as of');
  expect(refused('--organization', BROWNFIELD, '--simulator-state', BROWNFIELD)).toContain('Two organizations are given: --organization');
  expect(refused('--organization', BROWNFIELD, '--region', 'eu-west-1')).toContain('Given: --region eu-west-1.');
  expect(refused('--organization', BROWNFIELD, '--format', 'pulumi')).toContain('Allowed choices are terraform.');
  expect(existsSync(folder)).toBe(false);
  expect(cdkOrg('export', join(BROWNFIELD, '..'), '--organization', BROWNFIELD).stderr).toContain('"cdk-org export" overwrites nothing. Give a new folder, or an empty one.');
});

test('names and reasons show nothing hidden on the terminal', () => {
  const organization = liveOrganization({ organizationalUnits: [unitWith(1, 'Old', { accounts: [member(1, 'a\u202eb\u001b[31m', { state: 'SUSPENDED' })] })] });
  const file = join(work, 'organization.json');
  writeFileSync(file, JSON.stringify({ format: SNAPSHOT_FORMAT, takenAt: '2026-11-24T12:00:00.000Z', organization }));
  const { status, stdout } = cdkOrg('export', join(work, 'terraform'), '--organization', file);
  expect(status).toBe(0);
  expect(stdout).toContain('Old/a\\u202eb\\u001b[31m (200000000001)');
});
