import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { COMPLETED, type IamStandIn, type StandInOptions, startIamStandIn } from './iam-stand-in';
import { type Organization, SNAPSHOT_FORMAT } from '../../../src/model';
import { account, attached, denies, FULL, organization, policy, unit } from '../../model/access/small-organization';
import { CLI, type Ended } from '../run-cdk-org';

jest.setTimeout(120_000);

const [SHOP, BANK, OLD, LAB] = ['111111111111', '222222222222', '333333333333', '444444444444'];
const pathOf = (id: string) => `o-a1b2c3d4e5/r-ab12/ou-ab12-aaaaaaaa/${id}`;
const POLICIES = [
  policy('deletions', denies({ Sid: 'Deletions', Action: ['s3:Delete*', 'rds:DeleteDBInstance', 'kms:ScheduleKeyDeletion'] })),
  policy('regions', denies({ Sid: 'Regions', Action: 'sqs:*', Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } } })),
];
const REPORTS: StandInOptions['reports'] = {
  [pathOf(SHOP)]: {
    inProgress: 2,
    services: [['ec2', '2026-11-29T00:00:00Z', 'eu-west-1'], ['kms'], ['s3', '2026-11-28T05:00:00Z', 'us-west-2'], ['sqs', '2026-11-30T05:30:00Z', 'eu-west-1']],
  },
  [pathOf(BANK)]: { services: [['kms'], ['rds'], ['s3'], ['sqs']] },
  [pathOf(LAB)]: { failsWith: ['SCP_NOT_ENABLED', 'service control policies are not enabled'] },
};

let work: string;
const standIns: IamStandIn[] = [];

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'cdk-org-last-accessed-'));
  written('before.json', state([]));
  written('after.json', state(POLICIES));
});
afterEach(async () => Promise.all(standIns.splice(0).map((each) => each.close())));
afterAll(() => rmSync(work, { recursive: true, force: true }));

function state(added: typeof POLICIES): Organization {
  const accounts = [account('shop', SHOP), account('bank', BANK), { ...account('old', OLD), state: 'SUSPENDED' }, account('lab', LAB)];
  return organization({
    accounts: [account('management', '999999999999')],
    organizationalUnits: [unit('Work', 'ou-ab12-aaaaaaaa', { attachedPolicies: [FULL, ...added.map(attached)], accounts })],
  }, { policies: POLICIES });
}

function written(name: string, value: Organization): void {
  writeFileSync(join(work, name), JSON.stringify({ format: SNAPSHOT_FORMAT, takenAt: '2026-11-30T00:00:00Z', organization: value }));
}

interface Run extends Ended {
  readonly calls: IamStandIn['calls'];
}

async function diff(
  { compared = ['before.json', 'after.json'], ...options }: StandInOptions & { readonly compared?: readonly string[] }, ...args: string[]
): Promise<Run> {
  const standIn = await startIamStandIn(options);
  standIns.push(standIn);
  const env = {
    PATH: process.env.PATH, HOME: work, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL_IAM: standIn.url,
  };
  const child = spawn(process.execPath, [CLI, 'diff', ...compared, ...args], { cwd: work, env });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) child[name].on('data', (chunk) => { output[name] += chunk; });
  const status = await new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? -1)));
  return { status, ...output, calls: standIn.calls };
}

const NOTE = 'IAM reports by service, not by action, and counts refused attempts: this is the most that the change can stop. '
  + 'Calls of other accounts to resources of an account are not in it. The tracking period is 400 days or more; recent use appears within four hours.';

