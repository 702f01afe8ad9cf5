import { endlessPages, type FilterLogEvents, type LogEvent, type LogEventsRequest, type LogGroup } from './log-group';
import { type FailedCall, isUnknownHost, LogGroupError, logGroupProblem } from './log-group-problem';
import { DENIAL_WORDS } from '../../contract';
import type { Clock } from '../../organizations';
import type { RecordSink } from '../diff/replay/read-records';

/**
 * Records of calls that a policy of an organization refused. Source: Amazon CloudWatch Logs User Guide, "Filter pattern syntax for metric
 * filters, subscription filters, filter log events, and Live Tail".
 */
export const DENIALS_PATTERN = `{ ${Object.values(DENIAL_WORDS).flat().map((words) => `($.errorMessage = "*${words}*")`).join(' || ')} }`;

/** CloudTrail delivers an event within 15 minutes on average. Source: AWS CloudTrail User Guide, "How CloudTrail works". */
const DELIVERY_MS = 60 * 60_000;
const BETWEEN_MS = 10_000;
const LONGEST_WAIT_MS = 5 * 60_000;

export interface LogGroupReading {
  /** Milliseconds since 1970 of the first event. */
  readonly from: number;
  /** Whether to wait for further events until the signal, also while the log group cannot be read. */
  readonly follows?: boolean;
  readonly signal?: AbortSignal;
  /** Receives a sentence when following is interrupted, and one when it goes on. */
  readonly say?: (text: string) => void;
}

/** Gives the records of a log group to a sink, each once. @throws LogGroupError that says what stands in the way */
export async function readLogGroup(
  group: LogGroup, filter: FilterLogEvents, clock: Clock, sink: RecordSink, { from, follows = false, signal, say }: LogGroupReading,
): Promise<void> {
  const seen = new Set<string>();
  let [startTime, failures, hasAnswered] = [from, 0, false];
  for (;;) {
    const begun = clock.now();
    try {
      await readOnce(group, filter, startTime, { seen, sink });
      if (failures > 0) say?.(`The log group can be read again, without a gap. Given: ${group.name}.`);
      // Events arrive late, so that the time before is read again.
      [startTime, failures, hasAnswered] = [Math.max(from, begun - DELIVERY_MS), 0, true];
    } catch (error) {
      if (!follows || !mayPass(error, hasAnswered)) throw error;
      if (failures++ === 0) say?.(`${error.message} It is asked again until it answers, or until you stop it with Ctrl+C.`);
    }
    if (!follows || signal?.aborted) return;
    await clock.sleep(Math.min(BETWEEN_MS * 2 ** failures, LONGEST_WAIT_MS));
    if (signal?.aborted) return;
  }
}

interface Receiver {
  /** The IDs of the events that the sink has. */
  readonly seen: Set<string>;
  readonly sink: RecordSink;
}

async function readOnce(group: LogGroup, filter: FilterLogEvents, startTime: number, { seen, sink }: Receiver): Promise<void> {
  const request = { logGroupName: group.name, filterPattern: DENIALS_PATTERN, startTime };
  for await (const { eventId = '', message = '' } of logEventsIn(group, filter, request)) {
    if (eventId !== '' && seen.has(eventId)) continue;
    seen.add(eventId);
    addMessage(message, sink);
  }
}

function mayPass(error: unknown, hasAnswered: boolean): error is LogGroupError {
  return error instanceof LogGroupError && error.isPassing && (hasAnswered || !isUnknownHost(error.cause as FailedCall));
}

/** The events of all pages. @throws LogGroupError that says what stands in the way */
export async function* logEventsIn(group: LogGroup, filter: FilterLogEvents, request: LogEventsRequest): AsyncGenerator<LogEvent> {
  const tokens = new Set<string>();
  let nextToken: string | undefined;
  do {
    const answer = await filter({ ...request, ...(nextToken === undefined ? {} : { nextToken }) }).catch((error: FailedCall) => {
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
