import type { Caller } from './caller';
import { requestTags } from './request-tags';
import type { TrailRecord } from './trail-record';
import type { ContextValue } from '../../policy';

export type Context = Record<string, ContextValue>;

/** Reads the value of a key: `null` if the request had none, undefined if the record does not show it. */
type Reader = (record: TrailRecord, caller: Caller) => ContextValue | undefined;

const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]+)$/i;

/** Addresses that never reach AWS over the internet. */
export const PRIVATE = /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd])/i;

/**
 * The condition keys that a record shows, as the service saw them.
 * Sources: AWS CloudTrail User Guide, "CloudTrail record contents"; IAM User Guide, "AWS global condition context keys".
 */
const READERS: Readonly<Record<string, Reader>> = {
  'aws:RequestedRegion': ({ awsRegion }) => awsRegion,
  'aws:CurrentTime': ({ eventTime }) => (timeOf(eventTime) === undefined ? undefined : eventTime),
  'aws:EpochTime': ({ eventTime }) => timeOf(eventTime),
  'aws:UserAgent': ({ userAgent }, { through }) => (through === undefined ? userAgent : undefined),
  'aws:SourceIp': (record, caller) => (isPublic(record, caller) ? record.sourceIPAddress : isFromEndpoint(record, caller) ? null : undefined),
  'aws:SourceVpce': (record, caller) => record.vpcEndpointId ?? (isPublic(record, caller) ? null : undefined),
  'aws:SourceVpc': (record, caller) => (isPublic(record, caller) ? null : undefined),
  'aws:VpcSourceIp': (record, caller) => (isFromEndpoint(record, caller) ? record.sourceIPAddress : isPublic(record, caller) ? null : undefined),
  'aws:userid': ({ identity }, { principal }) => (principal === undefined ? undefined : identity.principalId),
  'aws:MultiFactorAuthPresent': ({ identity: { mfaAuthenticated } }) => (
    mfaAuthenticated === 'true' ? true : mfaAuthenticated === 'false' ? false : undefined),
  'aws:TokenIssueTime': ({ identity }) => identity.sessionCreated,
  'aws:ViaAWSService': (_, caller) => (isDirect(caller) ? false : undefined),
  'aws:CalledVia': (_, caller) => (isDirect(caller) ? null : undefined),
  'aws:CalledViaFirst': (_, caller) => (isDirect(caller) ? null : undefined),
  'aws:CalledViaLast': (_, caller) => (isDirect(caller) ? null : undefined),
  'aws:SecureTransport': ({ hasTls }) => (hasTls ? true : undefined),
};

/** Reads the context of a record. */
export type ContextReader = (record: TrailRecord, caller: Caller) => Context;

/**
 * A reader of the condition keys that a record shows. Keys that it does not show are left out, and so unknown; `null` says that the
 * request had none. Tags of the request are always among them.
 *
 * @param isWanted whether to read a key
 */
export function contextReader(isWanted: (key: string) => boolean): ContextReader {
  const readers = Object.entries(READERS).filter(([key]) => isWanted(key));
  return (record, caller) => {
    const context: Context = {};
    for (const [key, read] of readers) {
      const value = read(record, caller);
      if (value !== undefined) context[key] = value;
    }
    return Object.assign(context, requestTags(record.requestParameters));
  };
}

/** Reads every key that a record shows. */
export const contextOfRecord = contextReader(() => true);

function timeOf(eventTime = ''): number | undefined {
  const time = Date.parse(eventTime);
  return Number.isNaN(time) ? undefined : Math.floor(time / 1000);
}

/** A service that calls shows its name instead of an address. */
function hasAddress({ sourceIPAddress = '' }: TrailRecord, { through }: Caller): boolean {
  return through === undefined && ADDRESS.test(sourceIPAddress);
}

/** Through an endpoint of a VPC, the address is one of the VPC. */
function isFromEndpoint(record: TrailRecord, caller: Caller): boolean {
  return record.vpcEndpointId !== undefined && hasAddress(record, caller);
}

function isPublic(record: TrailRecord, caller: Caller): boolean {
  return record.vpcEndpointId === undefined && hasAddress(record, caller) && !PRIVATE.test(record.sourceIPAddress!);
}

/**
 * Whether no service makes the call. Of a call through one it is not recorded whether the service forwards the session of the principal
 * or uses a role of its own, so the keys stay unknown.
 */
function isDirect({ through, principal }: Caller): boolean {
  return through === undefined && principal !== undefined && !principal.endsWith('.amazonaws.com');
}
