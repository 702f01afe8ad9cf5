import { isPending } from '../../handshakes/handshake-endings';
import { newId } from '../../protocol/identifiers';
import { ServiceError } from '../../protocol/service-error';
import { HandshakeRecord, HandshakeState } from '../../store/records';
import { ALL_FEATURES_EXPIRES_MS, INVITATION_EXPIRES_MS } from '../../world/limits';
import { Call } from '../operation';

/** The part of a handshake that its sender decides on. */
type Contents = Pick<HandshakeRecord, 'action' | 'recipient' | 'notes' | 'tags' | 'parentId' | 'transferId'> & { readonly state?: HandshakeRecord['state'] };

/** Sends a handshake from the caller's organization. */
export function sendHandshake(call: Call, contents: Contents): HandshakeRecord {
  const { id, featureSet, managementAccountId, managementAccountEmail } = call.organization;
  const isInvitation = contents.action === 'INVITE' || contents.action === 'TRANSFER_RESPONSIBILITY';
  const expiresAfter = isInvitation ? INVITATION_EXPIRES_MS : ALL_FEATURES_EXPIRES_MS;
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

export function handshakeViolation(reason: string, message: string): ServiceError {
  return new ServiceError('HandshakeConstraintViolationException', message, reason);
}

export function invalidTransition({ id, state }: HandshakeRecord): ServiceError {
  return new ServiceError('InvalidHandshakeTransitionException',
    `You can't perform the operation on handshake ${id} in its current state, which is ${state}.`);
}

export function duplicateHandshake({ id }: HandshakeRecord): ServiceError {
  return new ServiceError('DuplicateHandshakeException',
    `A handshake with the same action and target already exists: ${id}. Cancel it before you send another one.`);
}

/** Refuses to end a handshake that has ended. */
export function requirePending(handshake: HandshakeRecord, wanted: HandshakeState): void {
  if (handshake.state === wanted) {
    throw new ServiceError('HandshakeAlreadyInStateException', `Handshake ${handshake.id} is already in the requested state, ${wanted}.`);
  }
  if (!isPending(handshake)) throw invalidTransition(handshake);
}
