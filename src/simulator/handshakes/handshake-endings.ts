import { HandshakeRecord, HandshakeState } from '../store/records';
import { Changes } from '../world/changes';
import type { Surroundings } from '../world/surroundings';

/** States that a handshake does not leave again. */
export type EndState = Exclude<HandshakeState, 'REQUESTED' | 'OPEN'>;

/** Ends a handshake, with the transfer that it offers and the approvals that it waits for. Returns it as it is then. */
export function endHandshake(surroundings: Surroundings, changes: Changes, handshake: HandshakeRecord, state: EndState): HandshakeRecord {
  const ended: HandshakeRecord = { ...handshake, state, endedAt: changes.at };
  changes.put('handshakes', ended);
  const transfer = handshake.transferId === undefined ? undefined : surroundings.truth.get('responsibilityTransfers', handshake.transferId);
  if (transfer) changes.put('responsibilityTransfers', { ...transfer, status: state });
  if (handshake.action === 'ENABLE_ALL_FEATURES' && state !== 'ACCEPTED') {
    approvalsOf(surroundings, handshake.id).filter(isPending).forEach((approval) => endHandshake(surroundings, changes, approval, state));
  }
  return ended;
}

export function isPending({ endedAt }: HandshakeRecord): boolean {
  return endedAt === undefined;
}

function approvalsOf({ truth }: Surroundings, parentId: string): HandshakeRecord[] {
  return truth.list('handshakes', 'parent', parentId);
}

/** Opens the request to enable all features once every account that was asked and is still in the organization has approved it. */
export function openIfApproved(surroundings: Surroundings, changes: Changes, organizationId: string): void {
  const request = surroundings.truth.list('handshakes', 'organization', organizationId)
    .find((handshake) => handshake.action === 'ENABLE_ALL_FEATURES' && handshake.state === 'REQUESTED');
  const world = surroundings.worldOfOrganization(organizationId);
  if (!request || !world) return;
  const isMissing = ({ state, recipient }: HandshakeRecord) => state !== 'ACCEPTED' && world.truth.get('accounts', recipient.id) !== undefined;
  if (!approvalsOf(surroundings, request.id).some(isMissing)) changes.put('handshakes', { ...request, state: 'OPEN' });
}

/** An account that leaves an organization approves nothing there any more. */
export function cancelApprovals(surroundings: Surroundings, changes: Changes, organizationId: string, accountId: string): void {
  surroundings.truth.list('handshakes', 'organization', organizationId)
    .filter((handshake) => handshake.parentId !== undefined && handshake.recipient.id === accountId && isPending(handshake))
    .forEach((handshake) => endHandshake(surroundings, changes, handshake, 'CANCELED'));
  openIfApproved(surroundings, changes, organizationId);
}