test('a review says when each account last used the services of newly denied actions, and keeps the answers', async () => {
  const run = await diff({ reports: REPORTS, itemsPerPage: 2 }, '--last-accessed', 'iam', '--save-last-accessed', 'reports.json');
  const lines = [
    'Last use of newly denied services (reports of 2026-11-30): 1 of 4 accounts used a service of which actions are newly denied, and 2 have no report.',
    '  Root/Work/shop (111111111111)',
    expect.stringMatching(/^ {4}sqs: last used 2026-11-30 in eu-west-1, less than a day before the report; \d+ actions may be denied, by conditions: sqs:/),
    expect.stringMatching(/^ {4}s3: last used 2026-11-28 in us-west-2, 2 days before the report; \d+ actions are denied: s3:Delete\*$/),
    '    not used in the tracking period: kms',
    '    not in the report, since policies deny it already or IAM does not track it: rds',
    '  Root/Work/bank (222222222222)',
    '    not used in the tracking period: kms, rds, s3, sqs',
    '  Root/Work/lab (444444444444): the report failed with SCP_NOT_ENABLED (service control policies are not enabled)',
    '  Root/Work/old (333333333333): the account is suspended',
    NOTE,
  ];
  const all = run.stdout.split('\n');
  const from = all.findIndex((line) => line.startsWith('Last use of'));
  expect([run.status, run.stderr, all.slice(from, from + lines.length)]).toEqual([0, '', lines]);
  const started = run.calls.filter(({ operation }) => operation === 'GenerateOrganizationsAccessReport').map(({ input }) => input.EntityPath);
  expect(started.sort()).toEqual([SHOP, BANK, LAB].map(pathOf).sort());
  // Two answers in progress and two pages, two pages, and one failure.
  expect(run.calls.filter(({ operation }) => operation === 'GetOrganizationsAccessReport')).toHaveLength(7);

  // The suspended account is not among them.
  expect(Object.keys(JSON.parse(readFileSync(join(work, 'reports.json'), 'utf8')).reports)).toEqual([SHOP, BANK, LAB]);
  const offline = await diff({}, '--last-accessed', 'reports.json');
  expect([offline.status, offline.stdout, offline.calls]).toEqual([0, run.stdout, []]);
});

test('the comment, the JSON and the page have the same', async () => {
  await diff({ reports: REPORTS }, '--last-accessed', 'iam', '--save-last-accessed', 'kept.json');
  const run = await diff({}, '--last-accessed', 'kept.json', '--format', 'json', '--output', 'review.md', 'review.html');
  expect(run.status).toBe(0);
  const review = JSON.parse(run.stdout);
  const validate = new Ajv2020({ allErrors: true }).compile(JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'docs', 'review.schema.json'), 'utf8')));
  expect([validate(review), validate.errors]).toEqual([true, null]);
  const { reportedAt, accounts, unreported } = review.lastAccessed;
  expect([reportedAt, unreported.length]).toEqual([COMPLETED.replace('Z', '.000Z'), 2]);
  expect(accounts[0]).toMatchObject({
    accountId: SHOP,
    account: 'Root/Work/shop',
    used: [{ service: 'sqs', denied: 0 }, { service: 's3', conditional: 0, actions: ['s3:Delete*'], morePatterns: 0, lastUse: '2026-11-28T05:00:00.000Z', region: 'us-west-2' }],
    unused: ['kms'],
    notReported: ['rds'],
  });
  const comment = readFileSync(join(work, 'review.md'), 'utf8');
  expect(comment).toContain('**Last use of newly denied services** (reports of 2026-11-30): 1 of 4 accounts used a service of which actions are newly denied, and 2 have no report. IAM reports by service');
  expect(comment).toMatch(/\n- `Root\/Work\/shop` \(`111111111111`\)\n {2}- `sqs`: last used `2026-11-30` in `eu-west-1`/);
  expect(readFileSync(join(work, 'review.html'), 'utf8')).toContain('"lastAccessed":{"reportedAt"');
});

test('throttled calls are sent again, also if other reports run', async () => {
  const fails = { GenerateOrganizationsAccessReport: ['Throttling', 'ReportGenerationLimitExceeded'], GetOrganizationsAccessReport: ['Throttling'] };
  const run = await diff({ reports: REPORTS, fails }, '--last-accessed', 'iam', '--format', 'json');
  expect([run.status, JSON.parse(run.stdout).lastAccessed.accounts.length]).toEqual([0, 2]);
});

