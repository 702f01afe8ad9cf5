import type { Command } from 'commander';
import { readRecords } from './read-records';
import { trailFiles } from './trail-files';
import { type Organization, targets } from '../../../model';
import { maskedReplay, Replay, type ReplayResult } from '../../../trail';
import { statusLine } from '../../output/status-line';
import type { ThresholdOptions } from '../threshold-options';

export interface ReplayOptions {
  /** A file or a folder with recorded calls. */
  readonly replay?: string;
  readonly mask?: boolean;
}

export function withReplay(command: Command): Command {
  return command
    .option('--replay <source>', 'also ask both organizations about recorded calls: a file or a folder of CloudTrail, or an export of CloudTrail Lake or Athena')
    .option('--mask', 'with --replay: numbers instead of account IDs and names of principals');
}

/** @throws Error for options that mean nothing without a replay. */
export function checkReplay({ replay, mask, failOn }: ReplayOptions & Pick<ThresholdOptions, 'failOn'>): void {
  if (failOn?.further.includes('newly-denied-use') && replay === undefined) {
    throw new Error('Newly denied use is known only from a replay, and none is given. Given: --fail-on newly-denied-use. Give --replay as well, or leave it out.');
  }
  if (mask && replay === undefined) throw new Error('Only a replay is masked, and none is given. Given: --mask. Give --replay as well, or leave it out.');
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
  source: string, { before, after }: { readonly before: Organization; readonly after: Organization }, { mask }: ReplayOptions,
): Promise<ReplayResult> {
  [before, after].forEach(checkIds);
  const files = trailFiles(source);
  const replay = new Replay(before, after);
  const status = statusLine();
  for (const [place, file] of files.entries()) {
    status.show(`Replaying recorded calls: file ${place + 1} of ${files.length}`);
    await readRecords(file, replay);
  }
  status.clear();
  const result = replay.result();
  if (result.records === 0) throw new Error(`There are no records in it: ${source}. Give --replay a file or a folder with records of CloudTrail.`);
  return mask ? maskedReplay(result) : result;
}
