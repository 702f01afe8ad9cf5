import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cdkOrg } from './run-cdk-org';
import { organizationLike } from '../../scripts/foreign-inputs/organization-like';
import { completeOrganization } from '../../src/init';
import { type Organization, SNAPSHOT_FORMAT } from '../../src/model';
import { FIXTURES, LANDING_ZONE, ORG_FORMATION, read, readFixture } from '../init/foreign/inputs';

jest.setTimeout(300_000);

/** A written app runs with the compiled package. */
const STATE = join(FIXTURES, 'organization.tfstate');

let work: string;
beforeEach(() => { work = mkdtempSync(join(tmpdir(), 'init-')); });
afterEach(() => rmSync(work, { recursive: true, force: true }));

function write(path: string, text: string): string {
  const file = join(work, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

function snapshot(organization: Organization): string {
  return write('organization.json', JSON.stringify({ format: SNAPSHOT_FORMAT, takenAt: '2026-11-24T12:00:00.000Z', organization }));
}

function fileOf(path: string): string {
  return readFileSync(join(work, 'app', path), 'utf8');
}

/** The rows of a data file. */
function rowsOf(path: string, kind: string): Record<string, unknown>[] {
  return (JSON.parse(fileOf(`data/${path}.json`)) as Record<string, Record<string, unknown>[]>)[kind];
}

test('init takes a Terraform state beside a snapshot: differences come first, policies are named as there, and the app is proven', () => {
  const organization = structuredClone(completeOrganization(readFixture('organization.tfstate')));
  const security = organization.root.organizationalUnits.find(({ name }) => name === 'Security')!;
  Object.assign(security.accounts[0], { name: 'Audit 2' });
  const { status, stdout, stderr } = cdkOrg('init', join(work, 'app'), '--organization', snapshot(organization), '--from', STATE);
  expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining('Note: the Terraform state and the organization differ (differences: 1). The app says what the organization is.') });
  expect(stdout).toMatch(/^Read {2}the Terraform state: 13 accounts, 6 organizational units, 9 policies, 10 attachments\nDifferences\n {2}The Terraform state says name "Audit" for the account "Audit"/);
  expect(stdout.indexOf('Differences')).toBeLessThan(stdout.indexOf('Written'));
  expect(stdout).toContain('Rehearsed  The first deployment only writes owner tags');
  expect(rowsOf('accounts', 'accounts').map(({ name }) => name)).toContain('Audit 2');
  expect(rowsOf('policies', 'policies').map(({ key }) => key)).toEqual(['backup', 'deny-leave', 'no-root', 'pci-only', 'protect-trail', 'rcp-tls', 'region-lock', 'sandbox-limits', 'tags']);
});

test('init tells who else writes, and the steps of the hand-over, in the README and on standard error', () => {
  const organization = completeOrganization(readFixture('edge-alias-tainted.tfstate'));
  const { status, stderr } = cdkOrg('init', join(work, 'app'), '--organization', snapshot(organization), '--from', join(FIXTURES, 'edge-alias-tainted.tfstate'), '--no-check');
  expect(status).toBe(0);
  expect(stderr).toContain('cdk-org: Terraform writes to this organization too. Hand it over before both change the same resource (HANDOVER.md):\ncdk-org:   1. Stop the pipelines');
  expect(stderr).toContain('cdk-org: Warning: module.acct["b"].aws_organizations_account.this is tainted');
  expect(fileOf('README.md')).toContain('## Hand over from Terraform\n\nTerraform writes to this organization too, until it is handed over. [HANDOVER.md](HANDOVER.md) has the details.\n\n1. Stop the pipelines');
  const handOver = fileOf('HANDOVER.md');
  expect(handOver).toContain('- team-a (266034863360): edge-alias-tainted.tfstate module.acct\\["a"\\].aws\\_organizations\\_account.this\n');
  expect(handOver).toContain('removed {\n  from = module.acct.aws_organizations_account.this\n  lifecycle {\n    destroy = false\n  }\n}\n');
});

