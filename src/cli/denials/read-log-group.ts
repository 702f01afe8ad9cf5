import { endlessPages, type FilterLogEvents, type LogEvent, type LogEventsRequest, type LogGroup, logGroupProblem } from './log-group';
import type { Clock } from '../../organizations';
import type { RecordSink } from '../diff/replay/read-records';

/**
 * Records of calls that a policy of an organization refused. Source: Amazon CloudWatch Logs User Guide, "Filter pattern syntax for metric
 * filters, subscription filters, filter log events, and Live Tail".
 */
export const DENIALS_PATTERN = '{ ($.errorMessage = "*service control polic*") || ($.errorMessage = "*resource control polic*") }';

/** CloudTrail delivers an event within 15 minutes on average. Source: AWS CloudTrail User Guide, "How CloudTrail works". */
const DELIVERY_MS = 60 * 60_000;
const BETWEEN_MS = 10_000;

export interface LogGroupReading {
  /** Milliseconds since 1970 of the first event. */
  readonly from: number;
  /** Whether to wait for further events until the signal. */
  readonly follows?: boolean;
  readonly signal?: AbortSignal;
}

/** Gives the records of a log group to a sink, each once. @throws Error that says what stands in the way */
export async function readLogGroup(
  group: LogGroup, filter: FilterLogEvents, clock: Clock, sink: RecordSink, { from, follows = false, signal }: LogGroupReading,
): Promise<void> {
  const seen = new Set<string>();
  let startTime = from;
  for (;;) {
    const request = { logGroupName: group.name, filterPattern: DENIALS_PATTERN, startTime };
    for await (const { eventId = '', message = '' } of logEventsIn(group, filter, request)) {
      if (eventId !== '' && seen.has(eventId)) continue;
      seen.add(eventId);
      addMessage(message, sink);
    }
    if (!follows || signal?.aborted) return;
    await clock.sleep(BETWEEN_MS);
    if (signal?.aborted) return;
    // Events arrive late, so that the time before is read again.
    startTime = Math.max(from, clock.now() - DELIVERY_MS);
  }
}

/** The events of all pages. @throws Error that says what stands in the way */
export async function* logEventsIn(group: LogGroup, filter: FilterLogEvents, request: LogEventsRequest): AsyncGenerator<LogEvent> {
  const tokens = new Set<string>();
  let nextToken: string | undefined;
  do {
    const answer = await filter({ ...request, ...(nextToken === undefined ? {} : { nextToken }) }).catch((error: Error) => {
      throw logGroupProblem(group, error);
    });
    yield* answer.events ?? [];
    ({ nextToken } = answer);
    if (nextToken !== undefined && tokens.has(nextToken)) throw endlessPages(group, nextToken);
    tokens.add(nextToken ?? '');
  } while (nextToken !== undefined);
}

function addMessage(message: string, sink: RecordSink): void {
  let record: unknown;
  try {
    record = JSON.parse(message);
  } catch {
    sink.addUnreadable('this is no JSON');
    return;
  }
  sink.add(record);
}
