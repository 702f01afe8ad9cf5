import { constraintViolation } from '../../protocol/service-error';
import { ResponsibilityTransferRecord } from '../../store/records';
import { Call } from '../operation';

/** Transfers that are offered, in effect, or still run until their end. */
export function activeTransfers({ view, now }: Call): ResponsibilityTransferRecord[] {
  return view.list('responsibilityTransfers').filter((transfer) => transfer.status === 'REQUESTED' || isAccepted(transfer, now));
}

function isAccepted({ status, endsAt = Infinity }: ResponsibilityTransferRecord, now: number): boolean {
  return status === 'ACCEPTED' || (status === 'WITHDRAWN' && endsAt > now);
}

/** The accepted transfers as a forest: each organization passes its bills on to at most a few others, usually to one. */
class Chains {
  constructor(private readonly transfers: readonly ResponsibilityTransferRecord[]) {}

  /** Organizations that pay for this one, nearest first. */
  above(organizationId: string): string[] {
    return this.reach(organizationId, (id) => this.transfers
      .filter(({ source }) => source.organizationId === id).map(({ target }) => target.organizationId));
  }

  /** The longest row of transfers that ends at this organization. */
  depthBelow(organizationId: string, passed: readonly string[] = []): number {
    const sources = this.sourcesOf(organizationId).filter((id) => !passed.includes(id));
    return Math.max(0, ...sources.map((id) => 1 + this.depthBelow(id, [...passed, organizationId])));
  }

  /** The number of transfers that lead to this organization, directly or through others. */
  countBelow(organizationId: string): number {
    return this.reach(organizationId, (id) => this.sourcesOf(id)).length;
  }

  private sourcesOf(organizationId: string): string[] {
    return this.transfers.filter(({ target }) => target.organizationId === organizationId).map(({ source }) => source.organizationId);
  }

  private reach(from: string, next: (id: string) => string[]): string[] {
    const found: string[] = [];
    for (let waiting = next(from); waiting.length > 0; waiting = waiting.flatMap(next)) {
      waiting = waiting.filter((id) => !found.includes(id) && id !== from);
      found.push(...waiting);
    }
    return found;
  }
}

/** Organizations between which a transfer is to be. */
interface Participants {
  readonly sourceId: string;
  readonly targetId: string;
}

/** Checks that the target may get one more transfer. Source: Billing guide, quotas of billing transfers. */
export function requireInboundQuota(call: Call, { targetId }: Pick<Participants, 'targetId'>): void {
  const { inboundTransfers } = call.world.settings.limits;
  const inbound = activeTransfers(call).filter(({ target }) => target.organizationId === targetId);
  if (inbound.length < inboundTransfers) return;
  throw constraintViolation('RESPONSIBILITY_TRANSFER_MAX_INBOUND_QUOTA_VIOLATION', `You have exceeded your inbound transfers limit, ${inboundTransfers}.`);
}

/** Checks the quotas that a transfer meets when it takes effect. */
export function requireTransferQuotas(call: Call, { sourceId, targetId }: Participants): void {
  const { outboundTransfers, transferChainLength, transfersInAChain } = call.world.settings.limits;
  const accepted = call.view.list('responsibilityTransfers').filter((transfer) => isAccepted(transfer, call.now));
  const outbound = accepted.filter(({ source }) => source.organizationId === sourceId);
  if (outbound.length >= outboundTransfers) {
    throw constraintViolation('RESPONSIBILITY_TRANSFER_MAX_OUTBOUND_QUOTA_VIOLATION', `You have exceeded your outbound transfers limit, ${outboundTransfers}.`);
  }
  const chains = new Chains(accepted);
  const above = chains.above(targetId);
  const isCircle = above.includes(sourceId);
  if (isCircle || chains.depthBelow(sourceId) + 1 + above.length > transferChainLength) {
    throw constraintViolation('RESPONSIBILITY_TRANSFER_MAX_LEVEL_VIOLATION', `You have exceeded the maximum length of your transfer chain, ${transferChainLength}.`);
  }
  const top = above.at(-1) ?? targetId;
  if (chains.countBelow(top) + 1 + chains.countBelow(sourceId) > transfersInAChain) {
    throw constraintViolation('RESPONSIBILITY_TRANSFER_MAX_TRANSFERS_QUOTA_VIOLATION',
      `You have exceeded the maximum number of inbound transfers allowed in a transfer chain, ${transfersInAChain}.`);
  }
}
