import type { Change } from '../../diff/change';

/** Places whose accounts a change may let do more or less; none for a change that is judged in another way. */
export function judgedPlaces(change: Change, rootId: string, attachedTo: (policyId: string) => readonly string[]): readonly string[] {
  switch (change.kind) {
    case 'accountMoved': return [change.account.id];
    case 'accountRemoved': return change.outcome === 'moved' ? [change.account.id] : [];
    case 'organizationalUnitMoved': return [change.unit.id];
    case 'policyStatementsChanged':
    case 'managementPolicyChanged': return attachedTo(change.policy.id);
    case 'attached':
    case 'detached':
    case 'fullAwsAccessDetached':
    case 'fullAwsAccessReturned': return [change.target.id];
    case 'policyTypeEnabled': return [rootId];
    case 'policyTypeRemoved': return change.outcome === 'ends' ? [rootId] : [];
    default: return [];
  }
}
