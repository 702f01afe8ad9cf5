import { isIdentifier } from '../../../../trail';

/** A table of Amazon Athena with the records of CloudTrail. */
export interface AthenaSource {
  readonly workgroup: string;
  readonly database: string;
  readonly table: string;
}

const PREFIX = 'athena:';
const WORKGROUP = /^[\w.-]{1,128}$/;

/**
 * Reads `athena:WORKGROUP/DATABASE.TABLE`; undefined for another source.
 * @throws Error for a source that begins so and has another form
 */
export function athenaSource(source: string): AthenaSource | undefined {
  if (!source.startsWith(PREFIX)) return undefined;
  const [, workgroup = '', database = '', table = ''] = /^([^/]+)\/([^.]+)\.(.+)$/.exec(source.slice(PREFIX.length)) ?? [];
  if (WORKGROUP.test(workgroup) && isIdentifier(database) && isIdentifier(table)) return { workgroup, database, table };
  throw new Error(`This is no table of Amazon Athena (given: --replay ${source}). Give athena:WORKGROUP/DATABASE.TABLE, such as athena:primary/logs.cloudtrail; `
    + 'names of databases and tables have letters, digits and underscores.');
}
