import { addressBlocks, addressClass, ADDRESS_NUMBER, datesOfPolicies, namesNetwork, namesTime, timeClass } from './alike-columns';
import { exampleColumns, optionalColumns } from './example-columns';
import { PARAMETERS, parameterColumns } from './parameter-columns';
import type { RecordStore } from './record-store';
import { objectNames, ResourceColumns } from './resource-columns';
import { literal } from './sql';
import type { Organization } from '../../model';
import { REFUSED_BY_POLICY } from '../message/denial-cause';
import { PROVIDER_IN_PRINCIPAL } from '../record/caller';
import { REFUSAL } from '../record/trail-record';
import { PolicyTexts } from '../replay/policy-texts';

/** Values whose patterns in policies make a query long, in the order in which a query leaves them out. */
const PATTERNS = ['objects in Amazon S3', 'addresses', 'times'] as const;

export type PatternKind = typeof PATTERNS[number];

/**
 * So many patterns of a kind are in a query at most: with about twice as many, a Trino engine refuses to compile it ("too many or too
 * complex expressions", "stack overflow").
 */
const MOST_PATTERNS: Readonly<Record<PatternKind, number>> = { 'objects in Amazon S3': 500, 'addresses': 200, 'times': 200 };

const PATTERNS_OF: Readonly<Record<PatternKind, (policies: PolicyTexts) => readonly string[] | undefined>> = {
  'objects in Amazon S3': objectNames, 'addresses': addressBlocks, 'times': datesOfPolicies,
};

export interface GroupQuery {
  readonly sql: string;
  /** The values that each count on their own, since the query would be too long with their patterns. They give more groups. */
  readonly withoutPatterns: readonly PatternKind[];
}

/**
 * A query that groups records: those of a group are alike for the policies of the organizations, so that {@link Replay} judges one of
 * them. A row has the number of the records, the times of the first and the last, and one of them.
 *
 * @throws Error for policies that need a longer query than the service takes
 */
export function groupQuery(store: RecordStore, organizations: readonly Organization[]): GroupQuery {
  const policies = new PolicyTexts(organizations);
  const tooMany = PATTERNS.filter((kind) => (PATTERNS_OF[kind](policies)?.length ?? 0) > MOST_PATTERNS[kind]);
  for (let left = 0; ; left++) {
    const withoutPatterns = PATTERNS.filter((kind, place) => place < left || tooMany.includes(kind));
    const sql = queryText(store, policies, withoutPatterns);
    const length = bytesOf(sql);
    if (length <= store.longestQuery) return { sql, withoutPatterns };
    if (left === PATTERNS.length) {
      throw new Error(`The query for these policies is longer than ${store.service} accepts (${length} of ${store.longestQuery} bytes). `
        + 'Copy the trail to a folder and give that instead.');
    }
  }
}

/** CloudTrail Lake counts characters, which are never more than the bytes. */
function bytesOf(sql: string): number {
  return new TextEncoder().encode(sql).length;
}

/** Selects inside selects, since that is the form that the samples of both services have. */
function queryText({ records, partition }: RecordStore, policies: PolicyTexts, withoutPatterns: readonly PatternKind[]): string {
  const columns = groupColumns(policies, withoutPatterns);
  const names = columns.map((_, place) => `part_${place + 1}`);
  return [
    'SELECT count(*) AS records, min(eventtime) AS firsttime, max(eventtime) AS lasttime, '
    + 'json_format(CAST(max_by(example, coalesce(eventtime, \'\')) AS json)) AS example, '
    + `${partition === undefined ? 'CAST(NULL AS varchar)' : 'min(partitionday)'} AS partitionday`,
    'FROM (',
    `  SELECT eventtime, ${partition === undefined ? '' : 'partitionday, '}ARRAY[${exampleColumns(policies).join(', ')}] AS example,`,
    `  ${columns.map((column, place) => `${column} AS ${names[place]}`).join(',\n  ')}`,
    '  FROM (',
    `  SELECT *, ${PARAMETERS} AS members,${namesNetwork(policies) ? ` ${ADDRESS_NUMBER} AS address,` : ''}`,
    `  coalesce(${matches('errorcode', REFUSAL)} OR ${matches('errormessage', REFUSED_BY_POLICY)}, false) AS refused`,
    '  FROM (',
    `  ${records(optionalColumns(policies))}`,
    ')))',
    `GROUP BY ${names.join(', ')}`,
  ].join('\n');
}

function matches(column: string, { source }: RegExp): string {
  return `regexp_like(${column}, ${literal(`(?i)${source}`)})`;
}

/** Records with the same values in all of these are alike. */
function groupColumns(policies: PolicyTexts, withoutPatterns: readonly PatternKind[]): string[] {
  const hasPatterns = (kind: PatternKind) => !withoutPatterns.includes(kind);
  const resources = new ResourceColumns(policies, { hasObjectPatterns: hasPatterns('objects in Amazon S3') });
  const named = (keys: readonly string[], ...columns: string[]) => (keys.some((key) => policies.names(key)) ? columns : []);
  return [
    'eventsource', 'eventname', 'eventtype', 'awsregion', 'recipientaccountid', 'refused',
    ...identityColumns(policies),
    ...namesNetwork(policies) ? ['vpcendpointid', hasPatterns('addresses') ? addressClass(policies) : 'sourceipaddress'] : [],
    ...named(['aws:UserAgent'], 'useragent'),
    ...namesTime(policies) ? [hasPatterns('times') ? timeClass(policies) : 'eventtime'] : [],
    ...named(['aws:SecureTransport'], 'tlsdetails IS NOT NULL'),
    resources.arns(),
    resources.owners(),
    ...parameterColumns(policies, resources),
    resources.ids(),
    messageColumn(resources),
  ];
}

function identityColumns(policies: PolicyTexts): string[] {
  const session = 'useridentity.sessioncontext';
  return [
    'useridentity.type', 'useridentity.accountid', 'useridentity.invokedby', `${session}.sessionissuer.arn`,
    `IF(useridentity.type IN ('WebIdentityUser', 'SAMLUser'), ARRAY[identityprovider, regexp_extract(useridentity.principalid, ${literal(PROVIDER_IN_PRINCIPAL.source)}, 1)])`,
    // The role of a session stands for it.
    `IF(coalesce(useridentity.type IN ('AssumedRole', 'Role') AND strpos(${session}.sessionissuer.arn, ':role/') > 0, false), NULL, useridentity.arn)`,
    policies.names('aws:userid') ? 'useridentity.principalid' : 'useridentity.principalid = \'ANONYMOUS_PRINCIPAL\'',
    ...policies.names('aws:MultiFactorAuthPresent') ? [`${session}.attributes.mfaauthenticated`] : [],
    ...policies.names('aws:TokenIssueTime') ? ['sessioncreated'] : [],
  ];
}

/** The message of a refused call, which may name its resource. It also has names of sessions, and texts that are encoded. */
function messageColumn(resources: ResourceColumns): string {
  if (resources.touches('sts')) return 'IF(refused, errormessage)';
  return 'IF(refused, regexp_replace(regexp_replace(errormessage, \'(:assumed-role/[^/\\s]+/)\\S+\', \'$1\'), \'(?is)(authorization failure message:).*\', \'$1\'))';
}
