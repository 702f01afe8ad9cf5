import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { LogsServer } from './logs-server';
import { SNAPSHOT_FORMAT } from '../../../src/model';
import { denies, organization, policy } from '../../model/access/small-organization';
import { record, session } from '../../trail/records';
import { cdkOrgIn } from '../run-cdk-org';

jest.setTimeout(120_000);

const SCHEMA = join(__dirname, '..', '..', '..', 'docs', 'denials.schema.json');
const ARN = 'arn:aws:organizations::999999999999:policy/o-abcdefghij/service_control_policy/p-Regions';

let work: string;

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'cdk-org-denials-'));
  const value = organization({}, { policies: [policy('Regions', denies({ Action: 's3:*' }))] });
  writeFileSync(join(work, 'organization.json'), JSON.stringify({ format: SNAPSHOT_FORMAT, takenAt: '2026-11-30T00:00:00.000Z', organization: value }));
  writeFileSync(join(work, 'calls.json'), JSON.stringify({ Records: RECORDS }));
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

function denied(action: string, eventTime: string, end: string, role = 'Nightly') {
  const errorMessage = `User: x is not authorized to perform: ${action} on resource: arn:aws:s3:::shop with an explicit deny in a ${end}`;
  return record('s3', action.split(':')[1], { errorCode: 'AccessDenied', errorMessage, eventTime, userIdentity: session(role) });
}

const RECORDS = [
  denied('s3:GetObject', '2026-11-20T00:00:00Z', `service control policy: ${ARN}`),
  denied('s3:GetObject', '2026-11-22T00:00:00Z', `service control policy: ${ARN}`),
  denied('s3:PutObject', '2026-11-21T00:00:00Z', 'service control policy', 'Other'),
  record('ec2', 'RunInstances', { errorCode: 'Client.UnauthorizedOperation', errorMessage: 'You are not authorized to perform this operation.', eventTime: '2026-11-21T00:00:00Z' }),
  record('s3', 'ListBuckets', { eventTime: '2026-11-21T00:00:00Z' }),
];

test('denials are listed by policy and principal, with the name of the policy from a snapshot', () => {
  const { status, stdout, stderr } = cdkOrgIn(work, 'denials', 'calls.json', '--organization', 'organization.json');
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toBe([
    '3 calls denied by policies of the organization, of 5 records (2026-11-20 to 2026-11-22)', '',
    'Regions (p-Regions)', '  role/Nightly in 111111111111', '    s3:GetObject: 2 calls, the last 2026-11-22T00:00:00Z', '',
    'a service control policy that the message does not name', '  role/Other in 111111111111', '    s3:PutObject: 1 call, the last 2026-11-21T00:00:00Z', '',
    '1 more call was refused, and the messages name no kind of policy.', '',
  ].join('\n'));
});

test.each([
  [['--policy', 'p-Regions'], '2 calls denied'],
  [['--policy', ARN], '2 calls denied'],
  [['--policy', 'Regions', '--organization', 'organization.json'], '2 calls denied'],
  [['--policy', 'p-other'], '0 calls denied'],
  [['--since', '9999-12-31'], '0 calls denied by policies of the organization, of 0 records\n'],
  [['--since', '2026-11-21'], '2 calls denied by policies of the organization, of 4 records (2026-11-21 to 2026-11-22)'],
])('with %j, there are %s', (options, expected) => {
  const { status, stdout } = cdkOrgIn(work, 'denials', 'calls.json', ...options);
  expect([status, stdout]).toEqual([0, expect.stringContaining(expected)]);
});

test.each([
  [['calls.json', '--policy', 'Regions'], /Messages have the ARNs of policies, and no names \(given: --policy Regions\)/],
  [['calls.json', '--policy', 'No', '--organization', 'organization.json'], /No single policy has this name \(given: --policy No, policies: 0\)/],
  [['calls.json', '--since', '2026-02-30'], /Give a day such as 2026-11-30/],
  [['calls.json', '--since', '0000-01-01'], /Give a day such as 2026-11-30/],
  [['log-group:trail', '--since', '9999-12-31'], /This day is to come, so that the log group has no events of it \(given: --since 9999-12-31\)\. Give today or a day before it\./],
  [['calls.json', '--follow'], /Only a log group gets further events/],
  [['log-group:trail', '--follow', '--json'], /One JSON object has an end/],
  [['calls.json', '--profile', 'x'], /Only a log group needs credentials \(given: --profile x\)/],
  [['gone'], /The recorded calls cannot be read: gone/],
])('%j is an error', (args, message) => {
  const { status, stderr } = cdkOrgIn(work, 'denials', ...args);
  expect([status, stderr]).toEqual([1, expect.stringMatching(message)]);
});

test('--json is as its schema says', () => {
  const json: unknown = JSON.parse(cdkOrgIn(work, 'denials', 'calls.json', '--json').stdout);
  const validate = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(SCHEMA, 'utf8')));
  validate(json);
  expect(validate.errors).toBeNull();
});

describe('a log group', () => {
  let server: LogsServer;

  beforeEach(async () => {
    server = new LogsServer();
    await server.start();
  });
  afterEach(async () => server.stop());

  /** @param signals whether to interrupt the command once it has printed something */
  const denials = async (signals: boolean, ...args: string[]) => server.run(work, signals, 'denials', ...args);

  const events = RECORDS.map((each, place) => ({ eventId: String(place), message: JSON.stringify(each), timestamp: 0 }));

  test('is read by the client of the SDK, in its Region', async () => {
    server.answers = [{ events: events.slice(0, 2), nextToken: 'more' }, { events: events.slice(2) }];
    const { status, stdout, stderr } = await denials(false, 'log-group:trail:eu-west-1', '--since', '2026-11-20');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('3 calls denied');
    const asked = server.requests.map(({ target, body: { logGroupName, startTime, nextToken } }) => (
      [target, logGroupName, startTime, nextToken]));
    expect(asked).toEqual([
      ['Logs_20140328.FilterLogEvents', 'trail', Date.parse('2026-11-20T00:00:00Z'), undefined],
      ['Logs_20140328.FilterLogEvents', 'trail', Date.parse('2026-11-20T00:00:00Z'), 'more'],
    ]);
  });

  test('is followed until SIGINT, line by line, with a sum at the end', async () => {
    server.answers = [{ events: events.slice(0, 1) }];
    const { status, stdout } = await denials(true, 'log-group:trail:eu-west-1', '--follow', '--since', '2026-11-20');
    expect(status).toBe(0);
    expect(stdout).toMatch(new RegExp(`^2026-11-20T00:00:00Z {2}${ARN} {2}role/Nightly in 111111111111 {2}s3:GetObject\n\n1 call denied`));
  });

  test('that does not exist is an error', async () => {
    server.answers = [{ __type: 'ResourceNotFoundException', message: 'The specified log group does not exist.' }];
    const { status, stderr } = await denials(false, 'log-group:trail:eu-west-1');
    expect([status, stderr]).toEqual([1, expect.stringContaining('The log group cannot be read: ResourceNotFoundException (The specified log group does not exist.). Given: trail.')]);
  });
});
