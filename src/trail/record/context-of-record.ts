import type { Caller } from './caller';
import { requestTags } from './request-tags';
import type { TrailRecord } from './trail-record';
import type { ContextValue } from '../../policy';

export type Context = Record<string, ContextValue>;

const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]+)$/i;

/** Addresses that never reach AWS over the internet. */
export const PRIVATE = /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd])/i;

/**
 * The condition keys that a record shows, as the service saw them. Keys that it does not show are left out, and so unknown; `null` says
 * that the request had none.
 * Sources: AWS CloudTrail User Guide, "CloudTrail record contents"; IAM User Guide, "AWS global condition context keys".
 */
export function contextOfRecord(record: TrailRecord, caller: Caller): Context {
  return {
    ...(record.awsRegion === undefined ? {} : { 'aws:RequestedRegion': record.awsRegion }),
    ...timeOf(record),
    ...networkOf(record, caller),
    ...sessionOf(record, caller),
    ...serviceOf(caller),
    ...(record.hasTls ? { 'aws:SecureTransport': true } : {}),
    ...requestTags(record.requestParameters),
  };
}

function timeOf({ eventTime }: TrailRecord): Context {
  const time = Date.parse(eventTime ?? '');
  return Number.isNaN(time) ? {} : { 'aws:CurrentTime': eventTime!, 'aws:EpochTime': Math.floor(time / 1000) };
}

/** Through an endpoint of a VPC, the address is one of the VPC. A service that calls shows its name instead of an address. */
function networkOf({ sourceIPAddress = '', vpcEndpointId, userAgent }: TrailRecord, { through }: Caller): Context {
  const agent: Context = userAgent === undefined || through !== undefined ? {} : { 'aws:UserAgent': userAgent };
  if (through !== undefined || !ADDRESS.test(sourceIPAddress)) return vpcEndpointId === undefined ? agent : { ...agent, 'aws:SourceVpce': vpcEndpointId };
  if (vpcEndpointId !== undefined) {
    return { ...agent, 'aws:SourceVpce': vpcEndpointId, 'aws:VpcSourceIp': sourceIPAddress, 'aws:SourceIp': null };
  }
  if (PRIVATE.test(sourceIPAddress)) return agent;
  return { ...agent, 'aws:SourceIp': sourceIPAddress, 'aws:SourceVpce': null, 'aws:SourceVpc': null, 'aws:VpcSourceIp': null };
}

function sessionOf({ identity }: TrailRecord, { principal }: Caller): Context {
  const { principalId, mfaAuthenticated, sessionCreated } = identity;
  const mfa: Context = mfaAuthenticated === 'true' || mfaAuthenticated === 'false' ? { 'aws:MultiFactorAuthPresent': mfaAuthenticated === 'true' } : {};
  return {
    ...(principalId === undefined || principal === undefined ? {} : { 'aws:userid': principalId }),
    ...mfa,
    ...(sessionCreated === undefined ? {} : { 'aws:TokenIssueTime': sessionCreated }),
  };
}

/**
 * A call that no service makes has none of these keys. Of a call through one it is not recorded whether the service forwards the session
 * of the principal or uses a role of its own, so the keys stay unknown.
 */
function serviceOf({ through, principal }: Caller): Context {
  if (through !== undefined || principal === undefined || principal.endsWith('.amazonaws.com')) return {};
  return { 'aws:ViaAWSService': false, 'aws:CalledVia': null, 'aws:CalledViaFirst': null, 'aws:CalledViaLast': null };
}
