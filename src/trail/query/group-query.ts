import { addressClass, ADDRESS_NUMBER, namesNetwork, namesTime, timeClass } from './alike-columns';
import { exampleColumns } from './example-columns';
import { PARAMETERS, parameterColumns } from './parameter-columns';
import { ResourceColumns } from './resource-columns';
import { literal } from './sql';
import type { Organization } from '../../model';
import { REFUSAL } from '../record/trail-record';
import { PolicyTexts } from '../replay/policy-texts';

/** A table with the records of CloudTrail, and what of it is read. */
export interface QueriedTable {
  readonly database: string;
  readonly table: string;
  /** The first moment, in milliseconds since 1970. */
  readonly since: number;
  /** A column with the day of the delivery, such as `2026/11/30`, by which the table has its partitions. */
  readonly partition?: string;
}

/** The length that Amazon Athena accepts. Source: Amazon Athena User Guide, "Service Quotas", query string length. */
const LONGEST = 262_144;

const IDENTIFIER = /^[A-Za-z0-9_]+$/;

/** Whether a name of a database, a table or a column can stand in a query. */
export function isIdentifier(name: string): boolean {
  return IDENTIFIER.test(name) && name.length <= 255;
}

/**
 * A query that groups records in Amazon Athena (engine version 3): records of a group are alike for the policies of the organizations, so
 * that {@link Replay} judges one of them. A row has the number of the records, the times of the first and the last, and one of them.
 * The columns are those of the table in the Amazon Athena User Guide, "Query AWS CloudTrail logs".
 *
 * @throws Error for names that are none, and for policies with too many patterns
 */
export function groupQuery(table: QueriedTable, organizations: readonly Organization[]): string {
  const wrong = [table.database, table.table, table.partition].find((name) => name !== undefined && !isIdentifier(name));
  if (wrong !== undefined) throw new Error(`This is no name of a database, table or column (given: ${JSON.stringify(wrong)}). Use letters, digits and underscores.`);
  const policies = new PolicyTexts(organizations);
  const columns = groupColumns(policies);
  const names = columns.map((_, place) => `part_${place + 1}`);
  const query = [
    'WITH records AS (',
    `  SELECT *, ${PARAMETERS} AS members, ${ADDRESS_NUMBER} AS address,`,
    `    coalesce(regexp_like(errorcode, ${literal(`(?i)${REFUSAL.source}`)}), false) AS refused`,
    `  FROM "${table.database}"."${table.table}"`,
    `  WHERE ${conditions(table).join(' AND ')}`,
    '), calls AS (',
    `  SELECT eventtime, ARRAY[${exampleColumns(policies).join(', ')}] AS example,`,
    `    ${columns.map((column, place) => `${column} AS ${names[place]}`).join(',\n    ')}`,
    '  FROM records',
    ')',
    'SELECT count(*) AS records, min(eventtime) AS firsttime, max(eventtime) AS lasttime, json_format(CAST(max_by(example, eventtime) AS json)) AS example',
    'FROM calls',
    `GROUP BY ${names.join(', ')}`,
  ].join('\n');
  if (query.length <= LONGEST) return query;
  throw new Error(`The query for these policies is longer than Amazon Athena accepts (${query.length} of ${LONGEST} characters). Copy the trail to a folder and give that instead.`);
}

function conditions({ since, partition }: QueriedTable): string[] {
  const from = new Date(since).toISOString().replace(/\.\d+Z$/, 'Z');
  // A record is delivered after its event, and so never in the partition of an earlier day.
  return [`eventtime >= ${literal(from)}`, ...partition === undefined ? [] : [`"${partition}" >= ${literal(from.slice(0, 10).replaceAll('-', '/'))}`]];
}

/** Records with the same values in all of these are alike. */
function groupColumns(policies: PolicyTexts): string[] {
  const resources = new ResourceColumns(policies);
  const named = (keys: readonly string[], ...columns: string[]) => (keys.some((key) => policies.names(key)) ? columns : []);
  return [
    'eventsource', 'eventname', 'eventtype', 'awsregion', 'recipientaccountid', 'refused',
    ...identityColumns(policies),
    ...namesNetwork(policies) ? ['vpcendpointid', addressClass(policies)] : [],
    ...named(['aws:UserAgent'], 'useragent'),
    ...namesTime(policies) ? [timeClass(policies)] : [],
    ...named(['aws:SecureTransport'], 'tlsdetails IS NOT NULL'),
    ...resources.recorded(),
    ...parameterColumns(policies, resources),
    resources.inAnswer(),
    messageColumn(resources),
  ];
}

function identityColumns(policies: PolicyTexts): string[] {
  const session = 'useridentity.sessioncontext';
  return [
    'useridentity.type', 'useridentity.accountid', 'useridentity.invokedby', `${session}.sessionissuer.arn`,
    // The role of a session stands for it.
    `IF(coalesce(useridentity.type IN ('AssumedRole', 'Role') AND strpos(${session}.sessionissuer.arn, ':role/') > 0, false), NULL, useridentity.arn)`,
    policies.names('aws:userid') ? 'useridentity.principalid' : 'useridentity.principalid = \'ANONYMOUS_PRINCIPAL\'',
    ...policies.names('aws:MultiFactorAuthPresent') ? [`${session}.attributes.mfaauthenticated`] : [],
    ...policies.names('aws:TokenIssueTime') ? [`${session}.attributes.creationdate`] : [],
  ];
}

/** The message of a refused call, which may name its resource. It also has names of sessions, and texts that are encoded. */
function messageColumn(resources: ResourceColumns): string {
  if (resources.touches('sts')) return 'IF(refused, errormessage)';
  return 'IF(refused, regexp_replace(regexp_replace(errormessage, \'(:assumed-role/[^/\\s]+/)\\S+\', \'$1\'), \'(?is)(authorization failure message:).*\', \'$1\'))';
}
