import { Access } from './operations/operation';
import { delegates } from './resource-policy-document';
import { accessDenied, notInUse } from './service-error';
import { ONLY } from './store/store';
import { World } from './world';

/** Refuses a call that this account may not make. Decided on the latest state, since identities are not what lags. */
export function authorize(world: World, callerId: string, operation: string, access: Access): void {
  const { truth } = world;
  const { organization } = truth;
  if (access === 'everyone') {
    // One organization is simulated, and one account that can have it.
    if (!organization && callerId !== world.managementAccount.id) throw accessDenied();
    return;
  }
  if (!organization || !truth.get('accounts', callerId)) throw notInUse();
  if (callerId === organization.managementAccountId || access === 'organization') return;
  const resourcePolicy = truth.get('resourcePolicy', ONLY);
  const isDelegate = access === 'delegate' && truth.has('delegatedAdministrators', 'account', callerId);
  const isPolicyDelegate = access !== 'management' && resourcePolicy !== undefined && delegates(resourcePolicy.content, callerId, operation);
  if (!isDelegate && !isPolicyDelegate) throw accessDenied();
}

const CREDENTIAL = /Credential=([^/,\s]+)/;

/**
 * Who calls: an access key id of twelve digits is that account, everything else is the management account. Signatures and Regions
 * are not checked.
 */
export function callerFrom(authorization: string | undefined, managementAccountId: string): string {
  const accessKeyId = CREDENTIAL.exec(authorization ?? '')?.[1] ?? '';
  return /^\d{12}$/.test(accessKeyId) ? accessKeyId : managementAccountId;
}
