import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cdkOrg, cdkOrgWith } from './run-cdk-org';
import { EXAMPLE, organizationByHand } from '../../scripts/brownfield/by-hand';
import { SNAPSHOT_FORMAT } from '../../src/model';
import { attachment, DENY_LEAVING, liveOrganization, member, policyWith, unitWith } from '../init/live-organization';

jest.setTimeout(300_000);

const ROOT = join(__dirname, '..', '..');
/** A written app runs with the compiled package. */
const BROWNFIELD = join(ROOT, 'examples', 'typescript', 'brownfield', 'organization.json');

let work: string;
beforeEach(() => { work = mkdtempSync(join(tmpdir(), 'init-')); });
afterEach(() => rmSync(work, { recursive: true, force: true }));

function filesBelow(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(names.map(({ parentPath, name }) => join(parentPath, name)).sort()
    .map((file) => [file.slice(folder.length + 1), readFileSync(file, 'utf8')]));
}

test('init writes the example of 15 units and 40 accounts, and proves that the first deployment only writes owner tags', () => {
  const state = join(work, 'state.json');
  writeFileSync(state, JSON.stringify(organizationByHand(EXAMPLE)));
  const { status, stdout, stderr } = cdkOrg('init', join(work, 'app'), '--simulator-state', state);
  expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining('Others write to this organization too. AWS Control Tower') });
  expect(stdout).toContain('40 accounts, 15 organizational units, 5 policies');
  expect(stdout).toContain('  1 account (it is closed, and AWS removes it after 90 days): Suspended/shop-archive');
  expect(stdout).toContain('Compared  The code says what was read. It takes over 60 accounts, organizational units and policies.');
  expect(stdout).toContain('Rehearsed  The first deployment only writes owner tags: TagResource 67.');
});

test('init gives the same files in a second run', () => {
  const folders = ['one', 'two'].map((name) => join(work, name));
  for (const folder of folders) expect(cdkOrg('init', folder, '--organization', BROWNFIELD, '--no-check').status).toBe(0);
  const [one, two] = folders.map(filesBelow);
  expect(Object.keys(one)).toContain('data/accounts.json');
  expect(two).toEqual(one);
});

test('init writes into a folder that has only a repository', () => {
  mkdirSync(join(work, 'app', '.git'), { recursive: true });
  expect(cdkOrg('init', join(work, 'app'), '--organization', BROWNFIELD, '--no-check').status).toBe(0);
});

test('init refuses a folder that is not empty, and names a file', () => {
  writeFileSync(join(work, 'cdk.json'), '{}');
  const { status, stderr } = cdkOrg('init', work, '--organization', BROWNFIELD);
  expect(status).toBe(1);
  expect(stderr).toBe(`cdk-org: The folder is not empty: ${join(work, 'cdk.json')} is in it. "cdk-org init" overwrites nothing. Give a new folder, or an empty one.\n`);
  expect(readdirSync(work)).toEqual(['cdk.json']);
});

test('init in Python says what to do where no Python with the packages is found, and leaves the app', () => {
  const app = join(work, 'app');
  const { status, stderr } = cdkOrgWith({ PATH: work }, 'init', app, '--organization', BROWNFIELD, '--language', 'python');
  expect(status).toBe(1);
  expect(stderr).toContain('The app is written, but not checked: no python3 with aws-cdk-lib, constructs and cdk-aws-organizations is found');
  expect(stderr).toContain('Run "python3 -m venv .venv && . .venv/bin/activate && pip install -r requirements.txt" there, then "npx cdk synth"');
  expect(Object.keys(filesBelow(app))).toContain('organization/organization_stack.py');
});

test('init writes beside a virtual environment, and names the languages that it knows', () => {
  mkdirSync(join(work, 'app', '.venv'), { recursive: true });
  expect(cdkOrg('init', join(work, 'app'), '--organization', BROWNFIELD, '--language', 'python', '--no-check').status).toBe(0);
  expect(cdkOrg('init', join(work, 'go'), '--organization', BROWNFIELD, '--language', 'go').stderr).toContain('Allowed choices are typescript, python.');
  expect(existsSync(join(work, 'go'))).toBe(false);
});

test('init writes the accounts of a path without those of a tag, and says what it left out', () => {
  const patterns = ['--include', 'Sandbox/**', '--include', 'Security/**', '--exclude', 'Sandbox/sandbox-alice'];
  const { status, stdout, stderr } = cdkOrg('init', join(work, 'app'), '--organization', BROWNFIELD, '--no-check', ...patterns);
  expect({ status, stderr }).toEqual({ status: 0, stderr: expect.any(String) });
  expect(stdout).toContain('1 account (--exclude Sandbox/sandbox-alice names it): Sandbox/sandbox-alice');
  const { accounts } = JSON.parse(readFileSync(join(work, 'app', 'data', 'accounts.json'), 'utf8')) as { accounts: { name: string }[] };
  expect(accounts.map(({ name }) => name)).toEqual(expect.arrayContaining(['sandbox-bob', 'sandbox-carol']));
  expect(accounts.map(({ name }) => name)).not.toContain('sandbox-alice');
});

test('init refuses a pattern that names nothing, and writes nothing', () => {
  const { status, stderr } = cdkOrg('init', join(work, 'app'), '--organization', BROWNFIELD, '--include', 'Sandbx/**');
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('No account and no organizational unit matches --include (given: Sandbx/**). Write names') });
  expect(existsSync(join(work, 'app'))).toBe(false);
});

