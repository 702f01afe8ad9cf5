import { endHandshake, isPending, openIfApproved } from '../../handshakes/handshake-endings';
import { constraintViolation } from '../../protocol/service-error';
import { HandshakeRecord } from '../../store/records';
import { Call, writing } from '../operation';
import { sendHandshake, handshakeViolation, invalidTransition } from './new-handshake';
import { presentHandshake } from './present-handshake';
import { awsManagedPolicies } from '../../world/aws-managed-policies';

/**
 * Asks every invited account to approve all features, and every created account that lacks the service-linked role to add it. Open
 * invitations end, and the management account completes the change by accepting the handshake that this returns.
 * Source: User Guide, "Enabling all features for an organization".
 */
function enableAllFeatures(call: Call): object {
  const { id: organizationId, managementAccountId } = call.organization;
  const sent = call.view.list('handshakes', 'organization', organizationId).filter(isPending);
  refuseToEnable(call, sent);
  const { changes, world: { surroundings } } = call;
  const members = call.view.list('accounts').filter(({ id, state }) => id !== managementAccountId && state !== 'CLOSED');
  const invited = members.filter(({ joinedMethod }) => joinedMethod === 'INVITED');
  const withoutRole = members.filter(({ joinedMethod, lacksServiceLinkedRole }) => joinedMethod === 'CREATED' && lacksServiceLinkedRole);
  sent.filter(({ action }) => action === 'INVITE').forEach((invitation) => endHandshake(surroundings, changes, invitation, 'CANCELED'));
  const request = sendHandshake(call, {
    action: 'ENABLE_ALL_FEATURES', recipient: { type: 'ORGANIZATION', id: organizationId }, tags: {}, state: invited.length + withoutRole.length > 0 ? 'REQUESTED' : 'OPEN',
  });
  invited.forEach(({ id }) => sendHandshake(call, {
    action: 'APPROVE_ALL_FEATURES', recipient: { type: 'ACCOUNT', id }, tags: {}, parentId: request.id,
  }));
  withoutRole.forEach(({ id }) => sendHandshake(call, {
    action: 'ADD_ORGANIZATIONS_SERVICE_LINKED_ROLE', recipient: { type: 'ACCOUNT', id }, tags: {}, parentId: request.id,
  }));
  return { Handshake: presentHandshake(call, request) };
}

function refuseToEnable(call: Call, pending: readonly HandshakeRecord[]): void {
  if (call.organization.featureSet === 'ALL') {
    throw handshakeViolation('ORGANIZATION_ALREADY_HAS_ALL_FEATURES', 'The organization has already enabled all features.');
  }
  if (pending.some(({ action }) => action === 'ENABLE_ALL_FEATURES')) {
    throw handshakeViolation('ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION',
      'The organization has already started the process to enable all features.');
  }
  const most = call.world.settings.limits.accountsEnablingAllFeatures;
  if (call.world.store.table('accounts').size > most) {
    throw constraintViolation('ALL_FEATURES_MIGRATION_ORGANIZATION_SIZE_LIMIT_EXCEEDED', `Your organization has more than ${most} accounts.`);
  }
}

/** A member agrees, and gets the service-linked role if it lacks it. The last one of them opens the request of the organization. */
export function acceptApproval(call: Call, handshake: HandshakeRecord): HandshakeRecord {
  const { changes, view, world: { surroundings } } = call;
  const account = view.get('accounts', handshake.recipient.id);
  if (account?.lacksServiceLinkedRole) changes.put('accounts', { ...account, lacksServiceLinkedRole: undefined });
  const accepted = endHandshake(surroundings, changes, handshake, 'ACCEPTED');
  openIfApproved(surroundings, changes, handshake.organizationId);
  return accepted;
}

/** The management account completes the change. */
export function completeAllFeatures(call: Call, handshake: HandshakeRecord): HandshakeRecord {
  if (handshake.state !== 'OPEN') throw invalidTransition(handshake);
  const { changes, view, organization } = call;
  changes.put('organization', { ...organization, featureSet: 'ALL' });
  awsManagedPolicies('ALL').filter(({ id }) => !view.get('policies', id)).forEach((policy) => changes.put('policies', policy));
  return endHandshake(call.world.surroundings, changes, handshake, 'ACCEPTED');
}

export const allFeaturesOperations = [
  writing('EnableAllFeatures', 'management', enableAllFeatures),
];
