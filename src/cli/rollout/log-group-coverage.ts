import { DAY_MS, type SoakTime, UNCOVERED_DAYS } from './coverage';
import { trailRecord } from '../../trail';
import type { FilterLogEvents, LogEventsRequest, LogGroup } from '../denials/log-group';
import { logEventsIn } from '../denials/read-log-group';
import { startOf } from '../options/day-option';

/**
 * Why a log group does not show a soak time as a whole. Undefined if it does. It is read for denials only, and may have none, so this asks
 * for any record of the first and of the last days.
 * @throws Error that says what stands in the way of reading it
 */
export async function logGroupCoverage(
  group: LogGroup, filter: FilterLogEvents, { since, today }: SoakTime,
): Promise<string | undefined> {
  const span = UNCOVERED_DAYS * DAY_MS;
  const asked = { logGroupName: group.name, limit: 1 };
  if (!await hasRecord(group, filter, { ...asked, startTime: startOf(since), endTime: startOf(since) + span })) return missing(group, `from ${since}`);
  return await hasRecord(group, filter, { ...asked, startTime: startOf(today) - span }) ? undefined : missing(group, `until ${today}`);
}

/** Whether the first event is a record of AWS CloudTrail. */
async function hasRecord(group: LogGroup, filter: FilterLogEvents, request: LogEventsRequest): Promise<boolean> {
  for await (const { message = '' } of logEventsIn(group, filter, request)) {
    try {
      return trailRecord(JSON.parse(message)) !== undefined;
    } catch {
      return false;
    }
  }
  return false;
}

function missing({ name, region }: LogGroup, days: string): string {
  return `The log group ${name}${region === undefined ? '' : ` in ${region}`} has no records of the days ${days}. It may be the wrong one, or in another Region, `
    + 'its retention may be shorter than the soak time, or the trail may have stopped its delivery. Correct that, or go on with --no-denials.';
}
