import type { QueriedSource } from './queried-source';
import type { Organization } from '../../../../model';
import { type Clock, isOrganizationsError, NO_ANSWER, type OrganizationsError } from '../../../../organizations';
import type { QueryProgress, RecordQueryPort } from '../../../../organizations/record-queries/record-query-port';
import { GROUP_COLUMNS, groupOfRow, groupQuery, type RecordGroup } from '../../../../trail';
import { printable } from '../../../output/printable';
import { statusLine } from '../../../output/status-line';

export interface QueryReplayOptions {
  /** How many days before now are read. @default 30 */
  readonly replayDays?: number;
  /** The column with the day by which the table has its partitions. */
  readonly replayPartition?: string;
}

const DAYS = 30;
const DAY_MS = 86_400_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;

/** Sources: Amazon Athena pricing and AWS CloudTrail pricing (0.005 USD for a GB), queries in most Regions. */
const DOLLARS_PER_TERABYTE = 5;

/** How a query ended that has no result, and what may help. */
const ENDS = {
  FAILED: ['was refused or failed', 'failed'],
  CANCELLED: ['was cancelled', 'cancelled'],
  TIMED_OUT: ['took longer than the service lets it', 'cancelled'],
} as const;

/** Where groups go: a replay. */
type GroupSink = { addGroup(group: RecordGroup): void };

/**
 * Lets a service group the records of a source, and adds the groups to a replay. Stops the query if the process is interrupted.
 * @throws Error for a query that fails, is cancelled or times out, and for a call that is refused
 */
export async function replayFromQuery(
  source: QueriedSource, organizations: readonly Organization[], options: QueryReplayOptions,
  { queries, clock, replay }: { readonly queries: RecordQueryPort; readonly clock: Clock; readonly replay: GroupSink },
): Promise<void> {
  const { replayDays: days = DAYS, replayPartition: partition } = options;
  const store = source.store({ since: clock.now() - days * DAY_MS, ...(partition === undefined ? {} : { partition }) });
  const { sql, withoutPatterns } = groupQuery(store, organizations);
  say(`${store.service} reads the records of ${days} ${days === 1 ? 'day' : 'days'} in ${source.place}, at about ${DOLLARS_PER_TERABYTE} USD for a TB that it scans.`
    + (source.readsAllWithoutPartition && partition === undefined ? ' Without --replay-partition it scans the whole table.' : ''));
  if (withoutPatterns.length > 0) {
    say(`The policies have more patterns than a query of ${store.service} may have (${store.longestQuery} characters). `
      + `So these count one by one, which gives more groups: ${withoutPatterns.join(', ')}.`);
  }
  try {
    const id = await queries.start(sql);
    say(`Query ${id} started ${source.startedIn}.`);
    const progress = await stoppedAtInterrupt(queries, id, () => ended(queries, id, clock));
    requireResult(id, progress, { service: store.service, advice: source.advice });
    await addRows(queries, id, replay);
  } catch (error) {
    throw isOrganizationsError(error) ? new Error(problem(error, source)) : error;
  }
}

function say(text: string): void {
  process.stderr.write(`cdk-org: ${printable(text)}\n`);
}

/** A query that nobody waits for must not go on scanning. */
async function stoppedAtInterrupt<Result>(queries: RecordQueryPort, id: string, wait: () => Promise<Result>): Promise<Result> {
  const stop = () => queries.stop(id).catch((error: Error) => say(`Query ${id} could not be stopped: ${error.message}`));
  const interrupted = () => {
    say(`Stopping query ${id}.`);
    void stop().finally(() => process.exit(130));
  };
  process.once('SIGINT', interrupted);
  try {
    return await wait();
  } catch (error) {
    if (isOrganizationsError(error)) await stop();
    throw error;
  } finally {
    process.off('SIGINT', interrupted);
  }
}

type EndedQuery = QueryProgress & { readonly seconds: number };

/** Waits until a query runs no more. */
async function ended(queries: RecordQueryPort, id: string, clock: Clock): Promise<EndedQuery> {
  const began = clock.now();
  const status = statusLine();
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    const progress = await queries.progress(id);
    const seconds = Math.round((clock.now() - began) / 1000);
    status.show(`Query ${id}: ${progress.state.toLowerCase()}, ${seconds} s, ${gigabytes(progress)} scanned`);
    if (progress.state !== 'QUEUED' && progress.state !== 'RUNNING') {
      status.clear();
      return { ...progress, seconds };
    }
    await clock.sleep(pause);
  }
}

/** @throws Error for a query without a result */
function requireResult(
  id: string, progress: EndedQuery, { service, advice }: { readonly service: string } & Pick<QueriedSource, 'advice'>,
): void {
  const { state, reason, scannedBytes, seconds } = progress;
  const dollars = scannedBytes / 1e12 * DOLLARS_PER_TERABYTE;
  say(`Query ${id} ${state.toLowerCase().replace('_', ' ')} after ${seconds} s: ${gigabytes(progress)} scanned, about ${dollars.toFixed(2)} USD.`);
  if (state === 'SUCCEEDED' || state === 'QUEUED' || state === 'RUNNING') return;
  const [end, what] = ENDS[state];
  throw new Error(`${service} did not group the records: the query ${end} (${reason ?? 'no reason is given'}; query ${id}). ${advice[what]}.`);
}

function gigabytes({ scannedBytes }: QueryProgress): string {
  return `${(scannedBytes / 1e9).toFixed(2)} GB`;
}

async function addRows(queries: RecordQueryPort, id: string, replay: GroupSink): Promise<void> {
  const status = statusLine();
  let groups = 0;
  for await (const row of queries.rows(id, GROUP_COLUMNS)) {
    replay.addGroup(groupOfRow(row));
    groups++;
    if (groups % 1_000 === 0) status.show(`Replaying recorded calls: ${groups} groups`);
  }
  status.clear();
  say(`${groups} groups of records came back.`);
}

const TOO_MANY = 'Too many queries run at the same time. Try again later';
const NOT_FOUND = 'Check the ID of the event data store, and the Region and the account of the credentials';

const ADVICE: Readonly<Record<string, string>> = {
  TooManyRequests: TOO_MANY,
  MaxConcurrentQueries: TOO_MANY,
  EventDataStoreNotFound: NOT_FOUND,
  EventDataStoreARNInvalid: NOT_FOUND,
};

function problem({ operation, code, message }: OrganizationsError, { prefix }: QueriedSource): string {
  const action = `${prefix}:${operation}`;
  if (code === NO_ANSWER) return `The recorded calls cannot be read: ${action} got no answer (${message}). Check the network and the AWS Region.`;
  const advice = code === 'AccessDenied' ? `Give the user or role the permission ${action}, and those that the documentation of --replay lists`
    : ADVICE[code] ?? 'See what the service says, and try again';
  return `The recorded calls cannot be read: ${action} was refused with ${code} (${message}). ${advice}.`;
}
