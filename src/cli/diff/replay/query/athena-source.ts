import type { QueriedSource } from './queried-source';
import { athenaTable, isIdentifier } from '../../../../trail';

const PREFIX = 'athena:';
const WORKGROUP = /^[\w.-]{1,128}$/;

/**
 * Reads `athena:WORKGROUP/DATABASE.TABLE`, a table of Amazon Athena with the records of CloudTrail; undefined for another source.
 * @throws Error for a source that begins so and has another form
 */
export function athenaSource(source: string): QueriedSource | undefined {
  if (!source.startsWith(PREFIX)) return undefined;
  const [, workgroup = '', database = '', table = ''] = /^([^/]+)\/([^.]+)\.(.+)$/.exec(source.slice(PREFIX.length)) ?? [];
  if (!WORKGROUP.test(workgroup) || !isIdentifier(database) || !isIdentifier(table)) {
    throw new Error(`This is no table of Amazon Athena (given: --replay ${source}). Give athena:WORKGROUP/DATABASE.TABLE, such as athena:primary/logs.cloudtrail; `
      + 'names of databases and tables have letters, digits and underscores.');
  }
  return {
    prefix: 'athena',
    place: `${database}.${table}`,
    startedIn: `in the workgroup ${workgroup}`,
    readsAllWithoutPartition: true,
    advice: {
      failed: 'See the reason; the table must have the columns of the Amazon Athena User Guide, and the workgroup engine version 3',
      cancelled: 'It may have met the limit of its workgroup. Give fewer days with --replay-days, and --replay-partition',
    },
    store: (range) => athenaTable({ database, table, ...range }),
    connect: async (connection, clock) => {
      const { athena } = await import('../../../../organizations/record-queries/sdk-athena.js');
      return athena({ workgroup, database }, connection, clock);
    },
  };
}
