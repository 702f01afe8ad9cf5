import type { AthenaSource } from './athena-source';
import type { Organization } from '../../../../model';
import { type Clock, isOrganizationsError, NO_ANSWER, type OrganizationsError } from '../../../../organizations';
import type { AthenaPort, QueryProgress } from '../../../../organizations/athena/athena-port';
import { groupOfRow, groupQuery, type RecordGroup } from '../../../../trail';
import { printable } from '../../../output/printable';
import { statusLine } from '../../../output/status-line';

export interface AthenaReplayOptions {
  /** How many days before now are read. @default 30 */
  readonly replayDays?: number;
  /** The column with the day by which the table has its partitions. */
  readonly replayPartition?: string;
}

const DAYS = 30;
const DAY_MS = 86_400_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;

/** Source: Amazon Athena pricing, queries in most Regions. */
const DOLLARS_PER_TERABYTE = 5;

/** Where groups go: a replay. */
type GroupSink = { addGroup(group: RecordGroup): void };

/**
 * Lets Amazon Athena group the records of a table, and adds the groups to a replay. Stops the query if the process is interrupted.
 * @throws Error for a query that fails or is cancelled, and for a call that is refused
 */
export async function replayFromAthena(
  source: AthenaSource, organizations: readonly Organization[], options: AthenaReplayOptions,
  { athena, clock, replay }: { readonly athena: AthenaPort; readonly clock: Clock; readonly replay: GroupSink },
): Promise<void> {
  const { replayDays: days = DAYS, replayPartition: partition } = options;
  const since = clock.now() - days * DAY_MS;
  const sql = groupQuery({ ...source, since, ...(partition === undefined ? {} : { partition }) }, organizations);
  const table = `${source.database}.${source.table}`;
  say(`Amazon Athena reads the records of ${days} ${days === 1 ? 'day' : 'days'} in ${table}, at about ${DOLLARS_PER_TERABYTE} USD for a TB that it scans.`
    + (partition === undefined ? ' Without --replay-partition it scans the whole table.' : ''));
  try {
    const id = await athena.start({ workgroup: source.workgroup, database: source.database, sql });
    say(`Query ${id} started in the workgroup ${source.workgroup}.`);
    await stoppedAtInterrupt(athena, id, () => finished(athena, id, clock));
    await addRows(athena, id, replay);
  } catch (error) {
    throw isOrganizationsError(error) ? new Error(athenaProblem(error)) : error;
  }
}

function say(text: string): void {
  process.stderr.write(`cdk-org: ${printable(text)}\n`);
}

/** A query that nobody waits for must not go on scanning. */
async function stoppedAtInterrupt(athena: AthenaPort, id: string, wait: () => Promise<void>): Promise<void> {
  const stop = () => athena.stop(id).catch((error: Error) => say(`Query ${id} could not be stopped: ${error.message}`));
  const interrupted = () => {
    say(`Stopping query ${id}.`);
    void stop().finally(() => process.exit(130));
  };
  process.once('SIGINT', interrupted);
  try {
    await wait();
  } catch (error) {
    if (isOrganizationsError(error)) await stop();
    throw error;
  } finally {
    process.off('SIGINT', interrupted);
  }
}

async function finished(athena: AthenaPort, id: string, clock: Clock): Promise<void> {
  const began = clock.now();
  const status = statusLine();
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    const progress = await athena.progress(id);
    const seconds = Math.round((clock.now() - began) / 1000);
    status.show(`Query ${id}: ${progress.state.toLowerCase()}, ${seconds} s, ${gigabytes(progress)} scanned`);
    if (progress.state !== 'QUEUED' && progress.state !== 'RUNNING') {
      status.clear();
      ended(id, progress, seconds);
      return;
    }
    await clock.sleep(pause);
  }
}

/** @throws Error for a query without a result */
function ended(id: string, progress: QueryProgress, seconds: number): void {
  const { state, reason, scannedBytes } = progress;
  const dollars = scannedBytes / 1e12 * DOLLARS_PER_TERABYTE;
  say(`Query ${id} ${state.toLowerCase()} after ${seconds} s: ${gigabytes(progress)} scanned, about ${dollars.toFixed(2)} USD.`);
  if (state === 'SUCCEEDED') return;
  const advice = state === 'CANCELLED' ? 'It may have met the limit of its workgroup. Give fewer days with --replay-days, and --replay-partition'
    : 'See the reason; the table must have the columns of the Amazon Athena User Guide, and the workgroup engine version 3';
  throw new Error(`Amazon Athena did not group the records: the query was ${state === 'FAILED' ? 'refused or failed' : 'cancelled'} (${reason ?? 'no reason is given'}; query ${id}). ${advice}.`);
}

function gigabytes({ scannedBytes }: QueryProgress): string {
  return `${(scannedBytes / 1e9).toFixed(2)} GB`;
}

async function addRows(athena: AthenaPort, id: string, replay: GroupSink): Promise<void> {
  const status = statusLine();
  let groups = 0;
  for await (const row of athena.rows(id)) {
    replay.addGroup(groupOfRow(row));
    groups++;
    if (groups % 1_000 === 0) status.show(`Replaying recorded calls: ${groups} groups`);
  }
  status.clear();
  say(`${groups} groups of records came back.`);
}

function athenaProblem({ operation, code, message }: OrganizationsError): string {
  if (code === NO_ANSWER) return `The recorded calls cannot be read: athena:${operation} got no answer (${message}). Check the network and the AWS Region.`;
  const advice = code === 'AccessDenied' ? `Give the user or role the permission athena:${operation}, and those of its tables and results`
    : code === 'TooManyRequests' ? 'Too many queries run at the same time. Try again later' : 'See what the service says, and try again';
  return `The recorded calls cannot be read: athena:${operation} was refused with ${code} (${message}). ${advice}.`;
}
