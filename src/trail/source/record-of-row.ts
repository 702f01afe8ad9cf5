import { parseStruct } from './athena-struct';
import { type Fields, fieldsOf, isFields, trailRecord, type TrailRecord } from '../record/trail-record';

/** Members of a record by the names of columns, which Athena writes in lower case. */
const MEMBERS = [
  'eventSource', 'eventName', 'eventType', 'eventTime', 'awsRegion', 'sourceIPAddress', 'userAgent', 'errorCode', 'errorMessage',
  'recipientAccountId', 'vpcEndpointId', 'userIdentity', 'requestParameters', 'responseElements', 'resources', 'tlsDetails',
  'additionalEventData',
];
const BY_COLUMN = new Map(MEMBERS.map((member) => [member.toLowerCase(), member]));
const NESTED = new Set(['userIdentity', 'requestParameters', 'responseElements', 'resources', 'tlsDetails']);

/** Members below those, which Athena writes in lower case as well. */
const NESTED_MEMBERS = new Map([
  'accountId', 'principalId', 'userName', 'identityProvider', 'invokedBy', 'sessionContext', 'sessionIssuer', 'mfaAuthenticated', 'creationDate',
].map((member) => [member.toLowerCase(), member]));

/**
 * The record in a row of a query of Amazon Athena or AWS CloudTrail Lake: one member for each column, or a list of them. Nested members
 * are JSON, or text such as `{type=AssumedRole, arn=…}`.
 * @returns undefined for a row that lacks the source or the name of the event
 */
export function recordOfRow(row: unknown): TrailRecord | undefined {
  const entries = Object.entries(columnsOf(row)).flatMap(([column, value]): [string, unknown][] => {
    const member = BY_COLUMN.get(column.toLowerCase());
    if (member === undefined || value === null || value === '' || value === 'null') return [];
    return [[member, NESTED.has(member) ? nested(member, value) : value]];
  });
  return trailRecord(Object.fromEntries(entries));
}

/** The ID that the records of a call in several accounts share: of a record, or of such a row. */
export function sharedEventId(recordOrRow: unknown): string | undefined {
  const { sharedEventID, sharedeventid = sharedEventID } = columnsOf(recordOrRow) as { sharedEventID?: unknown; sharedeventid?: unknown };
  return typeof sharedeventid === 'string' && !['', 'null'].includes(sharedeventid) ? sharedeventid : undefined;
}

function columnsOf(row: unknown): Fields {
  return Array.isArray(row) ? Object.assign({}, ...row.filter(isFields)) as Fields : fieldsOf(row);
}

function nested(member: string, value: unknown): unknown {
  const read = typeof value === 'string' ? fromText(value) : value;
  return member === 'userIdentity' ? renamed(read) : read;
}

function fromText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return parseStruct(text);
  }
}

function renamed(value: unknown): unknown {
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [NESTED_MEMBERS.get(key.toLowerCase()) ?? key, renamed(each)]));
}
