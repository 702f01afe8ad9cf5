import { namesNetwork } from './alike-columns';
import { OPTIONAL_COLUMNS, type OptionalColumn } from './record-store';
import { arnsInAnswer } from './resource-columns';
import { textOf } from '../record/trail-record';
import type { PolicyTexts } from '../replay/policy-texts';

/** Records that are alike, as a row of a query gives them. */
export interface RecordGroup {
  /** One of the records, with the parts that a decision can hang on. */
  readonly record: unknown;
  readonly records: number;
  /** The times of the first and of the last of them. */
  readonly first?: string;
  readonly last?: string;
  /** The first day of their partitions, if the table is read by these. */
  readonly partitionDay?: string;
}

/** The parts of one record that a row has, in this order. Parts that no policy names are null. */
const PARTS = [
  'eventSource', 'eventName', 'eventType', 'eventTime', 'awsRegion', 'recipientAccountId', 'errorCode', 'errorMessage', 'sourceIPAddress', 'userAgent',
  'vpcEndpointId', 'tls', 'requestParameters', 'arnsInAnswer', 'resources',
  'type', 'arn', 'accountId', 'principalId', 'invokedBy', 'identityProvider', 'issuerType', 'issuerArn', 'mfaAuthenticated', 'creationDate',
] as const;

type Part = typeof PARTS[number];

/** The columns that a table may lack, as far as a policy needs them. */
export function optionalColumns(policies: PolicyTexts): OptionalColumn[] {
  const isNeeded = {
    sourceipaddress: namesNetwork(policies),
    useragent: policies.names('aws:UserAgent'),
    vpcendpointid: namesNetwork(policies),
    tlsdetails: policies.names('aws:SecureTransport'),
  } satisfies Record<OptionalColumn, boolean>;
  return OPTIONAL_COLUMNS.filter((column) => isNeeded[column]);
}

/** The columns of one record, each a text. */
export function exampleColumns(policies: PolicyTexts): string[] {
  const [session, optional] = ['useridentity.sessioncontext', optionalColumns(policies)];
  const ifNeeded = (column: OptionalColumn, text: string = column) => (optional.includes(column) ? text : undefined);
  const columns = {
    eventSource: 'eventsource',
    eventName: 'eventname',
    eventType: 'eventtype',
    eventTime: 'eventtime',
    awsRegion: 'awsregion',
    recipientAccountId: 'recipientaccountid',
    errorCode: 'IF(refused, errorcode)',
    errorMessage: 'IF(refused, errormessage)',
    sourceIPAddress: ifNeeded('sourceipaddress'),
    userAgent: ifNeeded('useragent'),
    vpcEndpointId: ifNeeded('vpcendpointid'),
    tls: ifNeeded('tlsdetails', 'IF(tlsdetails IS NOT NULL, \'true\')'),
    requestParameters: 'requestparameters',
    // The answer itself may have credentials.
    arnsInAnswer: `json_format(CAST(${arnsInAnswer()} AS json))`,
    resources: 'json_format(CAST(transform(resources, resource -> ARRAY[resource.arn, resource.accountid]) AS json))',
    type: 'useridentity.type',
    arn: 'useridentity.arn',
    accountId: 'useridentity.accountid',
    principalId: 'useridentity.principalid',
    invokedBy: 'useridentity.invokedby',
    identityProvider: 'identityprovider',
    issuerType: `${session}.sessionissuer.type`,
    issuerArn: `${session}.sessionissuer.arn`,
    mfaAuthenticated: `${session}.attributes.mfaauthenticated`,
    creationDate: 'sessioncreated',
  } satisfies Record<Part, string | undefined>;
  return PARTS.map((part) => columns[part] ?? 'CAST(NULL AS varchar)');
}

/** The columns of the query, in their order. */
export const GROUP_COLUMNS = ['records', 'firsttime', 'lasttime', 'example', 'partitionday'] as const;

/**
 * The group in a row of the query.
 * @throws Error for a row of another query
 */
export function groupOfRow([records, first, last, example, partitionDay]: readonly (string | undefined)[]): RecordGroup {
  const values = parsed(example);
  const count = Number(records);
  if (!Array.isArray(values) || values.length !== PARTS.length || !Number.isSafeInteger(count) || count < 1) {
    // The example itself is a record, which has names.
    throw new Error(`A row of the answer is no group of records (given: ${[records, first, last].join(', ').slice(0, 200)}). Run the query again.`);
  }
  const parts = Object.fromEntries(PARTS.map((part, place) => [part, values[place] ?? undefined])) as Record<Part, unknown>;
  return {
    record: recordOf(parts),
    records: count,
    ...(first === undefined ? {} : { first }),
    ...(last === undefined ? {} : { last }),
    ...(partitionDay === undefined ? {} : { partitionDay }),
  };
}

function recordOf({
  tls, requestParameters, arnsInAnswer: arns, resources, type, arn, accountId, principalId, invokedBy, identityProvider, issuerType,
  issuerArn, mfaAuthenticated, creationDate, ...rest
}: Record<Part, unknown>): unknown {
  const pairs = parsed(resources);
  return {
    ...rest,
    ...(tls === undefined ? {} : { tlsDetails: {} }),
    requestParameters: parsed(requestParameters),
    responseElements: { arns: textsOfJson(parsed(arns)) },
    resources: Array.isArray(pairs) ? pairs.map(([resource, owner]) => ({ ARN: resource, accountId: owner })) : undefined,
    userIdentity: {
      type,
      arn,
      accountId,
      principalId,
      invokedBy,
      identityProvider,
      sessionContext: {
        ...(issuerType === undefined && issuerArn === undefined ? {} : { sessionIssuer: { type: issuerType, arn: issuerArn } }),
        attributes: { mfaAuthenticated, creationDate },
      },
    },
  };
}

/** Texts as they stand between quotes in JSON. */
function textsOfJson(texts: unknown): unknown[] {
  return Array.isArray(texts) ? texts.map((text) => parsed(`"${text}"`)) : [];
}

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(textOf(text) ?? 'null');
  } catch {
    return undefined;
  }
}
