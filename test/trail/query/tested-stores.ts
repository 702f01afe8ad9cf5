import { type GroupWorld, SINCE } from './group-worlds';
import { athenaTable, eventDataStore, groupQuery, partitionDays, type RecordStore } from '../../../src/trail';
import type { Json } from '../records';

/** A table with the columns that a store of records has, for an engine that runs. */
export interface TestedStore {
  readonly name: string;
  /** The columns as JSON can give them, with their types. */
  readonly columns: readonly string[];
  /** The columns of the table, from the row `typed` with those. */
  readonly selected: readonly string[];
  hasWorld(name: string): boolean;
  row(record: Json): Json;
  /** The query of a world whose table has the name. */
  query(world: GroupWorld, table: string): string;
}

const ISSUER = 'sessionissuer ROW(type varchar, principalid varchar, arn varchar, accountid varchar)';

/** The columns that the query reads, of a table. Source: Amazon Athena User Guide, "Query AWS CloudTrail logs". */
const COLUMNS = [
  'useridentity ROW(type varchar, principalid varchar, arn varchar, accountid varchar, invokedby varchar, sessioncontext '
  + `ROW(attributes ROW(mfaauthenticated varchar, creationdate varchar), ${ISSUER}))`,
  'eventtime varchar', 'eventsource varchar', 'eventname varchar', 'awsregion varchar', 'sourceipaddress varchar', 'useragent varchar', 'errorcode varchar', 'errormessage varchar',
  'requestparameters varchar', 'responseelements varchar', 'resources ARRAY(ROW(arn varchar, accountid varchar, type varchar))', 'eventtype varchar', 'recipientaccountid varchar',
  'vpcendpointid varchar', 'tlsdetails ROW(tlsversion varchar, ciphersuite varchar)',
];

const named = (column: string) => `typed.${column.split(' ')[0]}`;
const time = (text: string) => `CAST(from_iso8601_timestamp(${text}) AS timestamp(3))`;

const ATHENA: TestedStore = {
  name: 'athena',
  hasWorld: () => true,
  columns: [...COLUMNS, '"timestamp" varchar'],
  selected: [...COLUMNS, '"timestamp"'].map(named),
  row: (record) => ({
    ...lower(record),
    requestparameters: asText(record.requestParameters),
    responseelements: asText(record.responseElements),
    timestamp: String(record.eventTime ?? '2026-11-30').slice(0, 10).replaceAll('-', '/'),
  }),
  query: ({ base, head }, table) => groupQuery(tableOf(table), [base, head]).sql,
};

/** So short that a world with many patterns leaves them out. */
const SHORT: TestedStore = {
  ...ATHENA,
  name: 'short',
  hasWorld: (name) => ['many', 'random_3', 'random_4'].includes(name),
  query: ({ base, head }, table) => groupQuery({ ...tableOf(table), longestQuery: 6_100 }, [base, head]).sql,
};

function tableOf(table: string): RecordStore {
  return athenaTable({ database: 'default', table, since: SINCE, partition: partitionDays('timestamp') });
}

const EVENT_DATA_STORE = '0123abcd-4567-89ab-cdef-0123456789ab';
const OTHER_TYPES = ['useridentity', 'eventtime', 'requestparameters', 'responseelements'];
const CONTEXT = 'typed.useridentity.sessioncontext';

/** Times are timestamps, and parameters maps of texts. Source: AWS CloudTrail User Guide, "Supported SQL schemas for event data stores". */
const LAKE: TestedStore = {
  name: 'lake',
  // Times have a column of their own type.
  hasWorld: (name) => !name.includes('times'),
  columns: [...COLUMNS.filter((column) => !/^(?:request|response)/.test(column)).map((column) => column.replace('invokedby varchar,', 'invokedby varchar, identityprovider varchar,')), 'requestparameters map(varchar, varchar)', 'responseelements map(varchar, varchar)', 'eventjson varchar'],
  selected: [
    ...COLUMNS.filter((column) => !OTHER_TYPES.includes(column.split(' ')[0])).map(named),
    'typed.requestparameters', 'typed.responseelements', 'typed.eventjson', `${time('typed.eventtime')} AS eventtime`,
    `CAST(ROW(${['type', 'principalid', 'arn', 'accountid', 'invokedby', 'identityprovider'].map((each) => `typed.useridentity.${each}`).join(', ')}, IF(${CONTEXT} IS NOT NULL, `
    + `ROW(ROW(${time(`${CONTEXT}.attributes.creationdate`)}, ${CONTEXT}.attributes.mfaauthenticated), ${CONTEXT}.sessionissuer))) AS ROW(type varchar, principalid varchar, `
    + `arn varchar, accountid varchar, invokedby varchar, identityprovider varchar, sessioncontext ROW(attributes ROW(creationdate timestamp(3), mfaauthenticated varchar), ${ISSUER}))) AS useridentity`,
  ],
  row: (record) => ({
    ...lower(record),
    requestparameters: texts(record.requestParameters),
    responseelements: texts(record.responseElements),
    eventjson: JSON.stringify(record),
  }),
  query: ({ base, head }, table) => {
    const { sql } = groupQuery(eventDataStore({ id: EVENT_DATA_STORE, since: SINCE }), [base, head]);
    return sql.replace(EVENT_DATA_STORE, table);
  },
};

export const TESTED_STORES = [ATHENA, LAKE, SHORT];

function asText(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}

function texts(value: any): Json | null {
  if (typeof value !== 'object' || value === null) return null;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, typeof each === 'string' ? each : JSON.stringify(each)]));
}

function lower(value: any): any {
  if (Array.isArray(value)) return value.map(lower);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name.toLowerCase(), lower(each)]));
}