test('init reads a folder of Landing Zone Accelerator, and its descriptions come with the rows', () => {
  for (const [path, text] of Object.entries(LANDING_ZONE)) write(`config/${path}`, text);
  write('config/node_modules/other/organization-config.yaml', LANDING_ZONE['organization-config.yaml']);
  const { status, stdout } = cdkOrg('init', join(work, 'app'), '--organization', snapshot(organizationLike(read(LANDING_ZONE))), '--from', join(work, 'config'), '--no-check');
  expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('Read  the Landing Zone Accelerator configuration: 4 accounts, 9 organizational units, 4 policies') });
  expect(stdout).toContain('Not carried over\n  organization-config.yaml:11 OU Alone/Below: ');
  expect(fileOf('HANDOVER.md')).toMatch(/\(020000000002\): accounts-config\.yaml:\d+ account Network – The account of the network\n/);
});

test('init gives the same files in a second run', () => {
  const file = snapshot(organizationLike(read({ 'organization.yml': ORG_FORMATION })));
  const texts = ['one', 'two'].map((name) => {
    const from = write(`${name}/organization.yml`, ORG_FORMATION);
    expect(cdkOrg('init', join(work, `app-${name}`), '--organization', file, '--from', from, '--no-check').status).toBe(0);
    return ['README.md', 'HANDOVER.md'].map((path) => readFileSync(join(work, `app-${name}`, path), 'utf8'));
  });
  expect(texts[1]).toEqual(texts[0]);
});

test('init takes a Terraform state alone with --offline, and says that the organization was not read', () => {
  const { status, stdout, stderr } = cdkOrg('init', join(work, 'app'), '--from', join(FIXTURES, 'edge-alias-tainted.tfstate'), '--offline');
  expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining('cdk-org: The organization was not read. The app and its proof say what the Terraform state says; FullAWSAccess counts as attached everywhere.') });
  expect(stdout).toContain('Rehearsed  The first deployment only writes owner tags');
});

test('init refuses other formats with --offline, says how to take a snapshot, and writes nothing', () => {
  const { status, stderr } = cdkOrg('init', join(work, 'app'), '--from', write('organization.yml', ORG_FORMATION), '--offline');
  expect(status).toBe(1);
  expect(stderr).toBe('cdk-org: The organization has to be read, because the org-formation template does not have all IDs of AWS. Run "cdk-org snapshot --output organization.json" with read access to the organization, and give --organization organization.json in place of --offline.\n');
  expect(existsSync(join(work, 'app'))).toBe(false);
});

test.each([
  ['--offline without --from', ['--offline'], '--offline needs a Terraform state to read in place of the organization. Give --from, or leave --offline out.'],
  ['--offline beside a snapshot', ['--from', STATE, '--offline', '--organization', 'organization.json'], '--offline reads no organization, and one is given: organization.json. Leave one of them out.'],
  ['--offline beside a connection', ['--from', STATE, '--offline', '--profile', 'x'], 'Given: --profile x. Leave --offline out, or leave this out.'],
  ['a path that does not exist', ['--from', 'none'], 'This path does not exist: none. Give the file or the folder that the other tool reads or writes.'],
  ['a file of no format', ['--from', join(__dirname, 'run-cdk-org.ts')], 'No format is recognized: '],
])('init refuses %s', (_, options, message) => {
  const { status, stderr } = cdkOrg('init', join(work, 'app'), ...options);
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(message) });
  expect(existsSync(join(work, 'app'))).toBe(false);
});

test('names of another tool neither write to the terminal nor break out of the Markdown', () => {
  const hostile = ORG_FORMATION.replace('  Prod:\n', '  "Prod\\e[31m](x)\\n# Title":\n');
  const { stdout } = cdkOrg('init', join(work, 'app'), '--organization', snapshot(organizationLike(read({ 'o.yml': hostile }))), '--from', write('o.yml', hostile), '--no-check');
  expect(stdout).not.toContain('\u001b[31m');
  expect(fileOf('HANDOVER.md')).toContain('Prod\\\\u001b\\[31m\\](x)\\\\u000a\\# Title');
  expect(fileOf('HANDOVER.md')).not.toContain('\n# Title');
});
