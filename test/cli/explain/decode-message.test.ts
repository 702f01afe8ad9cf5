import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SNAPSHOT_FORMAT } from '../../../src/model';
import { encodedMessageIn } from '../../../src/trail';
import { account, attached, denies, FULL, organization, policy } from '../../model/access/small-organization';
import { record, session } from '../../trail/records';
import { type AwsStandIn, type StandInOptions, startAwsStandIn } from '../check-with-aws/stand-in/aws-stand-in';
import { ServiceError } from '../check-with-aws/stand-in/query-request';
import { CLI, type Ended } from '../run-cdk-org';

jest.setTimeout(120_000);

const SHOP = '111122223333';
const REGIONS = policy('regions', denies({ Sid: 'OtherRegions', Action: 'ec2:*', Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }));
const VALUE = organization({ accounts: [account('shop', SHOP, [FULL, attached(REGIONS)])] }, { policies: [REGIONS] });
const ENCODED = 'a1B2_-'.repeat(30);
const MESSAGE = `You are not authorized to perform this operation. Encoded authorization failure message: ${ENCODED}`;
const DECODED = JSON.stringify({
  allowed: false,
  explicitDeny: true,
  matchedStatements: { items: [] },
  context: {
    principal: { id: 'AROA:anna', arn: `arn:aws:iam::${SHOP}:user/anna` },
    action: 'ec2:RunInstances',
    resource: `arn:aws:ec2:us-west-1:${SHOP}:subnet/subnet-1`,
    conditions: { items: [{ key: 'aws:Region', values: { items: [{ value: 'us-west-1' }] } }] },
  },
});
const RECORD = JSON.stringify(record('ec2', 'RunInstances', {
  userIdentity: session('Developer', SHOP), recipientAccountId: SHOP, awsRegion: 'us-west-1', errorCode: 'Client.UnauthorizedOperation', errorMessage: MESSAGE,
}));

let work: string;
let standIn: AwsStandIn;
const standIns: AwsStandIn[] = [];

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'cdk-org-decode-'));
  writeFileSync(join(work, 'organization.json'), JSON.stringify({ format: SNAPSHOT_FORMAT, takenAt: '2026-11-30T00:00:00.000Z', organization: VALUE }));
});
afterEach(async () => Promise.all(standIns.splice(0).map((each) => each.close())));
afterAll(() => rmSync(work, { recursive: true, force: true }));

async function explain(event: string, options: StandInOptions = {}, ...args: string[]): Promise<Ended> {
  standIn = await startAwsStandIn({ messages: { [ENCODED]: DECODED }, ...options });
  standIns.push(standIn);
  writeFileSync(join(work, 'event.txt'), event);
  const env = { PATH: process.env.PATH, HOME: work, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'eu-west-1', AWS_ENDPOINT_URL_STS: standIn.url };
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, 'explain', 'organization.json', '--event', 'event.txt', ...args], { cwd: work, env }, (error, stdout, stderr) => (
      resolve({ status: error ? Number(error.code) : 0, stdout, stderr })));
  });
}

test('an encoded message alone, in a message and in a record is found', () => {
  for (const text of [ENCODED, `  ${ENCODED.slice(0, 60)}\n${ENCODED.slice(60)}\n`, MESSAGE, RECORD]) expect(encodedMessageIn(text)).toBe(ENCODED);
  for (const text of ['not authorized', DECODED, '{}', 'word '.repeat(20)]) expect(encodedMessageIn(text)).toBeUndefined();
});

test('a message and a record are decoded when asked for', async () => {
  for (const event of [MESSAGE, RECORD]) {
    const { status, stdout } = await explain(event, {}, '--decode-message');
    expect([status, stdout]).toEqual([2, expect.stringMatching(/^DENIED {2}ec2:RunInstances in shop 111122223333\n {2}by OtherRegions/)]);
    expect(stdout).toContain(`Resource   arn:aws:ec2:us-west-1:${SHOP}:subnet/subnet-1`);
    expect(standIn.calls).toEqual([{ EncodedMessage: ENCODED }]);
  }
});

test('without the option there is no call, and the advice names both ways', async () => {
  const { status, stderr } = await explain(MESSAGE);
  expect([status, standIn.calls]).toEqual([1, []]);
  expect(stderr).toContain('Give --decode-message, or decode it with "aws sts decode-authorization-message --encoded-message TEXT" in the account of the caller, and give the answer.');
});

test('a caller without the permission learns its name and how to decode by hand', async () => {
  const { status, stderr } = await explain(MESSAGE, { fails: [new ServiceError('AccessDenied', 'not authorized', 403)] }, '--decode-message');
  expect([status, stderr]).toEqual([1, expect.stringContaining('DecodeAuthorizationMessage was refused with AccessDenied (not authorized). Give the user or role the permission sts:DecodeAuthorizationMessage in the account of the caller. Or let someone who has it run "aws sts decode-authorization-message --encoded-message TEXT"')]);
});

test.each<[string, string, readonly string[], string]>([
  ['a message that AWS STS does not know', MESSAGE.replaceAll('a1B2', 'b3C4'), ['--decode-message'], 'was refused with InvalidAuthorizationMessage (Message is not valid). Give the whole message'],
  ['an event without an encoded message', MESSAGE.slice(0, 49), ['--decode-message'], 'The event has no encoded authorization message (given: --event event.txt). Leave --decode-message out.'],
  ['a message that is too long', 'a'.repeat(10_241), ['--decode-message'], 'longer than AWS STS accepts (given: 10241 characters)'],
])('%s is an error', async (_what, event, args, expected) => {
  const { status, stderr } = await explain(event, {}, ...args);
  expect([status, stderr]).toEqual([1, expect.stringContaining(expected)]);
});
