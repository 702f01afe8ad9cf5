import { newId } from '../../protocol/identifiers';
import { HandshakeRecord } from '../../store/records';
import { ALL_FEATURES_EXPIRES_MS, INVITATION_EXPIRES_MS } from '../../world/limits';
import { Call } from '../operation';

/** The part of a handshake that its sender decides on. */
type Contents = Pick<HandshakeRecord, 'action' | 'recipient' | 'notes' | 'tags' | 'parentId' | 'transferId'> & { readonly state?: HandshakeRecord['state'] };

/** Sends a handshake from the caller's organization. */
export function sendHandshake(call: Call, contents: Contents): HandshakeRecord {
  const { id, featureSet, managementAccountId, managementAccountEmail } = call.organization;
  const expiresAfter = contents.action.endsWith('ALL_FEATURES') ? ALL_FEATURES_EXPIRES_MS : INVITATION_EXPIRES_MS;
  const handshake: HandshakeRecord = {
    id: newId.handshake(call.world.random),
    state: 'REQUESTED',
    organizationId: id,
    featureSet,
    managementAccountId,
    managementAccountEmail,
    managementAccountName: call.view.get('accounts', managementAccountId)?.name ?? '',
    partition: call.partition,
    requestedAt: call.now,
    expiresAt: call.now + expiresAfter,
    ...contents,
  };
  call.changes.put('handshakes', handshake);
  return handshake;
}
