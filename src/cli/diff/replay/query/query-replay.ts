import type { QueriedSource } from './queried-source';
import type { Organization } from '../../../../model';
import { type Clock, credentialAdvice, isOrganizationsError, NO_ANSWER, type OrganizationsError } from '../../../../organizations';
import type { QueryProgress, RecordQueryPort } from '../../../../organizations/record-queries/record-query-port';
import { GROUP_COLUMNS, groupOfRow, groupQuery, partitionDays, type RecordGroup, type RecordStore, requirePartitionDay } from '../../../../trail';
import { printable } from '../../../output/printable';
import { statusLine } from '../../../output/status-line';

export interface QueryReplayOptions {
  /** How many days before now are read. @default 30 */
  readonly replayDays?: number;
  /** The columns with the day by which the table has its partitions: `timestamp`, `dt=yyyy-MM-dd`, `year,month,day`. */
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
  const store = source.store({
    since: clock.now() - days * DAY_MS, ...(partition === undefined ? {} : { partition: partitionDays(partition) }),
  });
  const { sql, withoutPatterns } = groupQuery(store, organizations);
  say(`${store.service} reads the records of ${days} ${days === 1 ? 'day' : 'days'} in ${source.place}, at about ${DOLLARS_PER_TERABYTE} USD for a TB that it scans.`
    + (source.readsAllWithoutPartition && partition === undefined ? ' Without --replay-partition it scans the whole table.' : ''));
  if (withoutPatterns.length > 0) {
    say(`The policies have more patterns than a query of ${store.service} may have (${store.longestQuery} bytes, or a few hundred of a kind). `
      + `So these count one by one, which gives more groups: ${withoutPatterns.join(', ')}.`);
  }
  try {
    const { id, progress } = await stoppedAtInterrupt(queries, sql, async (started) => {
      say(`Query ${started} started ${source.startedIn}.`);
      return { id: started, progress: await ended(queries, started, clock) };
    });
    requireResult(id, progress, { service: store.service, advice: source.advice });
    await addRows({ queries, id, store }, replay);
  } catch (error) {
    throw isOrganizationsError(error) ? new Error(problem(error, source)) : error;
  }
}

function say(text: string): void {
  process.stderr.write(`cdk-org: ${printable(text)}\n`);
}

/** Signals that end a process, with the numbers of which its exit code is made. GitLab and others cancel a job with SIGTERM. */
const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

/** Starts a query and waits for it. One that nobody waits for must not go on scanning: it is stopped, also while it starts. */
async function stoppedAtInterrupt<Result>(queries: RecordQueryPort, sql: string, wait: (id: string) => Promise<Result>): Promise<Result> {
  const started = queries.start(sql);
  const stop = async () => {
    const id = await started.catch(() => undefined);
    if (id === undefined) return;
    say(`Stopping query ${id}.`);
    await queries.stop(id).catch((error: Error) => say(`Query ${id} could not be stopped: ${error.message}`));
  };
  const listeners = Object.entries(SIGNALS).map(([signal, number]) => (
    [signal, () => void stop().finally(() => process.exit(128 + number))] as const));
  for (const [signal, listener] of listeners) process.once(signal, listener);
  try {
    const id = await started;
    return await wait(id).catch(async (error: Error) => {
      await stop();
      throw error;
    });
  } finally {
    for (const [signal, listener] of listeners) process.off(signal, listener);
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

interface AnsweredQuery {
  readonly queries: RecordQueryPort;
  readonly id: string;
  readonly store: RecordStore;
}

/** @throws Error for partitions that are not by days */
async function addRows({ queries, id, store: { partition } }: AnsweredQuery, replay: GroupSink): Promise<void> {
  const status = statusLine();
  let groups = 0;
  for await (const row of queries.rows(id, GROUP_COLUMNS)) {
    const group = groupOfRow(row);
    if (partition !== undefined) requirePartitionDay(partition, group.partitionDay);
    replay.addGroup(group);
    groups++;
    if (groups % 1_000 === 0) status.show(`Replaying recorded calls: ${groups} groups`);
  }
  status.clear();
  say(`${groups} groups of records came back.`);
}

const TOO_MANY = 'Too many queries run at the same time. Try again later.';
const NOT_FOUND = 'Check the ID of the event data store, and the Region and the account of the credentials.';

const ADVICE: Readonly<Record<string, string>> = {
  TooManyRequests: TOO_MANY,
  MaxConcurrentQueries: TOO_MANY,
  EventDataStoreNotFound: NOT_FOUND,
  EventDataStoreARNInvalid: NOT_FOUND,
  // Athena has this code for an unknown workgroup and for one without a place for results.
  InvalidRequest: 'Check the workgroup and its place for results, and the Region and the account of the credentials.',
};

function problem({ operation, code, message }: OrganizationsError, { prefix }: QueriedSource): string {
  const action = `${prefix}:${operation}`;
  if (code === NO_ANSWER) {
    const mayRun = operation.startsWith('Start') ? ' The query may run all the same: look into the history of the service, and stop it.' : '';
    return `The recorded calls cannot be read: ${action} got no answer (${message}). Check the network and the AWS Region.${mayRun}`;
  }
  const advice = code === 'AccessDenied' ? `Give the user or role the permission ${action}, and those that the documentation of --replay lists.`
    : credentialAdvice(code) ?? ADVICE[code] ?? 'See what the service says, and try again.';
  return `The recorded calls cannot be read: ${action} was refused with ${code} (${message}). ${advice}`;
}
