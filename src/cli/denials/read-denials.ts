import { logEvents, logGroupOf } from './log-group';
import { readLogGroup } from './read-log-group';
import type { Clock } from '../../organizations';
import type { Connection } from '../../organizations/read-only-client';
import type { DenialTable } from '../../trail';
import { readRecords } from '../diff/replay/read-records';
import { trailFiles } from '../diff/replay/trail-files';
import { printable } from '../output/printable';
import { statusLine } from '../output/status-line';

export interface DenialSource {
  /** A file, a folder, or `log-group:NAME[:REGION]`. */
  readonly source: string;
  /** The argument or option that names it, for messages. */
  readonly option: string;
  /** Milliseconds since 1970 of the first event of a log group. */
  readonly from: number;
  readonly connection: Connection;
  readonly clock: Clock;
  readonly follows?: boolean;
  readonly signal?: AbortSignal;
}

/** Gives the records of a source to a table. @throws Error for a source that cannot be read */
export async function readDenials(given: DenialSource, table: DenialTable): Promise<void> {
  const group = logGroupOf(given.source);
  if (group !== undefined) {
    const say = (text: string) => process.stderr.write(`cdk-org: ${printable(text)}\n`);
    return readLogGroup(group, await logEvents(group, given.connection), given.clock, table, { ...given, say });
  }
  const files = trailFiles(given.source, given.option);
  const status = statusLine();
  for (const [place, file] of files.entries()) {
    status.show(`Reading recorded calls: file ${place + 1} of ${files.length}`);
    await readRecords(file, table);
  }
  return status.clear();
}
