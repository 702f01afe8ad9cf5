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

test('following reads the last hour again, and gives each denial once, until it is stopped', async () => {
  const { requests, clock, filter, signal } = logGroup({ events: [event('1')] }, { events: [event('1'), event('2')] }, {});
  const seen: Denial[] = [];
  const from = clock.now() - 10 * 3_600_000;
  await readLogGroup(GROUP, filter, clock, new DenialTable({ onDenial: (denial) => seen.push(denial) }), { from, follows: true, signal });
  expect(seen).toHaveLength(2);
  expect(requests.map(({ startTime }) => startTime - from)).toEqual([0, 9 * 3_600_000 + 10_000, 9 * 3_600_000 + 20_000]);
});

test('a refused call says what the service says, and what it needs', async () => {
  const filter = async () => Promise.reject(Object.assign(new Error('no'), { name: 'AccessDeniedException' }));
  const clock = { now: () => 0, sleep: async () => undefined };
  await expect(readLogGroup(GROUP, filter, clock, new DenialTable(), { from: 0 }))
    .rejects.toThrow('The log group cannot be read: AccessDeniedException (no). Given: organization-trail. Give the log group of the trail');
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
