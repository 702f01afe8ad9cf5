import { isPending } from '../../handshakes/handshake-endings';
import { ServiceError } from '../../protocol/service-error';
import { HandshakeRecord, HandshakeState } from '../../store/records';

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
