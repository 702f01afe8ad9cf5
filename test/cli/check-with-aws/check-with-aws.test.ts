import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { type AwsStandIn, type StandInOptions, startAwsStandIn } from './stand-in/aws-stand-in';
import { SNAPSHOT_FORMAT } from '../../../src/model';
import { account, attached, denies, FULL, organization, policy, unit } from '../../model/access/small-organization';
import { CLI, type Ended } from '../run-cdk-org';

jest.setTimeout(120_000);

const KEEP = policy('keep', denies({ Sid: 'KeepTrails', Action: 'cloudtrail:*', Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/platform/*' } } }));
const REGIONS = policy('regions', denies({ Sid: 'Regions', NotAction: 'iam:*', Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' }, Bool: { 'aws:ViaAWSService': 'false' } } }));
const VALUE = organization({
  accounts: [account('management', '999999999999')],
  organizationalUnits: [
    unit('Shop', 'ou-ab12-aaaaaaaa', {
      attachedPolicies: [FULL, attached(KEEP), attached(REGIONS)],
      accounts: [account('shop', '111111111111'), account('store', '111111111112'), account('stand', '111111111113', [FULL, attached(KEEP)])],
    }),
    unit('Bank', 'ou-ab12-bbbbbbbb', { accounts: [account('bank', '222222222221'), account('safe', '222222222222')] }),
  ],
}, { policies: [KEEP, REGIONS] });

const INVARIANTS = `invariants:
  - { name: Trails stay, never: [cloudtrail:StopLogging, cloudtrail:DeleteTrail], exceptPrincipals: role/platform/* }
  - { name: No machines elsewhere, in: Shop, never: 'ec2:RunInstances', when: { StringNotLike: { 'aws:RequestedRegion': eu-* } } }
  - { name: Nobody reads, callers: anyone, never: 's3:GetObject' }
`;

let work: string;
let standIn: AwsStandIn | undefined;
const standIns: AwsStandIn[] = [];
const validate = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'docs', 'check.schema.json'), 'utf8')));

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'cdk-org-check-aws-'));
  writeFileSync(join(work, 'organization.json'), JSON.stringify({ format: SNAPSHOT_FORMAT, takenAt: '2026-11-30T00:00:00.000Z', organization: VALUE }));
  writeFileSync(join(work, 'invariants.yaml'), INVARIANTS);
});
afterEach(async () => Promise.all(standIns.splice(0).map((each) => each.close())));
afterAll(() => rmSync(work, { recursive: true, force: true }));

async function check(options: StandInOptions | undefined, ...args: string[]): Promise<Ended> {
  standIn = options === undefined ? undefined : await startAwsStandIn(options);
  if (standIn !== undefined) standIns.push(standIn);
  const keys = standIn === undefined ? {} : { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'eu-west-1', AWS_ENDPOINT_URL_IAM: standIn.url };
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, 'check', 'invariants.yaml', 'organization.json', ...args], { cwd: work, env: { PATH: process.env.PATH, HOME: work, ...keys } }, (error, stdout, stderr) => (
      resolve({ status: error ? Number(error.code) : 0, stdout, stderr })));
  });
}

test('AWS decides the example that refutes an invariant, and one forbidden request for each action where it holds', async () => {
  const { status, stdout } = await check({}, '--check-with-aws');
  expect([status, stdout]).toEqual([2, expect.stringContaining('agrees: 7, disagrees: 0, not compared: ')]);
  expect(stdout).toMatch(/not compared {2}s3:GetObject in .*: resource control policies are not checked by AWS\n/);
  const asked = standIn!.calls.map(({ ActionNames: [action], CallerArn: caller }) => `${action} ${caller.split(':')[4]}`);
  // The accounts "shop" and "store", and "bank" and "safe", have the same policies.
  expect(asked.sort()).toEqual([
    'cloudtrail:DeleteTrail 111111111111', 'cloudtrail:DeleteTrail 111111111113', 'cloudtrail:DeleteTrail 222222222221', 'cloudtrail:StopLogging 111111111111', 'cloudtrail:StopLogging 111111111113',
    'ec2:RunInstances 111111111111', 'ec2:RunInstances 111111111113',
  ]);
});

test('a proof that AWS refutes is a disagreement, with the request', async () => {
  const { status, stdout } = await check({ planted: { 'cloudtrail:DeleteTrail': 'allowed' } }, '--check-with-aws');
  expect([status, stdout]).toEqual([5, expect.stringContaining('agrees: 5, disagrees: 2')]);
  expect(stdout).toMatch(/DISAGREES {2}cloudtrail:DeleteTrail in Shop\/shop\n {2}here {2}denied: KeepTrails of .*\n {2}AWS {3}allowed, AllowedByOrganizations true\n/);
});

test('saved answers are compared again without AWS, and the JSON follows its schema', async () => {
  await check({}, '--check-with-aws', '--save-answers', 'answers.json');
  const { status, stdout } = await check(undefined, '--answers', 'answers.json', '--json');
  const asJson = JSON.parse(stdout);
  expect([status, validate(asJson), validate.errors]).toEqual([2, true, null]);
  expect(asJson.awsCheck.counts).toMatchObject({ agrees: 7, disagrees: 0 });
  const without = JSON.parse((await check(undefined, '--json')).stdout);
  expect(without).not.toHaveProperty('awsCheck');
});

test('options of a connection are for AWS where the organization is a file', async () => {
  expect((await check({}, '--check-with-aws', '--region', 'eu-west-1')).stdout).toContain('agrees: 7');
  expect((await check(undefined, '--region', 'eu-west-1')).stderr).toContain('These options are only for a live organization');
});
