import { type LogEventsAnswer, type LogEventsRequest, logGroupOf, logsSdk } from '../../../src/cli/denials/log-group';
import { DENIALS_PATTERN, readLogGroup } from '../../../src/cli/denials/read-log-group';
import { type Denial, DenialTable } from '../../../src/trail';
import { record } from '../../trail/records';

const GROUP = { name: 'organization-trail' };

const ERROR = 'is not authorized to perform: s3:GetObject with an explicit deny in a service control policy';

const event = (eventId: string) => ({ eventId, message: JSON.stringify(record('s3', 'GetObject', { errorCode: 'AccessDenied', errorMessage: ERROR })) });

/** A log group that answers one page after the other, and a clock that moves only while somebody sleeps. */
function logGroup(...pages: LogEventsAnswer[]) {
  const requests: LogEventsRequest[] = [];
  const stop = new AbortController();
  let now = 100 * 3_600_000;
  const clock = {
    now: () => now,
    sleep: async (milliseconds: number) => {
      now += milliseconds;
      if (requests.length >= pages.length) stop.abort();
    },
  };
  const filter = async (request: LogEventsRequest) => {
    requests.push(request);
    return pages[requests.length - 1];
  };
  return { requests, clock, filter, signal: stop.signal };
}

test('all pages of a log group are read, each event once', async () => {
  const { requests, clock, filter } = logGroup({ events: [event('1'), event('2')], nextToken: 'more' }, { events: [event('2'), event('3'), { eventId: '4', message: '{' }] });
  const table = new DenialTable();
  await readLogGroup(GROUP, filter, clock, table, { from: 7 });
  expect(table.result()).toMatchObject({ records: 3, unreadable: 1 });
  const request = { logGroupName: 'organization-trail', filterPattern: DENIALS_PATTERN, startTime: 7 };
  expect(requests).toEqual([request, { ...request, nextToken: 'more' }]);
});

test.each(['service control policy', 'Service Control Policy', 'resource control policy', 'Resource Control Policies'])(
  'the log group is asked for messages with the words %s', (words) => {
    const texts = [...DENIALS_PATTERN.matchAll(/\$\.errorMessage = "\*([^"*]+)\*"/g)].map(([, text]) => text);
    expect(texts.some((text) => words.includes(text))).toBe(true);
  },
);

test('following reads the last hour again, and gives each denial once, until it is stopped', async () => {
  const { requests, clock, filter, signal } = logGroup({ events: [event('1')] }, { events: [event('1'), event('2')] }, {});
  const seen: Denial[] = [];
  const from = clock.now() - 10 * 3_600_000;
  await readLogGroup(GROUP, filter, clock, new DenialTable({ onDenial: (denial) => seen.push(denial) }), { from, follows: true, signal });
  expect(seen).toHaveLength(2);
  expect(requests.map(({ startTime }) => startTime - from)).toEqual([0, 9 * 3_600_000, 9 * 3_600_000 + 10_000]);
});

const failure = (name: string, parts: object = {}) => Object.assign(new Error('no'), { name, ...parts });

