import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { type AwsStandIn, type StandInOptions, startAwsStandIn } from './stand-in/aws-stand-in';
import { ServiceError } from './stand-in/query-request';
import { SNAPSHOT_FORMAT } from '../../../src/model';
import { account, attached, denies, FULL, organization, policy, RCP_FULL, unit } from '../../model/access/small-organization';
import { CLI, type Ended } from '../run-cdk-org';

jest.setTimeout(120_000);

const [SHOP, BANK, VAULT] = ['111122223333', '444455556666', '777788889999'];
const REGIONS = policy('regions', denies({ Sid: 'OtherRegions', Action: 'ec2:*', Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1'] }, ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/platform/*' } } }));
const NETWORK = policy('network', denies({ Sid: 'NoGateway', Action: 'ec2:CreateInternetGateway', Condition: { StringNotLike: { 'aws:PrincipalTag/team': '${aws:PrincipalTag/owner}-*' } } }));
const ONLY_S3 = policy('only-s3', { Version: '2012-10-17', Statement: { Sid: 'OnlyS3', Effect: 'Allow', Action: 's3:*', Resource: ['*', 'arn:aws:s3:::\u{1f600}'] } });
const PERIMETER = policy('perimeter', denies({ Action: 's3:*', Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-other00000' } } }, '*'), 'RESOURCE_CONTROL_POLICY');
const VALUE = organization({
  attachedPolicies: [FULL, RCP_FULL],
  accounts: [account('management', '999999999999')],
  organizationalUnits: [
    unit('Shop', 'ou-ab12-aaaaaaaa', {
      attachedPolicies: [FULL, RCP_FULL, attached(REGIONS), attached(NETWORK)], accounts: [account('shop', SHOP, [FULL, RCP_FULL, attached(PERIMETER)])],
    }),
    unit('Bank', 'ou-ab12-bbbbbbbb', {
      attachedPolicies: [attached(ONLY_S3), RCP_FULL], accounts: [account('bank', BANK, [FULL, RCP_FULL]), account('vault', VAULT, [RCP_FULL])],
    }),
  ],
}, { policies: [REGIONS, NETWORK, ONLY_S3, PERIMETER], policyTypes: ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] });

let work: string;
let snapshot: string;
let answers: string;
const standIns: AwsStandIn[] = [];
const validate = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'docs', 'explain.schema.json'), 'utf8')));

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'cdk-org-aws-'));
  [snapshot, answers] = ['snapshot.json', 'answers.json'].map((name) => join(work, name));
  writeFileSync(snapshot, JSON.stringify({ format: SNAPSHOT_FORMAT, takenAt: '2026-11-30T00:00:00.000Z', organization: VALUE }));
});
afterEach(async () => Promise.all(standIns.splice(0).map((each) => each.close())));
afterAll(() => rmSync(work, { recursive: true, force: true }));

async function standIn(options?: StandInOptions): Promise<AwsStandIn> {
  const started = await startAwsStandIn(options);
  standIns.push(started);
  return started;
}

function explain(aws: AwsStandIn | undefined, ...args: string[]): Promise<Ended> {
  const keys = aws === undefined ? {} : {
    AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'eu-west-1', AWS_ENDPOINT_URL_IAM: aws.url,
  };
  const env = { PATH: process.env.PATH, HOME: work, ...keys };
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, 'explain', snapshot, ...args], { env, maxBuffer: 2 ** 27 }, (error, stdout, stderr) => (
      resolve({ status: error ? Number(error.code) : 0, stdout, stderr })));
  });
}

const ROLE = ['--principal', 'role/Developer'];
const IN_SHOP = ['--account', 'shop', ...ROLE, '--check-with-aws'];

