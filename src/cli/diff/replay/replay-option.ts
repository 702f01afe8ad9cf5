import type { Command } from 'commander';
import { type AthenaReplayOptions, replayFromAthena } from './athena/athena-replay';
import { athenaSource } from './athena/athena-source';
import { addFiles } from './replay-files';
import { type Organization, targets } from '../../../model';
import { athena } from '../../../organizations/athena/sdk-athena';
import type { Connection } from '../../../organizations/read-only-client';
import { isIdentifier, maskedReplay, Replay, type ReplayResult } from '../../../trail';
import { integer } from '../../options/arguments';
import { clock } from '../../options/connection-options';
import type { ThresholdOptions } from '../threshold-options';

export interface ReplayOptions extends AthenaReplayOptions {
  /** A file or a folder with recorded calls, or a table of Amazon Athena. */
  readonly replay?: string;
  readonly mask?: boolean;
}

export function withReplay(command: Command): Command {
  return command
    .option('--replay <source>', 'also ask both organizations about recorded calls: a file or a folder of CloudTrail, an export of CloudTrail Lake or Athena, or athena:WORKGROUP/DATABASE.TABLE for a query')
    .option('--replay-days <days>', 'with a query: the records of so many days (default: 30)', integer(1, 3_650))
    .option('--replay-partition <column>', 'with a query: the column of partitions whose values are days, such as 2026/11/30')
    .option('--mask', 'with --replay: numbers instead of account IDs and names of principals');
}

/** @throws Error for options that mean nothing without a replay. */
export function checkReplay({ replay, mask, failOn, replayDays, replayPartition }: ReplayOptions & Pick<ThresholdOptions, 'failOn'>): void {
  if (failOn?.further.includes('newly-denied-use') && replay === undefined) {
    throw new Error('Newly denied use is known only from a replay, and none is given. Given: --fail-on newly-denied-use. Give --replay as well, or leave it out.');
  }
  if (mask && replay === undefined) throw new Error('Only a replay is masked, and none is given. Given: --mask. Give --replay as well, or leave it out.');
  const isQuery = replay !== undefined && athenaSource(replay) !== undefined;
  const given = replayDays !== undefined ? `--replay-days ${replayDays}` : replayPartition !== undefined ? `--replay-partition ${replayPartition}` : undefined;
  if (!isQuery && given !== undefined) throw new Error(`Only a query has days and partitions, and none is given. Given: ${given}. Give --replay athena:WORKGROUP/DATABASE.TABLE, or leave it out.`);
  if (replayPartition !== undefined && !isIdentifier(replayPartition)) {
    throw new Error(`This is no name of a column (given: --replay-partition ${replayPartition}). Use letters, digits and underscores.`);
  }
}

/** @throws Error for code that knows no ID of an account, by which records name them */
function checkIds(organization: Organization): void {
  const ids = [...targets(organization)].filter(({ kind }) => kind === 'account').map(({ target }) => target.id);
  if (ids.length === 0 || ids.some((id) => /^\d{12}$/.test(id))) return;
  throw new Error('Recorded calls name accounts by their IDs, and the code does not know them. Given: --replay with code alone. '
    + 'Give --organization with a snapshot, or compare with --live or a snapshot.');
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
  const table = athenaSource(source);
  if (table === undefined) {
    await addFiles(source, { before, after }, replay);
  } else {
    const { profile, roleArn, region } = options;
    await replayFromAthena(table, [before, after], options, { athena: await athena({ profile, roleArn, region }, clock), clock, replay });
  }
  const result = replay.result();
  if (result.records === 0) throw new Error(`There are no records in it: ${source}. ${table === undefined ? 'Give --replay a file or a folder with records of CloudTrail' : 'Give a table with records, or more days with --replay-days'}.`);
  return options.mask ? maskedReplay(result) : result;
}