/** Follows a log group that answers with pages and errors, until all of them are given. */
async function follow(...answers: (LogEventsAnswer | Error)[]) {
  const { requests, clock, signal } = logGroup(...answers.map(() => ({})));
  const [waits, said]: [number[], string[]] = [[], []];
  const from = clock.now();
  const slow = { now: clock.now, sleep: async (milliseconds: number) => clock.sleep(waits[waits.push(milliseconds) - 1]) };
  const filter = async (request: LogEventsRequest) => {
    const answer = answers[requests.push(request) - 1];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const table = new DenialTable();
  await readLogGroup(GROUP, filter, slow, table, { from, follows: true, signal, say: (text) => said.push(text) });
  return { waits, said, records: table.result().records, startTimes: requests.map(({ startTime }) => startTime - from) };
}

test.each([
  ['a throttle', failure('ThrottlingException', { $metadata: { httpStatusCode: 400 } })],
  ['a fault of the service', failure('ServiceUnavailableException', { $metadata: { httpStatusCode: 503 } })],
  ['a network that is gone', failure('Error', { code: 'ECONNRESET', $metadata: { attempts: 3 } })],
  ['an answer that does not come', failure('TimeoutError')],
])('following outlives %s with growing waits, and says so once', async (_, error) => {
  const { waits, said, records } = await follow({ events: [event('1')] }, error, error, error, { events: [event('1'), event('2')] }, error, {});
  expect(records).toBe(2);
  expect(waits).toEqual([10_000, 20_000, 40_000, 80_000, 10_000, 20_000, 10_000]);
  expect(said).toEqual([
    expect.stringMatching(/^The log group cannot be read: .* It is asked again until it answers, or until you stop it with Ctrl\+C\.$/),
    'The log group can be read again, without a gap. Given: organization-trail.',
    expect.stringContaining('The log group cannot be read'), 'The log group can be read again, without a gap. Given: organization-trail.',
  ]);
});

test('following after a long failure reads all events since the last answer, and waits five minutes at most', async () => {
  const error = failure('InternalFailure', { $metadata: { httpStatusCode: 500 } });
  const { waits, startTimes } = await follow({}, ...Array.from({ length: 30 }, () => error), {}, {});
  expect(Math.max(...waits)).toBe(300_000);
  expect(startTimes.slice(0, 32)).toEqual(startTimes.slice(0, 32).map(() => 0));
  expect(startTimes[32]).toBeGreaterThan(3_600_000);
});

test.each([
  ['AccessDeniedException', { $metadata: { httpStatusCode: 400 } }, 'Give the user or role the permission logs:FilterLogEvents for this log group.'],
  ['ResourceNotFoundException', { $metadata: { httpStatusCode: 400 } }, 'Give the name of the log group of the trail and its Region: log-group:NAME:REGION.'],
  ['ExpiredTokenException', { $metadata: { httpStatusCode: 400 } }, 'Log in again, or give another --profile or --role-arn.'],
  ['CredentialsProviderError', {}, 'Log in again, or give another --profile or --role-arn.'],
  ['InvalidSignatureException', { $metadata: { httpStatusCode: 403 } }, 'Check the clock of this machine. Log in again'],
  ['Error', { code: 'ENOTFOUND' }, 'Check the AWS Region and the network.'],
  ['SomethingNewException', { $metadata: { httpStatusCode: 400 } }, 'See what the service says, and try again.'],
])('following ends with advice for %s, which does not pass', async (name, parts, advice) => {
  await expect(follow(failure(name, parts))).rejects.toThrow(`The log group cannot be read: ${name} (no). Given: organization-trail. ${advice}`);
});

test('following outlives a name that is not found once the log group has answered', async () => {
  expect((await follow({}, failure('Error', { code: 'ENOTFOUND' }), {})).said).toHaveLength(2);
});

test('a refused call says what the service says, and what it needs', async () => {
  const filter = async () => Promise.reject(Object.assign(new Error('no'), { name: 'AccessDeniedException' }));
  const clock = { now: () => 0, sleep: async () => undefined };
  await expect(readLogGroup(GROUP, filter, clock, new DenialTable(), { from: 0 }))
    .rejects.toThrow('The log group cannot be read: AccessDeniedException (no). Given: organization-trail. Give the user or role the permission logs:FilterLogEvents for this log group.');
});

test('a token that comes again ends the reading with an error', async () => {
  let calls = 0;
  const filter = async () => {
    if (++calls > 10) throw new Error('It goes on for ever.');
    return { events: [], nextToken: 'same' };
  };
  const clock = { now: () => 0, sleep: async () => undefined };
  await expect(readLogGroup(GROUP, filter, clock, new DenialTable(), { from: 0 }))
    .rejects.toThrow('Amazon CloudWatch Logs gives the same page again (given: organization-trail, nextToken: same). Try again later, or give files of the trail.');
});

test.each([
  ['trail', undefined],
  ['log-group:aws-controltower/CloudTrailLogs', { name: 'aws-controltower/CloudTrailLogs' }],
  ['log-group:trail:eu-west-1', { name: 'trail', region: 'eu-west-1' }],
])('the source %s is the log group %j', (source, expected) => {
  expect(logGroupOf(source)).toEqual(expected);
});

test('a source that is no log group is an error', () => {
  expect(() => logGroupOf('log-group:')).toThrow('This is no log group (given: log-group:)');
});

test('a missing client says which package to install, and a broken one says itself what is wrong', () => {
  const failing = (code: string) => () => {
    throw Object.assign(new Error(`broken: ${code}`), { code });
  };
  expect(() => logsSdk(failing('MODULE_NOT_FOUND'))).toThrow('Run "npm install --save-dev @aws-sdk/client-cloudwatch-logs"');
  expect(() => logsSdk(failing('ERR_SYNTAX'))).toThrow('broken: ERR_SYNTAX');
});