test('init refuses two organizations, and options of a connection beside a file', () => {
  const app = join(work, 'app');
  expect(cdkOrg('init', app, '--organization', BROWNFIELD, '--simulator-state', BROWNFIELD).stderr).toContain('Two organizations are given: --organization');
  expect(cdkOrg('init', app, '--organization', BROWNFIELD, '--profile', 'x').stderr).toContain('Given: --profile x.');
  expect(existsSync(app)).toBe(false);
});

test('init refuses to resume the reading of a file', () => {
  const { status, stderr } = cdkOrg('init', join(work, 'app'), '--organization', BROWNFIELD, '--resume', join(work, 'reading'));
  expect({ status, stderr }).toEqual({ status: 1, stderr: `cdk-org: Only the reading of a live organization can be interrupted, and this is a file: ${BROWNFIELD} (given: --resume ${join(work, 'reading')}). Leave one of them out.\n` });
});

test('init says that nothing of an organization that others own is in the app, and what to do', () => {
  const OWNED = { 'cdk-aws-organizations:owner': 'Other@eu-west-1' };
  const policies = [1, 2].map((digit) => policyWith(digit, `theirs-${digit}`, [DENY_LEAVING], { tags: OWNED }));
  const organization = liveOrganization({
    organizationalUnits: [1, 2].map((digit) => unitWith(digit, `Theirs ${digit}`, { tags: OWNED, accounts: [member(digit, `theirs-${digit}`, { tags: OWNED })] })),
  }, { policies });
  const file = join(work, 'organization.json');
  writeFileSync(file, JSON.stringify({ format: SNAPSHOT_FORMAT, takenAt: '2026-11-24T12:00:00.000Z', organization }));
  const { status, stdout, stderr } = cdkOrg('init', join(work, 'app'), '--organization', file, '--no-check');
  expect(status).toBe(0);
  expect(stdout).toContain('2 accounts (the stack Other@eu-west-1 of this library owns it): Theirs 1/theirs-1 (200000000001), Theirs 2/theirs-2 (200000000002)');
  expect(stderr).toContain('cdk-org: The app manages no account, no organizational unit and no policy: all of them are left out for the reasons above. Remove an owner tag');
});

test('init says that an organization with only its management account gives no rows', () => {
  const file = join(work, 'organization.json');
  writeFileSync(file, JSON.stringify({ format: SNAPSHOT_FORMAT, takenAt: '2026-11-24T12:00:00.000Z', organization: liveOrganization({}) }));
  const { status, stderr } = cdkOrg('init', join(work, 'app'), '--organization', file, '--no-check');
  expect({ status, stderr }).toEqual({
    status: 0,
    stderr: 'cdk-org: The organization has only its management account, so the app has no rows yet. Add the row of a new account to data/accounts.json, as README.md says.\n',
  });
});

test('init writes guardrails and typed policies as code, and documents on request', () => {
  const guarded = policyWith(1, 'Leaving', [{ Sid: 'DenyLeavingOrganization', Effect: 'Deny', Action: ['organizations:AcceptHandshake', 'organizations:LeaveOrganization'], Resource: '*' }]);
  const [attached, other] = [guarded, policyWith(2, 'Own', [DENY_LEAVING])];
  const file = join(work, 'organization.json');
  const organization = liveOrganization({ organizationalUnits: [unitWith(1, 'Prod', { attachedPolicies: [attached, other].map(attachment) })] }, { policies: [attached, other] });
  writeFileSync(file, JSON.stringify({ format: SNAPSHOT_FORMAT, takenAt: '2026-11-24T12:00:00.000Z', organization }));
  const [code, documents] = [[], ['--documents']].map((more, index) => {
    const app = join(work, `app-${index}`);
    expect(cdkOrg('init', app, '--organization', file, '--no-check', ...more).status).toBe(0);
    return filesBelow(app);
  });
  expect(code['lib/policies.ts']).toContain('guardrails: [AccountGuardrails.denyLeavingOrganization()],');
  expect(Object.keys(code).filter((path) => path.startsWith('policies/'))).toEqual(['policies/own.json']);
  expect(Object.keys(documents).filter((path) => path.startsWith('policies/'))).toEqual(['policies/leaving.json', 'policies/own.json']);
  expect(documents).not.toHaveProperty('lib/policies.ts');
});

test('init refuses a snapshot without email addresses', () => {
  const file = join(work, 'redacted.json');
  writeFileSync(file, readFileSync(BROWNFIELD, 'utf8').replace(/aws\+[\w-]+@example\.com/g, '1@redacted.invalid'));
  expect(cdkOrg('init', join(work, 'app'), '--organization', file).stderr).toContain('This snapshot has no email addresses');
});

test('init exits with 1 and the message of the app where its code is refused', () => {
  const policies = Array.from({ length: 12 }, (_, index) => policyWith(index, `stay-${index}`, [DENY_LEAVING]));
  const organization = liveOrganization({ organizationalUnits: [unitWith(1, 'Full', { attachedPolicies: policies.map(attachment) })] }, { policies });
  const file = join(work, 'organization.json');
  writeFileSync(file, JSON.stringify({ format: SNAPSHOT_FORMAT, takenAt: '2026-11-24T12:00:00.000Z', organization }));
  const { status, stdout, stderr } = cdkOrg('init', join(work, 'app'), '--organization', file);
  expect(status).toBe(1);
  expect(stdout).toContain('Written');
  expect(stderr).toContain('The app is written, but does not synthesize. Given: ');
  expect(stderr).toContain('Unit-ou-root-00000001');
});
