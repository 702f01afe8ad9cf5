import { endHandshake } from '../../handshakes/handshake-endings';
import { HandshakeRecord } from '../../store/records';
import { invalidTransition } from '../handshakes/handshake-errors';
import { Call } from '../operation';
import { requireTransferQuotas } from './active-transfers';
import { requireFutureStart } from './transfer-dates';

/** The management account of the source agrees that the target pays from the start date on. */
export function acceptTransfer(call: Call, handshake: HandshakeRecord): HandshakeRecord {
  const transfer = call.view.get('responsibilityTransfers', handshake.transferId ?? '');
  if (!transfer) throw invalidTransition(handshake);
  requireFutureStart(transfer.startsAt, call.now);
  requireTransferQuotas(call, { sourceId: transfer.source.organizationId, targetId: transfer.target.organizationId });
  return endHandshake(call.world.surroundings, call.changes, handshake, 'ACCEPTED');
}