test('an account of which IAM knows nothing does not stop the others', async () => {
  const run = await diff({ reports: { [pathOf(SHOP)]: REPORTS[pathOf(SHOP)] } }, '--last-accessed', 'iam', '--format', 'json');
  const { accounts, unreported } = JSON.parse(run.stdout).lastAccessed;
  expect([run.status, accounts.map((each: any) => each.accountId)]).toEqual([0, [SHOP]]);
  expect(unreported[0]).toEqual({ accountId: BANK, account: 'Root/Work/bank', reason: `IAM gave no report: NoSuchEntity (no report of ${pathOf(BANK)})` });
});

test('a change that denies nothing asks nothing', async () => {
  const run = await diff({ reports: REPORTS, compared: ['after.json', 'before.json'] }, '--last-accessed', 'iam');
  expect([run.status, run.calls]).toEqual([0, []]);
  expect(run.stdout).toContain('Last use of newly denied services: the change denies no known action in an account.\n');
});

test('refused calls say which credentials are needed', async () => {
  const { status, stdout, stderr } = await diff({ fails: { GenerateOrganizationsAccessReport: Array(4).fill('AccessDenied') } }, '--last-accessed', 'iam');
  expect([status, stdout, stderr]).toEqual([1, '', expect.stringMatching(/iam:GenerateOrganizationsAccessReport was refused with AccessDenied .*Use credentials of the management account with the permission iam:GenerateOrganizationsAccessReport\./)]);
});

test.each<[string, string[], RegExp]>([
  ['a saved file without its source', ['--save-last-accessed', 'x.json'], /Only answers of IAM are saved.*--save-last-accessed x\.json.*Give --last-accessed iam/],
  ['a saved file of a file', ['--last-accessed', 'reports.json', '--save-last-accessed', 'x.json'], /Only answers of IAM are saved/],
  ['a folder that does not exist', ['--last-accessed', 'iam', '--save-last-accessed', 'no/x.json'], /The file cannot be written: no\/x\.json/],
  ['no impact', ['--last-accessed', 'iam', '--no-impact'], /--no-impact does not judge/],
  ['a mask', ['--last-accessed', 'iam', '--replay', 'x', '--mask'], /The last use of services is not masked/],
  ['a file that is not there', ['--last-accessed', 'none.json'], /The file with last accesses cannot be read: none\.json/],
  ['a snapshot', ['--last-accessed', 'before.json'], /its format is not cdk-org-last-accessed\/1 \(given: "cdk-org-snapshot.*Give a file of --save-last-accessed/],
  ['a connection with a file', ['--last-accessed', 'reports.json', '--profile', 'x'], /--profile/],
])('%s is an error that says what to do', async (_title, args, message) => {
  const { status, stdout, stderr } = await diff({}, ...args);
  expect([status, stdout, stderr]).toEqual([1, '', expect.stringMatching(message)]);
});

test.each<[string, object]>([
  ['of no account', { reports: { shop: { JobStatus: 'COMPLETED' } } }],
  ['in progress', { reports: { [SHOP]: { JobStatus: 'IN_PROGRESS' } } }],
  ['with a time that is none', { reports: { [SHOP]: { JobStatus: 'COMPLETED', AccessDetails: [{ ServiceNamespace: 's3', LastAuthenticatedTime: 'yesterday' }] } } }],
  ['without the name of a service', { reports: { [SHOP]: { JobStatus: 'COMPLETED', AccessDetails: [{ ServiceName: 'Amazon S3' }] } } }],
])('a file with a report %s is refused', async (_title, content) => {
  writeFileSync(join(work, 'wrong.json'), JSON.stringify({ format: 'cdk-org-last-accessed/1', savedAt: '2026-11-30T00:00:00Z', ...content }));
  const { status, stderr } = await diff({}, '--last-accessed', 'wrong.json');
  expect([status, stderr]).toEqual([1, expect.stringMatching(/it has a report that is none \(given: "(shop|111111111111)"\)/)]);
});
