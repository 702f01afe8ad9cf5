import type { Command } from 'commander';
import { queriedSource } from './query/queried-source';
import { type QueryReplayOptions, replayFromQuery } from './query/query-replay';
import { addFiles } from './replay-files';
import { type Organization, targets } from '../../../model';
import type { Connection } from '../../../organizations/read-only-client';
import { maskedReplay, partitionDays, Replay, type ReplayResult } from '../../../trail';
import { integer } from '../../options/arguments';
import { clock } from '../../options/connection-options';
import type { ThresholdOptions } from '../threshold-options';

export interface ReplayOptions extends QueryReplayOptions {
  /** A file or a folder with recorded calls, or what a service queries. */
  readonly replay?: string;
  readonly mask?: boolean;
}

export function withReplay(command: Command): Command {
  return command
    .option('--replay <source>', 'also ask both organizations about recorded calls: a file or a folder of CloudTrail, an export of CloudTrail Lake or Athena, or for a query athena:WORKGROUP/DATABASE.TABLE or lake:EVENT_DATA_STORE')
    .option('--replay-days <days>', 'with a query: the records of so many days (default: 30)', integer(1, 3_650))
    .option('--replay-partition <column>', 'with a table of Athena: the column of partitions whose values are days such as 2026/11/30; or dt=yyyy-MM-dd, dt=yyyyMMdd, or year,month,day')
    .option('--mask', 'with --replay: numbers instead of account IDs and names of principals');
}

/** @throws Error for options that mean nothing without a replay. */
export function checkReplay({ replay, mask, failOn, replayDays, replayPartition }: ReplayOptions & Pick<ThresholdOptions, 'failOn'>): void {
  if (failOn?.further.includes('newly-denied-use') && replay === undefined) {
    throw new Error('Newly denied use is known only from a replay, and none is given. Given: --fail-on newly-denied-use. Give --replay as well, or leave it out.');
  }
  if (mask && replay === undefined) throw new Error('Only a replay is masked, and none is given. Given: --mask. Give --replay as well, or leave it out.');
  const queried = replay === undefined ? undefined : queriedSource(replay);
  const given = replayDays !== undefined ? `--replay-days ${replayDays}` : replayPartition !== undefined ? `--replay-partition ${replayPartition}` : undefined;
  if (queried === undefined && given !== undefined) {
    throw new Error(`Only a query has days and partitions, and none is given. Given: ${given}. Give --replay athena:WORKGROUP/DATABASE.TABLE or lake:EVENT_DATA_STORE, or leave it out.`);
  }
  if (queried?.readsAllWithoutPartition === false && replayPartition !== undefined) {
    throw new Error(`An event data store has no partitions: its query reads only the days of --replay-days. Given: --replay-partition ${replayPartition}. Leave it out.`);
  }
  if (replayPartition !== undefined) partitionDays(replayPartition);
}

/** @throws Error for code that knows no ID of an account, by which records name them */
function checkIds(organization: Organization): void {
  const ids = [...targets(organization)].filter(({ kind }) => kind === 'account').map(({ target }) => target.id);
  if (ids.length === 0 || ids.some((id) => /^\d{12}$/.test(id))) return;
  throw new Error('Recorded calls name accounts by their IDs, and the code does not know them. Given: --replay with code alone. '
    + 'Give --organization with a snapshot, or compare with --live or a snapshot.');
}

const NO_FILES = 'Give --replay a file or a folder with records of CloudTrail';

function noGroups({ replayPartition: partition }: QueryReplayOptions): string {
  const days = partition === undefined ? '' : `. Check that the values of --replay-partition ${partition} are days of this form, and that the table has partitions of them`;
  return `Give a source with records, or more days with --replay-days${days}`;
}

/**
 * Asks the organization before and after a change about recorded calls.
 * @throws Error for a source that cannot be read, and for an organization whose accounts have no IDs yet
 */
export async function replayed(
  source: string, { before, after }: { readonly before: Organization; readonly after: Organization }, options: ReplayOptions & Connection,
): Promise<ReplayResult> {
  [before, after].forEach(checkIds);
  const replay = new Replay(before, after);
  const queried = queriedSource(source);
  if (queried === undefined) {
    await addFiles(source, { before, after }, replay);
  } else {
    const { profile, roleArn, region } = options;
    const queries = await queried.connect({ profile, roleArn, region }, clock);
    await replayFromQuery(queried, [before, after], options, { queries, clock, replay });
  }
  const result = replay.result();
  if (result.records === 0) throw new Error(`There are no records in it: ${source}. ${queried === undefined ? NO_FILES : noGroups(options)}.`);
  return options.mask ? maskedReplay(result) : result;
}
