import type { Json } from '../records';

/** The columns of a table of CloudTrail that the query reads. Source: Amazon Athena User Guide, "Query AWS CloudTrail logs". */
export const TABLE = [
  'useridentity ROW(type varchar, principalid varchar, arn varchar, accountid varchar, invokedby varchar, sessioncontext '
  + 'ROW(attributes ROW(mfaauthenticated varchar, creationdate varchar), sessionissuer ROW(type varchar, principalid varchar, arn varchar, accountid varchar)))',
  'eventtime varchar', 'eventsource varchar', 'eventname varchar', 'awsregion varchar', 'sourceipaddress varchar', 'useragent varchar', 'errorcode varchar', 'errormessage varchar',
  'requestparameters varchar', 'responseelements varchar', 'resources ARRAY(ROW(arn varchar, accountid varchar, type varchar))', 'eventtype varchar', 'recipientaccountid varchar',
  'vpcendpointid varchar', 'tlsdetails ROW(tlsversion varchar, ciphersuite varchar)', '"timestamp" varchar',
];

const AS_TEXT = ['requestParameters', 'responseElements'];

/** A record as the reader of Athena gives it: names in lower case, parameters as text. */
export function tableRow(record: Json): Json {
  const asText = (value: unknown) => (value === null || value === undefined ? null : JSON.stringify(value));
  const texts = Object.fromEntries(AS_TEXT.map((name) => [name.toLowerCase(), asText(record[name])]));
  return { ...lower(record), ...texts, timestamp: String(record.eventTime).slice(0, 10).replaceAll('-', '/') };
}

function lower(value: any): any {
  if (Array.isArray(value)) return value.map(lower);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name.toLowerCase(), lower(each)]));
}