describe('explain --check-with-aws', () => {
  test('an answer that AWS gives as well agrees, and the policies of each level are sent as they are', async () => {
    const aws = await standIn();
    const { status, stdout } = await explain(aws, ...IN_SHOP, '--action', 'ec2:RunInstances', '--region', 'us-west-1', '--context', 'ec2:InstanceType=t3.nano');
    expect([status, stdout.slice(stdout.indexOf('Checked'))]).toEqual([2, `Checked by AWS  agrees: 1, disagrees: 0, not compared: 0
  This is about service control policies alone. Resource control policies are not checked by AWS.
`]);
    const [call] = aws.calls;
    const full = JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } });
    const levels = call.OrderedOrganizationPolicyInputList.map(({ ServiceControlPolicyInputList: level }: any) => level);
    expect(levels).toEqual([[full], [full, REGIONS.content, NETWORK.content].sort(), [full]]);
    expect(call).toMatchObject({ ActionNames: ['ec2:RunInstances'], CallerArn: `arn:aws:iam::${SHOP}:role/Developer` });
    expect(call.ContextEntries).toEqual(expect.arrayContaining([
      { ContextKeyName: 'aws:PrincipalArn', ContextKeyValues: [`arn:aws:iam::${SHOP}:role/Developer`], ContextKeyType: 'string' },
      { ContextKeyName: 'aws:PrincipalIsAWSService', ContextKeyValues: ['false'], ContextKeyType: 'string' },
      { ContextKeyName: 'aws:PrincipalOrgPaths', ContextKeyValues: ['o-a1b2c3d4e5/r-ab12/ou-ab12-aaaaaaaa/'], ContextKeyType: 'stringList' },
      { ContextKeyName: 'ec2:InstanceType', ContextKeyValues: ['t3.nano'], ContextKeyType: 'string' },
    ]));
    expect(call.ContextEntries.some(({ ContextKeyName: name }: any) => /SourceAccount|PrincipalTag/.test(name))).toBe(false);
  });

  test.each([
    [['--action', 'ec2:CreateInternetGateway', '--region', 'eu-west-1', '--context', 'aws:PrincipalTag/team=net-a', 'aws:PrincipalTag/owner=net'], 0],
    [['--action', 'ec2:CreateInternetGateway', '--region', 'eu-west-1', '--context', 'aws:PrincipalTag/team=web-a', 'aws:PrincipalTag/owner=net'], 2],
  ])('policy variables are compared: %j', async (question, expected) => {
    const { status, stdout } = await explain(await standIn(), ...IN_SHOP, ...question);
    expect([status, stdout]).toEqual([expected, expect.stringContaining('agrees: 1, disagrees: 0')]);
  });

  test('a level without an Allow agrees with an implicit denial, and characters beyond Latin-1 are escaped', async () => {
    const aws = await standIn();
    const { status, stdout } = await explain(aws, '--account', 'bank', ...ROLE, '--check-with-aws', '--action', 'ec2:DescribeVpcs');
    expect([status, stdout]).toEqual([2, expect.stringContaining('agrees: 1, disagrees: 0, not compared: 0')]);
    expect(stdout).not.toContain('AWS calls it');
    const [, { ServiceControlPolicyInputList: [sent] }] = aws.calls[0].OrderedOrganizationPolicyInputList;
    expect(JSON.parse(sent)).toEqual(JSON.parse(ONLY_S3.content));
  });

  test('a disagreement is listed with both answers and with the request that was sent, as text and as JSON', async () => {
    const question = [...IN_SHOP, '--action', 'ec2:RunInstances', '--region', 'us-west-1'];
    const aws = await standIn({ planted: { 'ec2:RunInstances': 'allowed' } });
    const { status, stdout } = await explain(aws, ...question);
    expect(status).toBe(5);
    expect(stdout).toMatch(/DISAGREES {2}ec2:RunInstances in Shop\/shop\n {2}here {2}denied: OtherRegions of the service control policy regions at Shop denies it.*\n {2}AWS {3}allowed, AllowedByOrganizations true\n/);
    const [, sent] = /--cli-input-json JSON\)\n {4}(\{.*\})\n/.exec(stdout)!;
    expect(JSON.parse(sent)).toEqual(aws.calls[0]);
    const asJson = JSON.parse((await explain(aws, ...question, '--json')).stdout);
    expect([validate(asJson), validate.errors]).toEqual([true, null]);
    expect(asJson.awsCheck).toMatchObject({
      counts: { agrees: 0, disagrees: 1, notCompared: 0 },
      unchecked: ['RESOURCE_CONTROL_POLICY'],
      comparisons: [{ account: { id: SHOP, path: 'Shop/shop' }, result: 'disagrees', decision: 'denied', aws: { decision: 'allowed', allowedByOrganizations: true }, sent: aws.calls[0] }],
    });
  });

  test('a denial of another kind is a note, since AWS does not document which kind it reports', async () => {
    const aws = await standIn({ planted: { 'ec2:RunInstances': 'implicitDeny' } });
    const { status, stdout } = await explain(aws, ...IN_SHOP, '--action', 'ec2:RunInstances', '--region', 'us-west-1');
    expect([status, stdout]).toEqual([2, expect.stringContaining('AWS calls it implicitDeny; here a statement denies it.')]);
  });

  test('a resource control policy that denies is not checked by AWS, and the service control policies agree', async () => {
    const { status, stdout } = await explain(await standIn(), ...IN_SHOP, '--action', 's3:GetObject', '--resource', 'arn:aws:s3:::records/a');
    expect([status, stdout]).toEqual([2, expect.stringContaining('agrees: 1, disagrees: 0')]);
    expect(stdout).toContain('RCP  shop');
    expect(stdout).toContain('Resource control policies are not checked by AWS.');
  });

  test('all accounts are asked about, and the management account, which no policy reaches, is not compared', async () => {
    const aws = await standIn({ withoutDetail: true });
    const { status, stdout } = await explain(aws, '--account', 'all', ...ROLE, '--check-with-aws', '--action', 'ec2:DescribeVpcs', '--region', 'us-west-1');
    expect([status, stdout]).toEqual([2, expect.stringContaining('agrees: 3, disagrees: 0, not compared: 1')]);
    expect(stdout).toContain('not compared  ec2:DescribeVpcs in management: service control policies do not affect the management account\n');
    expect(aws.calls.map(({ CallerArn: caller }) => caller)).toEqual([SHOP, BANK, VAULT].map((id) => `arn:aws:iam::${id}:role/Developer`));
  });

  test('a level to which nothing is attached reaches AWS as a level without policies, which allows nothing', async () => {
    const aws = await standIn();
    const { status, stdout } = await explain(aws, '--account', 'vault', ...ROLE, '--check-with-aws', '--action', 's3:ListAllMyBuckets');
    expect([status, stdout]).toEqual([2, expect.stringContaining('agrees: 1, disagrees: 0')]);
    expect(aws.calls[0].OrderedOrganizationPolicyInputList[2]).toEqual({ ServiceControlPolicyInputList: [] });
  });

  test('an open answer is not compared, which no pipeline may take for a check', async () => {
    const aws = await standIn();
    const { status, stdout } = await explain(aws, '--account', 'shop', '--check-with-aws', '--action', 'ec2:RunInstances');
    expect([status, aws.calls.length, stdout]).toEqual([5, 0, expect.stringMatching(/not compared {2}ec2:RunInstances in Shop\/shop: the answer depends on .*aws:RequestedRegion/)]);
  });

  test('the root user and a session are asked about without a caller that IAM would refuse', async () => {
    const aws = await standIn();
    const question = ['--account', 'shop', '--check-with-aws', '--action', 'ec2:DescribeVpcs', '--region', 'us-west-1', '--principal'];
    expect((await explain(aws, ...question, 'root')).stdout).toContain('agrees: 1');
    await explain(aws, ...question, `arn:aws:sts::${SHOP}:assumed-role/Developer/anna`);
    expect(aws.calls.map(({ CallerArn: caller }) => caller)).toEqual([undefined, `arn:aws:iam::${SHOP}:role/Developer`]);
  });

  test('a policy that AWS does not accept is a disagreement', async () => {
    const { status, stdout } = await explain(await standIn({ fails: [new ServiceError('InvalidInput', 'no such operator')] }), ...IN_SHOP, '--action', 's3:ListAllMyBuckets');
    expect([status, stdout]).toEqual([5, expect.stringContaining('AWS   does not accept the request: InvalidInput (no such operator)')]);
  });

  test('a throttled call is repeated', async () => {
    const aws = await standIn({ fails: [new ServiceError('Throttling', 'Rate exceeded'), new ServiceError('ServiceUnavailable', 'later', 503)] });
    expect((await explain(aws, ...IN_SHOP, '--action', 's3:ListAllMyBuckets')).stdout).toContain('agrees: 1');
  });

  test('a caller without the permission learns its name', async () => {
    const { status, stderr, stdout } = await explain(await standIn({ fails: [new ServiceError('AccessDenied', 'not authorized', 403)] }), ...IN_SHOP, '--action', 's3:ListAllMyBuckets');
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('SimulateCustomPolicy was refused with AccessDenied (not authorized). Give the user or role the permission iam:SimulateCustomPolicy.');
  });

  test('without credentials the error says how to give them', async () => {
    const env = { PATH: process.env.PATH, HOME: work, AWS_EC2_METADATA_DISABLED: 'true', AWS_REGION: 'eu-west-1' };
    const ended = await new Promise<string>((resolve) => {
      execFile(process.execPath, [CLI, 'explain', snapshot, ...IN_SHOP, '--action', 's3:ListAllMyBuckets'], { env }, (_error, _stdout, stderr) => resolve(stderr));
    });
    expect(ended).toContain('There are no usable credentials:');
  });
});

