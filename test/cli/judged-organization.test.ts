import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { cdkOrg } from './run-cdk-org';
import { type ComparisonOptions, readComparison } from '../../src/cli/diff/comparison';
import { readJudgedOrganization } from '../../src/cli/diff/judged-organization';
import { readSource } from '../../src/cli/sources/organization-source';
import { Account, Organization, OrganizationalUnit } from '../../src/constructs';
import { type Organization as OrganizationValue, SNAPSHOT_FORMAT } from '../../src/model';
import type { ReviewJson } from '../../src/report';
import { attached, FULL_ACCESS, live } from '../model/organizations';
import { record, session } from '../trail/records';

jest.setTimeout(300_000);

const work = mkdtempSync(join(tmpdir(), 'cdk-org-judged-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const DAY = 24 * 60 * 60 * 1000;
const NAMES = ['shop', 'store'];
const deny = (action: string) => ({ Version: '2012-10-17', Statement: { Effect: 'Deny', Action: action, Resource: '*' } });
const GUARDS = ['s3:DeleteBucket', 'ec2:RunInstances'].map((action, index) => live.policy(`aws-guardrails-${index}`, deny(action)));

/** Two adopted units and two adopted accounts, which are in one of the units. */
function synthesized(home: 'Dev' | 'Prod', account: string | null = '999988887777'): string {
  const app = new App({ outdir: mkdtempSync(join(work, 'out-')), analyticsReporting: false });
  const stack = new Stack(app, 'Small', account === null ? {} : { env: { account, region: 'us-east-1' } });
  const { root } = new Organization(stack, 'Organization', { adopt: true });
  const unit = (name: string) => new OrganizationalUnit(stack, name, { parent: root, organizationalUnitName: name, adopt: true });
  const units = { Dev: unit('Dev'), Prod: unit('Prod') };
  for (const name of NAMES) new Account(stack, name, { parent: units[home], accountName: name, email: `${name}@example.com`, adopt: true });
  return app.synth().directory;
}

/** The accounts are in Prod, to which policies of AWS Control Tower are attached. */
const found: OrganizationValue = live.organization({
  root: {
    attachedPolicies: [FULL_ACCESS],
    accounts: [live.account('management', 99, { id: '999988887777' })],
    organizationalUnits: [
      live.unit('Dev', 1, { attachedPolicies: [FULL_ACCESS] }),
      live.unit('Prod', 2, {
        attachedPolicies: [FULL_ACCESS, ...GUARDS.map(attached)],
        accounts: NAMES.map((name, index) => live.account(name, index + 1, { attachedPolicies: [FULL_ACCESS] })),
      }),
    ],
  },
  policies: GUARDS,
  more: { policyTypes: ['SERVICE_CONTROL_POLICY'] },
});

function snapshot(name: string, takenAt: string, organization = found): string {
  const file = join(work, name);
  writeFileSync(file, JSON.stringify({ format: SNAPSHOT_FORMAT, takenAt, organization }));
  return file;
}

const daysAgo = (days: number) => new Date(Date.now() - days * DAY).toISOString();
const [base, head] = [synthesized('Prod'), synthesized('Dev')];

test('recorded calls of accounts of the code are replayed in the organization, and those that the moves allow are new access', () => {
  const trail = join(work, 'trail.json');
  const call = (accountId: string) => record('ec2', 'TerminateInstances', { recipientAccountId: accountId, userIdentity: session('Deploy', accountId) });
  const refused = (accountId: string) => record('s3', 'DeleteBucket', {
    recipientAccountId: accountId, userIdentity: session('Deploy', accountId), errorCode: 'AccessDenied', requestParameters: { bucketName: 'records' },
  });
  writeFileSync(trail, JSON.stringify(['111122223301', '111122223302', '111122223302'].flatMap((id) => [call(id), refused(id)])));
  const file = snapshot('replayed.json', daysAgo(1));
  const { status, stdout, stderr } = cdkOrg('diff', base, head, '--organization', file, '--replay', trail, '--format', 'json', '--fail-on', 'new-access');
  const { records, calls, newlyDenied, newlyAllowed, unmapped, principals } = JSON.parse(stdout).replay;
  expect({ records, calls, newlyDenied, newlyAllowed, unmapped }).toEqual({
    records: 6, calls: 6, newlyDenied: { atLeast: 0, atMost: 0 }, newlyAllowed: { atLeast: 3, atMost: 3 }, unmapped: [],
  });
  expect(principals.map(({ account, accountId }: { account: string; accountId: string }) => [account, accountId])).toEqual([['Dev/store', '111122223302'], ['Dev/shop', '111122223301']]);
  expect(status).toBe(1);
  expect(stderr).toMatch(/3 calls would newly be allowed \(--fail-on new-access\):\n {2}role\/Deploy in Dev\/store \(111122223302\): newly allowed s3:DeleteBucket: 2 calls, 2 of them refused when recorded/);
  expect(stderr).toMatch(/2 accounts can do what was denied \(--fail-on new-access\):\n {2}2 accounts in Root\/Dev: more requests pass for /);
});

test('moves out of a unit with policies of others fail the gate, and the review says why', () => {
  const file = snapshot('fresh.json', daysAgo(1));
  const { status, stdout, stderr } = cdkOrg('diff', base, head, '--organization', file, '--fail-on', 'loosens');
  expect([status, stderr]).toEqual([1, expect.stringContaining('2 changes of the level "loosens" (--fail-on loosens):')]);
  expect(stdout).toContain('2 accounts can do more than before');
  expect(stdout).toContain('aws-guardrails-0');
  expect(stdout).toMatch(/Judged in the organization of \d{4}-\d\d-\d\d, with the policies and accounts that the code does not list\./);
});

test('without a snapshot the moves may loosen, and with a stale one too, with a warning', () => {
  const review = (...args: string[]) => {
    const { stdout } = cdkOrg('diff', base, head, '--format', 'json', '--output', join(work, 'review.txt'), ...args);
    return JSON.parse(stdout) as ReviewJson;
  };
  expect(review().counts.byRisk).toMatchObject({ loosens: 2 });
  const bare = found.root.organizationalUnits.map((unit) => ({ ...unit, attachedPolicies: [FULL_ACCESS] }));
  const same = snapshot('stale.json', daysAgo(8), { ...found, root: { ...found.root, organizationalUnits: bare } });
  expect(review('--organization', same)).toMatchObject({ counts: { byRisk: { loosens: 2 } }, judgedIn: { ageInDays: 8, isStale: true } });
  expect(review('--organization', same, '--max-age', '9')).toMatchObject({ counts: { byRisk: { loosens: 0, neutral: 2 } }, judgedIn: { isStale: false } });
  expect(cdkOrg('diff', base, head, '--organization', same).stdout).toContain('Warning: The snapshot is 8 days old.');
  expect(cdkOrg('diff', base, head, '--organization', same, '--format', 'markdown').stdout).toContain('> [!WARNING]\n> The snapshot is 8 days old\\.');
});

test('what the code does not name is listed with the reason why it may stay outside', () => {
  const file = snapshot('outside.json', daysAgo(1));
  const expected = [
    '  2 policies (they may stay: AWS Control Tower manages them): aws-guardrails-0, aws-guardrails-1',
    '  2 attachments (they may stay: AWS Control Tower manages them): aws-guardrails-0 at Root/Prod, aws-guardrails-1 at Root/Prod',
    '  1 account (it may stay: service control policies do not apply to it): Root/management',
  ];
  for (const args of [[file, base], [base, head, '--organization', file]]) {
    const { stdout } = cdkOrg('diff', ...args, '--outside');
    for (const line of expected) expect(stdout).toContain(line);
  }
  const { status, stderr } = cdkOrg('diff', base, head, '--outside');
  expect([status, stderr]).toEqual([1, expect.stringMatching(/is compared with.*Given: --outside\. Give --live or --organization and code, or leave it out\./s)]);
});

test('what the deployment itself takes away is not listed as outside the code', () => {
  const limits = ['limits', 'by-hand'].map((name) => live.policy(name, deny('sqs:*')));
  const [dev, prod] = found.root.organizationalUnits;
  const tags = { 'cdk-aws-organizations:owner': 'Small@us-east-1/adopted', 'cdk-aws-organizations:attached/Small@us-east-1': `found:${limits[0].id}` };
  const units = [dev, { ...prod, tags, attachedPolicies: [FULL_ACCESS, ...limits.map(attached)] }];
  const file = snapshot('taken.json', daysAgo(1), { ...found, root: { ...found.root, organizationalUnits: units }, policies: limits });
  const { stdout } = cdkOrg('diff', file, base, '--outside');
  expect(stdout).toContain('limits is detached from organizational unit Prod');
  expect(stdout).toContain('by-hand at Root/Prod');
  expect(stdout).not.toContain('limits at Root/Prod');
});

describe('a snapshot that cannot be used is refused', () => {
  const comparison = (before: string, after: string, options: Partial<ComparisonOptions>) => (
    readComparison(before, after, { format: 'text', impact: true, ...options } as ComparisonOptions));

  test('of another organization, unless the account of the code is not known', async () => {
    const file = snapshot('other.json', daysAgo(1), { ...found, managementAccountId: '111111111111', root: { ...found.root, accounts: [] } });
    const read = async (account: string | null) => {
      const sources = await Promise.all([synthesized('Prod', account), synthesized('Dev', account)].map((path) => readSource(path)));
      return readJudgedOrganization(sources[0], sources[1], { organization: file });
    };
    await expect(read('999988887777')).rejects.toThrow(/This snapshot is of another organization.*Given: .*other\.json, and the account 999988887777\. Give a snapshot/);
    expect(await read(null)).toMatchObject({ isStale: false });
  });

  test.each(['yesterday', new Date(Date.now() + 3 * DAY).toISOString()])('taken at the time %s', async (takenAt) => {
    await expect(comparison(base, head, { organization: snapshot('time.json', takenAt) })).rejects.toThrow(`Given: ${takenAt}. Take one with "cdk-org snapshot".`);
  });

  test('without email addresses, by which code finds its accounts', async () => {
    const redacted = JSON.parse(JSON.stringify(found).replace(/"email":"[^"]+"/g, '"email":"1@redacted.invalid"')) as OrganizationValue;
    await expect(comparison(base, head, { organization: snapshot('redacted.json', daysAgo(1), redacted) })).rejects.toThrow('no email addresses');
  });

  test('with what is no code on one side, and an age without a snapshot', async () => {
    const file = snapshot('side.json', daysAgo(1));
    await expect(comparison(file, head, { organization: file })).rejects.toThrow('Two versions of code are judged in an organization');
    await expect(comparison(base, head, { organization: base })).rejects.toThrow('This is no snapshot');
    await expect(comparison(base, head, { maxAge: 3 })).rejects.toThrow('Given: --max-age 3. Give --organization as well, or leave it out.');
  });
});
