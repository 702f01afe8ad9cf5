import { acceptApproval, completeAllFeatures } from './all-features';
import { requirePending } from './handshake-errors';
import { acceptInvitation } from './joining';
import { findHandshake, isRecipient, isSender } from './parties';
import { presentHandshake } from './present-handshake';
import { endHandshake } from '../../handshakes/handshake-endings';
import { accessDenied } from '../../protocol/service-error';
import { HandshakeRecord } from '../../store/records';
import { Call, writing } from '../operation';
import { acceptTransfer } from '../responsibility-transfers/transfer-acceptance';

interface HandshakeRequest {
  readonly HandshakeId: string;
}

const ACCEPTANCES: Readonly<Record<HandshakeRecord['action'], (call: Call, handshake: HandshakeRecord) => HandshakeRecord>> = {
  INVITE: acceptInvitation,
  APPROVE_ALL_FEATURES: acceptApproval,
  ENABLE_ALL_FEATURES: completeAllFeatures,
  TRANSFER_RESPONSIBILITY: acceptTransfer,
};

/** The recipient accepts. An organization's own request is accepted by the management account that sent it. */
function acceptHandshake(call: Call, { HandshakeId }: HandshakeRequest): object {
  const handshake = findHandshake(call, HandshakeId);
  const mayAccept = handshake.action === 'ENABLE_ALL_FEATURES' ? isSender(call, handshake) : isRecipient(call, handshake);
  if (!mayAccept) throw accessDenied();
  requirePending(handshake, 'ACCEPTED');
  return { Handshake: presentHandshake(call, ACCEPTANCES[handshake.action](call, handshake)) };
}

function declineHandshake(call: Call, { HandshakeId }: HandshakeRequest): object {
  const handshake = findHandshake(call, HandshakeId);
  if (!isRecipient(call, handshake)) throw accessDenied();
  requirePending(handshake, 'DECLINED');
  return { Handshake: presentHandshake(call, endHandshake(call.world.surroundings, call.changes, handshake, 'DECLINED')) };
}

function cancelHandshake(call: Call, { HandshakeId }: HandshakeRequest): object {
  const handshake = findHandshake(call, HandshakeId);
  if (!isSender(call, handshake)) throw accessDenied();
  requirePending(handshake, 'CANCELED');
  return { Handshake: presentHandshake(call, endHandshake(call.world.surroundings, call.changes, handshake, 'CANCELED')) };
}

export const answerOperations = [
  writing('AcceptHandshake', 'everyone', acceptHandshake),
  writing('DeclineHandshake', 'everyone', declineHandshake),
  writing('CancelHandshake', 'everyone', cancelHandshake),
];
