import { literal } from './sql';

/** Records of CloudTrail that a service can query, and the part of the query that depends on the service. */
export interface RecordStore {
  /** `Amazon Athena`. */
  readonly service: string;
  /** The most characters of a query. */
  readonly longestQuery: number;
  /**
   * Selects the records. The columns have the names of the members of a record in lower case, and are texts, but for `useridentity`,
   * `resources` and `tlsdetails`. Times are those of records (`2026-11-30T10:15:30Z`), parameters and answer are JSON, and
   * `sessioncreated` is the time at which the session began.
   */
  readonly records: string;
}

/** A table of Amazon Athena, and what of it is read. */
export interface AthenaTable {
  readonly database: string;
  readonly table: string;
  /** The first moment, in milliseconds since 1970. */
  readonly since: number;
  /** A column with the day of the delivery, such as `2026/11/30`, by which the table has its partitions. */
  readonly partition?: string;
}

/** An event data store of CloudTrail Lake, and what of it is read. */
export interface EventDataStore {
  /** The last part of its ARN. */
  readonly id: string;
  /** The first moment, in milliseconds since 1970. */
  readonly since: number;
}

const IDENTIFIER = /^[A-Za-z0-9_]+$/;
const EVENT_DATA_STORE = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Columns that are the same in both services. */
const COLUMNS = [
  'eventname', 'eventtype', 'awsregion', 'recipientaccountid', 'errorcode', 'errormessage', 'sourceipaddress', 'useragent', 'vpcendpointid',
  'tlsdetails', 'resources', 'useridentity',
].join(', ');

const SESSION_CREATED = 'useridentity.sessioncontext.attributes.creationdate';

/** Whether a name of a database, a table or a column can stand in a query. */
export function isIdentifier(name: string): boolean {
  return IDENTIFIER.test(name) && name.length <= 255;
}

export function isEventDataStoreId(id: string): boolean {
  return EVENT_DATA_STORE.test(id);
}

/**
 * The records in a table of Amazon Athena (engine version 3) with the columns of its User Guide, "Query AWS CloudTrail logs". The length is
 * that of "Service Quotas", query string length.
 * @throws Error for names that are none
 */
export function athenaTable({ database, table, since, partition }: AthenaTable): RecordStore {
  const wrong = [database, table, partition].find((name) => name !== undefined && !isIdentifier(name));
  if (wrong !== undefined) throw new Error(`This is no name of a database, table or column (given: ${JSON.stringify(wrong)}). Use letters, digits and underscores.`);
  const from = timeOf(since);
  // A record is delivered after its event, and so never in the partition of an earlier day.
  const days = partition === undefined ? '' : ` AND "${partition}" >= ${literal(from.slice(0, 10).replaceAll('-', '/'))}`;
  return {
    service: 'Amazon Athena',
    longestQuery: 262_144,
    records: `SELECT eventtime, eventsource, ${COLUMNS}, requestparameters, responseelements, ${SESSION_CREATED} AS sessioncreated\n`
      + `  FROM "${database}"."${table}" WHERE eventtime >= ${literal(from)}${days}`,
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
    records: `SELECT ${text('eventtime')} AS eventtime, IF(event IS NOT NULL, eventsource) AS eventsource, ${COLUMNS}, `
      + `${member('requestParameters')}, ${member('responseElements')}, ${text(SESSION_CREATED)} AS sessioncreated\n`
      + `  FROM (SELECT *, TRY(json_parse(eventjson)) AS event FROM ${id} WHERE eventtime >= timestamp ${literal(from)})`,
  };
}

function timeOf(moment: number): string {
  return new Date(moment).toISOString().replace(/\.\d+Z$/, 'Z');
}
