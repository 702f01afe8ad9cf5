import { isIdentifier, partitionDay, type PartitionDays, partitionsSince } from './partition-days';
import { literal } from './sql';

/** Records of CloudTrail that a service can query, and the part of the query that depends on the service. */
export interface RecordStore {
  /** `Amazon Athena`. */
  readonly service: string;
  /** The most bytes of a query. */
  readonly longestQuery: number;
  /** The partitions by which a table is read; the records have the column `partitionday` then. */
  readonly partition?: PartitionDays;
  /**
   * Selects the records. The columns have the names of the members of a record in lower case, and are texts, but for `useridentity`,
   * `resources` and `tlsdetails`. Times are those of records (`2026-11-30T10:15:30Z`), parameters and answer are JSON, `sessioncreated` is
   * the time at which the session began, and `identityprovider` the one of a caller with its token, if the service has a column for it.
   * @param optional columns to select besides, which a table may lack
   */
  records(optional: readonly OptionalColumn[]): string;
}

/** A table of Amazon Athena, and what of it is read. */
export interface AthenaTable {
  readonly database: string;
  readonly table: string;
  /** The first moment, in milliseconds since 1970. */
  readonly since: number;
  /** The columns with the day of the delivery, by which the table has its partitions. */
  readonly partition?: PartitionDays;
}

/** An event data store of CloudTrail Lake, and what of it is read. */
export interface EventDataStore {
  /** The last part of its ARN. */
  readonly id: string;
  /** The first moment, in milliseconds since 1970. */
  readonly since: number;
}

const EVENT_DATA_STORE = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Columns that only some policies need. Tables from older versions of the User Guide lack some of them. */
export const OPTIONAL_COLUMNS = ['sourceipaddress', 'useragent', 'vpcendpointid', 'tlsdetails'] as const;

export type OptionalColumn = typeof OPTIONAL_COLUMNS[number];

/** Columns that are the same in both services. */
const COLUMNS = ['eventname', 'eventtype', 'awsregion', 'recipientaccountid', 'errorcode', 'errormessage', 'resources', 'useridentity'];

const SESSION_CREATED = 'useridentity.sessioncontext.attributes.creationdate';

export function isEventDataStoreId(id: string): boolean {
  return EVENT_DATA_STORE.test(id);
}

/**
 * The records in a table of Amazon Athena (engine version 3) with the columns of its User Guide, "Query AWS CloudTrail logs". The length is
 * that of "Service Quotas", query string length.
 * @throws Error for names that are none
 */
export function athenaTable({ database, table, since, partition }: AthenaTable): RecordStore {
  const wrong = [database, table, ...partition?.columns ?? []].find((name) => !isIdentifier(name));
  if (wrong !== undefined) throw new Error(`This is no name of a database, table or column (given: ${JSON.stringify(wrong)}). Use letters, digits and underscores.`);
  const from = timeOf(since);
  const day = partition === undefined ? '' : `, ${partitionDay(partition)} AS partitionday`;
  const days = partition === undefined ? '' : ` AND ${partitionsSince(partition, from.slice(0, 10))}`;
  return {
    service: 'Amazon Athena',
    longestQuery: 262_144,
    ...(partition === undefined ? {} : { partition }),
    records: (optional) => `SELECT eventtime, eventsource, ${[...COLUMNS, ...optional].join(', ')}, requestparameters, responseelements, `
      + `${SESSION_CREATED} AS sessioncreated, CAST(NULL AS varchar) AS identityprovider${day}\n`
      + `  FROM "${database}"."${table}" WHERE (eventtime >= ${literal(from)} OR eventtime IS NULL)${days}`,
  };
}

/**
 * The records in an event data store of CloudTrail Lake. Parameters and answer are read from `eventjson`: in their own columns, which are
 * maps of texts, a text with JSON is like an object. A record without `eventjson` loses its source, and the replay counts it as unreadable.
 * Sources: AWS CloudTrail User Guide, "Supported SQL schemas for event data stores"; API Reference, "StartQuery", `QueryStatement`.
 *
 * @throws Error for an ID that is none
 */
export function eventDataStore({ id, since }: EventDataStore): RecordStore {
  const from = timeOf(since).replace('T', ' ').replace('Z', '');
  if (!isEventDataStoreId(id)) throw new Error(`This is no ID of an event data store (given: ${JSON.stringify(id)}). Use the last part of its ARN.`);
  const member = (name: string) => `json_format(json_extract(event, '$.${name}')) AS ${name.toLowerCase()}`;
  const text = (column: string) => `date_format(${column}, '%Y-%m-%dT%H:%i:%sZ')`;
  return {
    service: 'CloudTrail Lake',
    longestQuery: 10_000,
    records: (optional) => `SELECT ${text('eventtime')} AS eventtime, IF(event IS NOT NULL, eventsource) AS eventsource, `
      + `${[...COLUMNS, ...optional].join(', ')}, ${member('requestParameters')}, ${member('responseElements')}, `
      + `${text(SESSION_CREATED)} AS sessioncreated, useridentity.identityprovider\n`
      + `  FROM (SELECT *, TRY(json_parse(eventjson)) AS event FROM ${id} WHERE eventtime >= timestamp ${literal(from)})`,
  };
}

function timeOf(moment: number): string {
  return new Date(moment).toISOString().replace(/\.\d+Z$/, 'Z');
}
