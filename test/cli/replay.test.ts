import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import Ajv2020 from 'ajv/dist/2020';
import { App, Stack } from 'aws-cdk-lib';
import { cdkOrg } from './run-cdk-org';
import { Account, Organization as CreatedOrganization, OrganizationalUnit, ServiceControlPolicy, UsageGuardrails } from '../../src';
import { readCloudAssembly } from '../../src/assembly';
import { checkReplay, replayed } from '../../src/cli/diff/replay/replay-option';
import { type Organization, organizationFromAssembly, organizationsOfReview, SNAPSHOT_FORMAT } from '../../src/model';
import { account, attached, denies, FULL, organization, policy, unit } from '../model/access/small-organization';
import { type Json, record, session } from '../trail/records';

jest.setTimeout(120_000);

const ROOT = join(__dirname, '..', '..');
const [SHOP, BANK] = ['111111111111', '222222222222'];
const REGIONS = policy('regions', denies({ Sid: 'OtherRegions', Action: 'ec2:*', Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }));
const FORWARDED = policy('forwarded', denies({ Sid: 'NoForwarding', Action: 's3:*', Condition: { Bool: { 'aws:ViaAWSService': 'true' } } }));

let work: string;
let before: string;
let after: string;

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'cdk-org-replay-'));
  before = snapshot('before.json', []);
  after = snapshot('after.json', [REGIONS, FORWARDED]);
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

function state(added: (typeof REGIONS)[]): Organization {
  return organization({
    accounts: [account('management', '999999999999')],
    organizationalUnits: [
      unit('Shop', 'ou-ab12-aaaaaaaa', { attachedPolicies: [FULL, ...added.map(attached)], accounts: [account('shop', SHOP)] }),
      unit('Bank', 'ou-ab12-bbbbbbbb', { accounts: [account('bank', BANK)] }),
    ],
  }, { policies: [REGIONS, FORWARDED] });
}

function snapshot(name: string, added: (typeof REGIONS)[]): string {
  return written(name, JSON.stringify({ format: SNAPSHOT_FORMAT, takenAt: '2026-11-29T00:00:00Z', organization: state(added) }));
}

