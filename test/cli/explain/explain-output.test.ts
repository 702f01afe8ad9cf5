import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import type { Organization } from '../../../src/model';
import { account, attached, denies, FULL, organization, policy, RCP_FULL, unit } from '../../model/access/small-organization';

jest.setTimeout(120_000);

const ROOT = join(__dirname, '..', '..', '..');
const CLI = join(ROOT, 'bin', 'cdk-org');
const SESSION = 'arn:aws:sts::100000000001:assumed-role/Admin/anna';

let work: string;
beforeAll(() => { work = mkdtempSync(join(tmpdir(), 'cdk-org-output-')); });
afterAll(() => rmSync(work, { recursive: true, force: true }));

function snapshot(name: string, value: Organization): string {
  const file = join(work, `${name}.json`);
  writeFileSync(file, JSON.stringify({ format: 'cdk-org-snapshot/1', takenAt: '2026-01-01T00:00:00.000Z', organization: value }));
  return file;
}

function explain(source: string, ...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [CLI, 'explain', source, ...args], { encoding: 'utf8', maxBuffer: 2 ** 28 });
}

const noBuckets = policy('no-buckets', denies({ Sid: 'NoBuckets', Action: 's3:DeleteBucket', Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/platform/*' } } }));
const backup = policy('backup', { plans: { daily: { regions: { '@@assign': 'eu-west-1' } } } }, 'BACKUP_POLICY');
const ACCOUNTS = Array.from({ length: 10_000 }, (_, index) => account(`workload-account-number-${index}`, String(100_000_000_000 + index), [FULL, RCP_FULL]));

const small = () => snapshot('small', organization({
  attachedPolicies: [FULL, RCP_FULL, attached(noBuckets), attached(backup)],
  organizationalUnits: [unit('Workloads', 'ou-ab12-11111111', { attachedPolicies: [FULL, RCP_FULL], accounts: ACCOUNTS.slice(1, 3) })],
}, { policies: [noBuckets, backup], policyTypes: ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY', 'BACKUP_POLICY'] }));

const large = () => {
  const inUnits = (from: number, to: number) => ({ attachedPolicies: [FULL, RCP_FULL], accounts: ACCOUNTS.slice(from, to) });
  return snapshot('large', organization({
    attachedPolicies: [FULL, RCP_FULL],
    accounts: ACCOUNTS.slice(9_990),
    organizationalUnits: [
      unit('Workloads', 'ou-ab12-11111111', {
        attachedPolicies: [FULL, RCP_FULL],
        organizationalUnits: [
          unit('Prod', 'ou-ab12-22222222', { ...inUnits(0, 6_000), attachedPolicies: [FULL, RCP_FULL, attached(noBuckets)] }),
          unit('Test', 'ou-ab12-33333333', inUnits(6_000, 9_000)),
        ],
      }),
      unit('Sandbox', 'ou-ab12-44444444', {
        ...inUnits(9_000, 9_990),
        accounts: ACCOUNTS.slice(9_000, 9_990).map((each, index) => (
          index < 40 ? { ...each, attachedPolicies: [...each.attachedPolicies, attached(noBuckets)] } : each)),
      }),
    ],
  }, { policies: [noBuckets], policyTypes: ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] }));
};

const ONE = ['--account', 'workload-account-number-1'];
const GET = ['--action', 's3:GetObject', '--resource', 'arn:aws:s3:::b/k'];
const DELETE = ['--action', 's3:DeleteBucket', '--resource', 'arn:aws:s3:::b'];

describe('one account', () => {
  test('ALLOWED says in one line that IAM must allow the request as well', () => {
    const { stdout } = explain(small(), ...ONE, ...GET, '--principal', 'role/Dev');
    expect(stdout.split('\n').slice(0, 2)).toEqual([
      'ALLOWED  s3:GetObject in Workloads/workload-account-number-1 100000000001', '  IAM must allow it as well: this is what the organization permits at most.',
    ]);
  });

  test.each([
    ['root', undefined],
    ['config.amazonaws.com', '  The policy of the resource must allow it as well: this is what the organization permits at most.'],
    ['*', '  The policy of the resource must allow it as well: this is what the organization permits at most.'],
  ])('ALLOWED for %s says who else must allow it', (principal, line) => {
    const { stdout, status } = explain(small(), ...ONE, ...GET, '--principal', principal);
    expect([status, stdout.split('\n').find((text) => text.includes('must allow'))]).toEqual([0, line]);
  });

  test('ALLOWED with an identity-based policy is the whole answer', () => {
    const file = join(work, 'own.json');
    writeFileSync(file, JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] }));
    expect(explain(small(), ...ONE, ...GET, '--principal', 'role/Dev', '--identity-policy', file).stdout).not.toContain('must allow');
    expect(explain(small(), ...ONE, ...GET, '--principal', 'root', '--identity-policy', file)).toMatchObject({
      status: 1,
      stdout: '',
      stderr: 'cdk-org: The root user has no identity-based policies (given: arn:aws:iam::100000000001:root). '
        + 'Leave the identity-based policy out, or name a user or a role.\n',
    });
  });

  test('a line that repeats on every level is printed once', () => {
    const { stdout } = explain(small(), ...ONE, ...DELETE, '--principal', 'role/Dev');
    expect(stdout).toMatch(/^SCP {2}root +denies +no-buckets: NoBuckets$/m);
    expect(stdout.match(/^RCP .*$/gm)).toEqual([expect.stringMatching(/^RCP {2}every level +allows {2}RCPFullAWSAccess: Statement\[0\]$/)]);
  });

  test('a session is answered but for the path of its role, with advice that fits', () => {
    const { stdout, status } = explain(small(), ...ONE, ...DELETE, '--principal', SESSION);
    expect(status).toBe(3);
    expect(stdout).toContain('\nDENIED unless the role Admin has a path.\n');
    expect(stdout).toContain('\n  the path of the role Admin  --principal role/<path>/Admin\n');
  });

  test('a session of another account gets advice with the account in it', () => {
    const { stdout } = explain(small(), '--account', 'workload-account-number-2', ...DELETE, '--principal', SESSION);
    expect(stdout).toContain('--principal arn:aws:iam::100000000001:role/<path>/Admin\n');
  });

  test('a key can be present and empty', () => {
    const { stdout } = explain(small(), ...ONE, ...GET, '--context', 'aws:RequestTag/a=""', 'aws:RequestTag/b=', '--json');
    expect(JSON.parse(stdout).answers[0].request.context).toMatchObject({ 'aws:RequestTag/a': '', 'aws:RequestTag/b': null });
  });

  test('--effective reports documents that the service would refuse', () => {
    const { stdout } = explain(small(), ...ONE, '--effective', 'BACKUP_POLICY');
    expect(stdout).toContain('  backup at root: the service refuses it: plans.daily.regions ');
    const [{ problems }] = JSON.parse(explain(small(), ...ONE, '--effective', 'BACKUP_POLICY', '--json').stdout).effective;
    expect(problems).toContainEqual(expect.objectContaining({ kind: 'refused', level: 'root', policy: 'backup' }));
  });
});

describe('10,000 accounts', () => {
  test('are told by unit', () => {
    const { stdout } = explain(large(), '--account', 'all', ...DELETE, '--principal', 'role/Dev');
    expect(stdout.length).toBeLessThan(5_000);
    expect(stdout).toContain('DENIED  in 6000 of 10000 accounts\n  Workloads/Prod (all 6,000)\n');
    expect(stdout).toContain('DENIED  in 40 of 10000 accounts\n  40 of 990 directly in Sandbox\n');
    expect(stdout).toContain('\n  Workloads/Test (all 3,000), 950 of 990 directly in Sandbox, all 10 directly in the root\n');
  });

  test('that share a verdict are every account', () => {
    expect(explain(large(), '--account', 'all', ...GET, '--principal', 'role/Dev').stdout).toContain('\n  every account (10,000)\n');
  });

  test('stay below 5 MB as JSON that follows the published schema', () => {
    const { stdout } = explain(large(), '--account', 'all', ...DELETE, '--principal', 'role/Dev', '--json');
    expect(stdout.length).toBeLessThan(5_000_000);
    const { answers, groups, ...rest } = JSON.parse(stdout);
    expect(rest).toMatchObject({ organizationId: 'o-a1b2c3d4e5', warnings: [], request: { action: 's3:DeleteBucket', principal: 'role/Dev' } });
    expect(answers).toHaveLength(10_000);
    expect(groups.map(({ decision, accounts }: any) => [decision, accounts]).sort()).toEqual([['allowed', 3_960], ['denied', 40], ['denied', 6_000]]);
    const inProd = answers.find((each: any) => each.account.path === 'Workloads/Prod/workload-account-number-7');
    expect(inProd).toMatchObject({ decision: 'denied', account: { id: '100000000007' } });
    expect(groups[inProd.group]).toMatchObject({ decision: 'denied', accounts: 6_000, matchedStatements: [{ policy: 'no-buckets', level: 'Workloads/Prod' }] });
    const schema = JSON.parse(readFileSync(join(ROOT, 'docs', 'explain.schema.json'), 'utf8'));
    const validate = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false }).compile(schema);
    validate({ ...rest, groups, answers: answers.slice(0, 100) });
    expect(validate.errors).toBeNull();
  });
});
