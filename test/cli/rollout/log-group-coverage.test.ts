import type { LogEventsAnswer, LogEventsRequest } from '../../../src/cli/denials/log-group';
import { logGroupCoverage } from '../../../src/cli/rollout/log-group-coverage';
import { record } from '../../trail/records';

const GROUP = { name: 'organization-trail' };
const SOAK = { since: '2026-11-20', today: '2026-11-27' };
const time = (day: string) => Date.parse(`${day}T00:00:00Z`);
const RECORD = { events: [{ eventId: '1', message: JSON.stringify(record('s3', 'ListBuckets')) }] };

/** The problem of a log group that gives one answer after the other, and the requests. */
async function coverage(...answers: LogEventsAnswer[]) {
  const requests: LogEventsRequest[] = [];
  const problem = await logGroupCoverage(GROUP, async (request) => answers[requests.push(request) - 1] ?? {}, SOAK);
  return { problem, requests };
}

test('a log group with a record of the first and of the last days shows the soak time', async () => {
  const { problem, requests } = await coverage(RECORD, { events: [], nextToken: 'more' }, RECORD);
  expect(problem).toBeUndefined();
  const request = { logGroupName: 'organization-trail', limit: 1 };
  const last = { ...request, startTime: time('2026-11-25') };
  expect(requests).toEqual([{ ...request, startTime: time('2026-11-20'), endTime: time('2026-11-22') }, last, { ...last, nextToken: 'more' }]);
});

test.each<[string, LogEventsAnswer[], string]>([
  ['nothing at the beginning', [{}, RECORD], 'no records of the days from 2026-11-20'],
  ['nothing at the end', [RECORD, {}], 'no records of the days until 2026-11-27'],
  ['events that are no JSON', [{ events: [{ eventId: '1', message: 'START RequestId: 1' }] }, RECORD], 'no records of the days from 2026-11-20'],
  ['events that are no records', [RECORD, { events: [{ eventId: '1', message: '{"level":"info"}' }] }], 'no records of the days until 2026-11-27'],
])('a log group with %s does not', async (_, answers, expected) => {
  const { problem } = await coverage(...answers);
  expect(problem).toContain(`The log group organization-trail has ${expected}`);
  expect(problem).toContain('It may be the wrong one, or in another Region, its retention may be shorter than the soak time, or the trail may have stopped');
});
