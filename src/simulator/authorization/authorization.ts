import { delegatedRequest } from './delegated-request';
import { delegates } from './resource-policy-document';
import type { Access } from '../operations/operation';
import { accessDenied, notInUse } from '../protocol/service-error';
import { ONLY } from '../store/store';
import { World } from '../world/world';

/** Beginnings of the names of Regions. Source: `partitions.json` of the AWS SDKs. */
const PARTITIONS: readonly (readonly [prefix: string, partition: string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-isob-', 'aws-iso-b'],
  ['us-isof-', 'aws-iso-f'],
  ['us-iso-', 'aws-iso'],
  ['eu-isoe-', 'aws-iso-e'],
  ['eusc-', 'aws-eusc'],
];

/** The partition of a Region; that of the commercial Regions for an unknown one. */
function partitionOf(region: string): string {
  return PARTITIONS.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';
}

/** The account that makes a call, as far as its permission depends on it. */
export interface CallingAccount {
  /** Its organization, or the one that it can have. */
  readonly world: World;
  readonly accountId: string;
  /** Whether there is such an account at all. */
  readonly exists: boolean;
  /** The partition of the Region that the request is signed for. */
  readonly partition?: string;
  /** The request as it was sent: the resource policy may look at its resources and condition keys. */
  readonly request?: unknown;
}

/** Refuses a call that this account may not make. Decided on the latest state, since identities are not what lags. */
export function authorize(
  { world: { truth, settings }, accountId: callerId, exists, partition = 'aws', request }: CallingAccount, operation: string, access: Access,
): void {
  const { organization } = truth;
  if (access === 'everyone') {
    if (!exists) throw accessDenied();
    return;
  }
  if (!organization || !truth.get('accounts', callerId)) throw notInUse();
  if (callerId === organization.managementAccountId || access === 'organization') return;
  const resourcePolicy = truth.get('resourcePolicy', ONLY);
  const isDelegate = access === 'delegate' && truth.has('delegatedAdministrators', 'account', callerId);
  const isPolicyDelegate = access !== 'management' && resourcePolicy !== undefined
    && [operation, ...tagsOnCreation(operation, request)].every((each) => (
      delegates(resourcePolicy.content, callerId, each, delegatedRequest(truth, partition, request, callerId, settings.readings))));
  if (!isDelegate && !isPolicyDelegate) throw accessDenied();
}

/** Tags of a new resource need the right to tag. Source: Service Authorization Reference, dependent actions of CreatePolicy. */
function tagsOnCreation(operation: string, request: unknown): string[] {
  const { Tags: tags } = Object(request) as { readonly Tags?: unknown };
  return operation === 'CreatePolicy' && Array.isArray(tags) && tags.length > 0 ? ['TagResource'] : [];
}

/** The account that calls, and the partition of the Region that its request is signed for. */
export interface Caller {
  readonly accountId: string;
  readonly partition: string;
}

const CREDENTIAL = /Credential=([^/,\s]+)(?:\/\d+\/([a-z0-9-]+)\/)?/;

/**
 * Reads the caller from the Authorization header: an access key ID of twelve digits is that account, everything else is the management
 * account. Signatures are not checked.
 */
export function callerFrom(authorization: string | undefined, managementAccountId: string): Caller {
  const [, accessKeyId = '', region = ''] = CREDENTIAL.exec(authorization ?? '') ?? [];
  return { accountId: /^\d{12}$/.test(accessKeyId) ? accessKeyId : managementAccountId, partition: partitionOf(region) };
}