describe('saved answers', () => {
  const question = ['--account', 'all', ...ROLE, '--action', 'ec2:DescribeVpcs', '--region', 'us-west-1'];
  beforeAll(async () => {
    const aws = await startAwsStandIn();
    await explain(aws, ...question, '--check-with-aws', '--save-answers', answers);
    await aws.close();
  });

  test('they are compared without credentials and without a call', async () => {
    const { status, stdout } = await explain(undefined, ...question, '--answers', answers);
    expect([status, stdout]).toEqual([2, expect.stringMatching(/Checked by AWS \(answers of 20.*Z\) {2}agrees: 3, disagrees: 0, not compared: 1/)]);
    const asJson = JSON.parse((await explain(undefined, ...question, '--answers', answers, '--json')).stdout);
    expect([validate(asJson), validate.errors]).toEqual([true, null]);
    expect(asJson.awsCheck.savedAt).toBe(JSON.parse(readFileSync(answers, 'utf8')).savedAt);
  });

  test('an answer for other policies is stale, and one that was never asked for is missing', async () => {
    const saved = JSON.parse(readFileSync(answers, 'utf8'));
    const file = join(work, 'stale.json');
    const [[hash, answer], ...others] = Object.entries<any>(saved.answers);
    writeFileSync(file, JSON.stringify({ ...saved, answers: Object.fromEntries([[`${'0'.repeat(64 - 8)}${hash.slice(0, 8)}`, answer], ...others]) }));
    const stale = await explain(undefined, ...question, '--answers', file);
    expect([stale.status, stale.stderr]).toEqual([1, expect.stringMatching(/The saved answer of AWS is stale: the policies or the condition keys have changed since .*Ask AWS again with --check-with-aws and --save-answers\./)]);
    const missing = await explain(undefined, '--account', 'shop', ...ROLE, '--action', 's3:GetObject', '--answers', answers);
    expect([missing.status, missing.stderr]).toEqual([1, expect.stringContaining('There is no saved answer of AWS (given: --answers')]);
  });

  test.each([
    ['{}', 'its format is not cdk-org-aws-answers/1 (given: undefined)'],
    ['{"format":"cdk-org-aws-answers/1","savedAt":"2026","answers":[]}', 'it has no "savedAt" and "answers"'],
    [`{"format":"cdk-org-aws-answers/1","savedAt":"2026","answers":{"${'a'.repeat(64)}":{"question":{},"answer":{"decision":"maybe"}}}}`, 'it has an answer that is none'],
  ])('a file that keeps no answers is refused: %s', async (content, expected) => {
    const file = join(work, 'wrong.json');
    writeFileSync(file, content);
    expect((await explain(undefined, ...question, '--answers', file)).stderr).toContain(expected);
  });

  test('a file for answers needs the option that asks, and is written only after the last answer', async () => {
    expect((await explain(undefined, ...question, '--save-answers', answers)).stderr).toContain('Give --check-with-aws as well.');
    const file = join(work, 'never.json');
    const aws = await standIn({ fails: [new ServiceError('AccessDenied', 'no', 403)] });
    await explain(aws, ...question, '--check-with-aws', '--save-answers', file);
    expect(existsSync(file)).toBe(false);
    expect((await explain(aws, ...question, '--check-with-aws', '--save-answers', join(work, 'none', 'a.json'))).stderr).toContain('The file cannot be written:');
  });
});