function written(name: string, content: string | Buffer): string {
  const path = join(work, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const describeInstances = (region: string, accountId = SHOP, parts: Json = {}) => record('ec2', 'DescribeInstances', {
  awsRegion: region, userIdentity: session('Developer', accountId), recipientAccountId: accountId, ...parts,
});
const RECORDS = [
  describeInstances('us-west-2'), describeInstances('us-west-2', SHOP, { eventTime: '2026-11-25T12:00:00Z' }), describeInstances('eu-west-1'), describeInstances('us-west-2', BANK),
  record('s3', 'ListBuckets', { userIdentity: session('<b>Deploy', SHOP, { invokedBy: 'cloudformation.amazonaws.com' }), recipientAccountId: SHOP }),
  record('signin', 'ConsoleLogin', { eventType: 'AwsConsoleSignIn', recipientAccountId: SHOP }),
];

/** Records in the folders of an organization's trail, with other files beside them. */
function trail(): string {
  const file = (name: string, content: string | Buffer) => written(`bucket/AWSLogs/o-a1b2c3d4e5/${name}`, content);
  file(`${SHOP}/CloudTrail/us-west-2/2026/11/20/${SHOP}_CloudTrail_us-west-2_20261120T1015Z_a.json.gz`, gzipSync(JSON.stringify({ Records: RECORDS.slice(0, 2) })));
  file(`${SHOP}/CloudTrail/eu-west-1/2026/11/20/b.json`, JSON.stringify({ Records: RECORDS.slice(2, 5) }));
  file(`${SHOP}/CloudTrail/eu-west-1/2026/11/20/c.json`, JSON.stringify({ Records: RECORDS.slice(5) }));
  file(`${SHOP}/CloudTrail-Digest/eu-west-1/2026/11/20/d.json.gz`, gzipSync('{"digest":1}'));
  written('bucket/AWSLogs/readme.txt', 'no records');
  return join(work, 'bucket');
}

/** The replay of a source, in this process. */
const replayOf = async (source: string) => replayed(source, { before: state([]), after: state([REGIONS, FORWARDED]) }, {});

function json(...args: string[]): any {
  const { stdout, stderr } = cdkOrg('diff', before, after, '--format', 'json', ...args);
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

test('the trail of an organization, lines, a list, and an export as CSV give the same result', async () => {
  const columns = ['eventSource', 'eventName', 'eventType', 'eventTime', 'awsRegion', 'sourceIPAddress', 'userIdentity', 'recipientAccountId'];
  const cell = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  const rows = RECORDS.map((each) => columns.map((column) => cell(each[column])));
  const csv = [columns.map((column) => column.toLowerCase()), ...rows]
    .map((cells) => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')).join('\n');
  const sources = [trail(), written('lines.jsonl', RECORDS.map((each) => JSON.stringify(each)).join('\n')), written('list.json', JSON.stringify(RECORDS)), written('export.csv', csv),
    written('zipped.csv.gz', gzipSync(csv))];
  const [first, ...others] = await Promise.all(sources.map(replayOf));
  expect(first).toMatchObject({
    records: 6, calls: 5, newlyDenied: { atLeast: 2, atMost: 3 }, newlyAllowed: { atLeast: 0, atMost: 0 }, contradicted: 0,
  });
  for (const other of others) expect(other).toEqual(first);
});

test('the JSON of a review with a replay fits its schema, and holds the whole replay', async () => {
  const validate = new Ajv2020({ allErrors: true }).compile(JSON.parse(readFileSync(join(ROOT, 'docs', 'review.schema.json'), 'utf8')));
  const review = json('--replay', trail());
  expect(validate(review) ? [] : validate.errors).toEqual([]);
  expect(review.replay).toEqual(await replayOf(trail()));
});

test('the text and the comment say who is affected in which unit, and what is open', () => {
  const text = cdkOrg('diff', before, after, '--replay', trail()).stdout;
  expect(text).toContain('The replay: of 5 recorded calls (2026-11-20 to 2026-11-25), 2 to 3 calls that passed would be denied.\n');
  expect(text).toContain([
    '  Shop', `    role/Developer in Shop/shop (${SHOP})`,
    '      newly denied ec2:DescribeInstances: 2 calls, the last 2026-11-25T12:00:00Z', '        by OtherRegions of regions at Shop',
    `    role/<b>Deploy in Shop/shop (${SHOP})`,
    '      newly denied s3:ListAllMyBuckets: 0 to 1 call, the last 2026-11-20T10:15:30Z', '        by NoForwarding of forwarded at Shop; it depends on aws:ViaAWSService', '',
  ].join('\n'));
  expect(text).toContain('1 record of 6 is not judged, for 1 reason.\n  signin.amazonaws.com ConsoleLogin: 1 record, signing in to the console needs no permission of a policy\n');
  const comment = cdkOrg('diff', before, after, '--replay', trail(), '--format', 'markdown').stdout;
  expect(comment).toContain('**Replay**: of 5 recorded calls (2026-11-20 to 2026-11-25), 2 to 3 calls that passed would be denied.');
  expect(comment).toMatch(/<details><summary>Who is affected, by organizational unit<\/summary>\n\n\*\*`Shop`\*\*\n\n- `role\/Developer` in `Shop\/shop` \(`111111111111`\)\n {2}- newly denied `ec2:DescribeInstances`: 2 calls/);
  expect(comment).not.toMatch(/[^`/]<b>/);
});

test('a masked replay shows no account ID and no name of a role', () => {
  const masked = cdkOrg('diff', before, after, '--replay', trail(), '--mask').stdout;
  expect(masked).toContain('role-1 in Shop/shop (account-1)');
  expect(masked).not.toMatch(/Developer|111111111111/);
});

test('a pipeline stops at newly denied use, and goes on without it', () => {
  const run = (source: string, ...args: string[]) => cdkOrg('diff', before, after, '--replay', source, '--fail-on', ...args);
  const stopped = run(trail(), 'newly-denied-use');
  expect(stopped).toMatchObject({ status: 1, stderr: expect.stringMatching(/^cdk-org: 2 to 3 calls that passed would be denied \(--fail-on newly-denied-use\):\n {2}role\/Developer in Shop\/shop \(111111111111\): newly denied ec2:DescribeInstances: 2 calls/) });
  const harmless = written('harmless.json', JSON.stringify([describeInstances('eu-west-1')]));
  expect(run(harmless, 'destroys,newly-denied-use').status).toBe(0);
  expect(run(harmless, 'newly-denied-use,tightens')).toMatchObject({ status: 1, stderr: expect.stringMatching(/of the level "tightens"/) });
});

test('a pipeline stops at a call or request that the change newly allows, and goes on if it only denies', () => {
  const run = (from: string, to: string, ...args: string[]) => cdkOrg('diff', from, to, '--fail-on', 'new-access', ...args);
  const shopGains = /1 account can do what was denied \(--fail-on new-access\):\n {2}Root\/Shop\/shop: role\/Example can now call \S+/;
  const allowed = run(after, before, '--replay', trail());
  expect(allowed).toMatchObject({ status: 1, stderr: expect.stringMatching(/^cdk-org: 2 to 3 calls would newly be allowed \(--fail-on new-access\):\n {2}role\/Developer in Shop\/shop \(111111111111\): newly allowed ec2:DescribeInstances: 2 calls/) });
  expect(allowed.stderr).toMatch(shopGains);
  expect(run(after, before)).toMatchObject({ status: 1, stderr: expect.stringMatching(shopGains) });
  expect(run(before, after, '--replay', trail())).toMatchObject({ status: 0, stderr: '' });
  expect(cdkOrg('diff', before, after, '--replay', trail(), '--fail-on', 'new-access,newly-denied-use')).toMatchObject({ status: 1, stderr: expect.not.stringContaining('new-access') });
});

test('new access is refused as a level where nothing was judged', () => {
  expect(cdkOrg('diff', before, after, '--fail-on', 'new-access', '--no-impact')).toMatchObject({
    status: 1, stdout: '', stderr: expect.stringMatching(/These levels cannot be decided without the impact\. Given: --fail-on new-access\. Leave --no-impact out\./),
  });
});

test('the page has the replay, with a mask as without one, and nothing of it without a replay', () => {
  const page = (...args: string[]) => {
    const { stdout } = cdkOrg('diff', before, after, '--format', 'html', ...args);
    const [, data] = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(stdout)!;
    return { data, contents: JSON.parse(data) };
  };
  const { principals } = page('--replay', trail()).contents.replay;
  expect(principals.map(({ principal }: { principal: string }) => principal)).toEqual([`arn:aws:iam::${SHOP}:role/Developer`, `arn:aws:iam::${SHOP}:role/<b>Deploy`]);
  const masked = page('--replay', trail(), '--mask');
  expect(masked.contents.replay.principals.map((each: any) => [each.principal, each.accountId])).toEqual([['role-1', 'account-1'], ['role-2', 'account-1']]);
  expect(masked.data).not.toMatch(/Developer|Deploy/);
  expect(page().contents).not.toHaveProperty('replay');
});

test('a damaged file is one unreadable record, and the others count', async () => {
  const whole = gzipSync(JSON.stringify({ Records: RECORDS }));
  written('damaged/a.json.gz', whole.subarray(0, whole.length - 40));
  written('damaged/b.json', '[{"eventSource":');
  written('damaged/c.jsonl', `not json\n{"a":}\n${JSON.stringify(describeInstances('us-west-2'))}`);
  const { newlyDenied, unmapped } = await replayOf(join(work, 'damaged'));
  expect(newlyDenied.atLeast).toBeGreaterThanOrEqual(1);
  expect(unmapped.filter(({ kind }) => kind === 'unreadable').map(({ reason }) => reason)).toEqual(expect.arrayContaining([
    expect.stringMatching(/^the file cannot be read to its end: /), 'this is no JSON',
  ]));
});

test.each<[string, () => string, RegExp]>([
  ['that is not there', () => 'nowhere', /The recorded calls cannot be read: nowhere .*Give --replay a file/],
  ['a folder without records', () => dirname(written('empty/readme.txt', '')), /There are no recorded calls in this folder: .*Give --replay/],
  ['a file without records', () => written('nothing.json', '{"Records":[]}'), /There are no records in it: .*Give --replay/],
])('a source %s is an error that says what to do', async (_title, source, message) => {
  await expect(replayOf(source())).rejects.toThrow(message);
});

test('two versions of code that creates accounts are asked in a snapshot, where the accounts have their IDs', async () => {
  const code = (folder: string, isLimited: boolean) => {
    const app = new App({ outdir: join(work, folder) });
    const stack = new Stack(app, 'Org');
    const parent = new OrganizationalUnit(stack, 'Unit', { parent: new CreatedOrganization(stack, 'Organization').root, organizationalUnitName: 'Shop' });
    new Account(stack, 'Account', { parent, accountName: 'shop', email: 'shop@example.com' });
    const guardrails = [UsageGuardrails.denyOtherRegions({ allowedRegions: ['eu-west-1'] })];
    if (isLimited) parent.attachPolicy(new ServiceControlPolicy(stack, 'Regions', { policyName: 'regions-of-shop', guardrails }));
    return organizationFromAssembly(readCloudAssembly(app.synth().directory));
  };
  const { before: base, after: head } = organizationsOfReview(code('code-before', false), code('code-after', true), { organization: state([]), isStale: false });
  // Threads get copies.
  expect(structuredClone({ base, head })).toEqual({ base, head });
  const { newlyDenied, principals, unmapped } = await replayed(trail(), { before: base, after: head }, {});
  expect(newlyDenied.atLeast).toBe(2);
  expect(principals.map(({ accountId, account: path }) => [accountId, path])).toEqual([[SHOP, 'Shop/shop']]);
  expect(unmapped.filter(({ kind }) => kind === 'no-account')).toEqual([]);
});

test('accounts without IDs, a mask and a threshold without a replay are errors that say what to do', async () => {
  const code = organization({ accounts: [account('shop', '${Org.Shop}')] });
  await expect(replayed(trail(), { before: code, after: code }, {})).rejects.toThrow(/the code does not know them\. Given: --replay with code alone\. Give --organization/);
  expect(() => checkReplay({ mask: true })).toThrow(/Only a replay is masked, and none is given\. Given: --mask\. Give --replay/);
  expect(cdkOrg('diff', before, after, '--fail-on', 'newly-denied-use')).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(/Newly denied use is known only from a replay.*Give --replay/) });
});
