import { REFUSED_BY_POLICY } from '../message/denial-cause';

/** A JSON object whose members nobody has checked. */
export type Fields = Readonly<Record<string, unknown>>;

/** The identity in a record. Source: AWS CloudTrail User Guide, "CloudTrail userIdentity element". */
export interface RecordedIdentity {
  /** `AssumedRole`, `IAMUser`, `Root`, `AWSService`, `AWSAccount`, … */
  readonly type?: string;
  readonly arn?: string;
  readonly accountId?: string;
  readonly principalId?: string;
  readonly userName?: string;
  readonly identityProvider?: string;
  /** The service that makes the call, for itself or for the principal. */
  readonly invokedBy?: string;
  /** The role or user whose credentials the session has. */
  readonly issuer?: { readonly type?: string; readonly arn?: string };
  readonly mfaAuthenticated?: string;
  readonly sessionCreated?: string;
}

export interface RecordedResource {
  readonly arn?: string;
  readonly accountId?: string;
}

/**
 * A record of AWS CloudTrail: the parts that a decision can hang on. A member that is absent or has another type is left out.
 * Source: AWS CloudTrail User Guide, "CloudTrail record contents".
 */
export interface TrailRecord {
  readonly eventSource: string;
  readonly eventName: string;
  readonly eventType?: string;
  readonly eventTime?: string;
  readonly awsRegion?: string;
  readonly sourceIPAddress?: string;
  readonly userAgent?: string;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly recipientAccountId?: string;
  readonly vpcEndpointId?: string;
  readonly identity: RecordedIdentity;
  readonly requestParameters?: Fields;
  readonly responseElements?: Fields;
  readonly resources: readonly RecordedResource[];
  /** Whether the call came over TLS. */
  readonly hasTls: boolean;
}

export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Fields : {};
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The record in a JSON value; undefined for a value that is none. */
export function trailRecord(value: unknown): TrailRecord | undefined {
  if (!isFields(value)) return undefined;
  const eventSource = textOf(value.eventSource);
  const eventName = textOf(value.eventName);
  if (eventSource === undefined || eventName === undefined) return undefined;
  return {
    eventSource,
    eventName,
    eventType: textOf(value.eventType),
    eventTime: textOf(value.eventTime),
    awsRegion: textOf(value.awsRegion),
    sourceIPAddress: textOf(value.sourceIPAddress),
    userAgent: textOf(value.userAgent),
    errorCode: textOf(value.errorCode),
    errorMessage: textOf(value.errorMessage),
    recipientAccountId: textOf(value.recipientAccountId),
    vpcEndpointId: textOf(value.vpcEndpointId),
    identity: identityOf(fieldsOf(value.userIdentity)),
    requestParameters: isFields(value.requestParameters) ? value.requestParameters : undefined,
    responseElements: isFields(value.responseElements) ? value.responseElements : undefined,
    resources: resourcesOf(value.resources),
    hasTls: isFields(value.tlsDetails),
  };
}

function identityOf(given: Fields): RecordedIdentity {
  const session = fieldsOf(given.sessionContext);
  const issuer = fieldsOf(session.sessionIssuer);
  const attributes = fieldsOf(session.attributes);
  return {
    type: textOf(given.type),
    arn: textOf(given.arn),
    accountId: textOf(given.accountId),
    principalId: textOf(given.principalId),
    userName: textOf(given.userName),
    identityProvider: textOf(given.identityProvider),
    invokedBy: textOf(given.invokedBy),
    issuer: isFields(session.sessionIssuer) ? { type: textOf(issuer.type), arn: textOf(issuer.arn) } : undefined,
    mfaAuthenticated: attributes.mfaAuthenticated === undefined ? undefined : String(attributes.mfaAuthenticated),
    sessionCreated: textOf(attributes.creationDate),
  };
}

/** Records of some services spell the member `ARN`, others `arn`. */
function resourcesOf(given: unknown): RecordedResource[] {
  if (!Array.isArray(given)) return [];
  return given.filter(isFields).map(({ ARN, arn, accountId }) => ({ arn: textOf(ARN) ?? textOf(arn), accountId: textOf(accountId) }));
}

/** Error codes of refused calls. Services spell them in several ways. */
export const REFUSAL = /AccessDenied|UnauthorizedOperation|NotAuthorized|AuthorizationError|Forbidden|UnauthorizedException/i;

/**
 * Whether IAM, an organization or another policy refused the call. Services return some refusals with codes of other errors, so that a
 * message with a reason suffices. A query tests the same patterns.
 */
export function wasRefused({ errorCode = '', errorMessage = '' }: Pick<TrailRecord, 'errorCode' | 'errorMessage'>): boolean {
  return REFUSAL.test(errorCode) || REFUSED_BY_POLICY.test(errorMessage);
}
