import type { SimulatorState } from '../../src/simulator';

const FIRST_ID = 500_000_000_000;
const FULL_AWS_ACCESS = 'p-FullAWSAccess';

/** The organization with so many more accounts below its root, which nobody's code knows, as if they had been invited long ago. */
export function withExistingAccounts(state: SimulatorState, count: number): SimulatorState {
  const root = state.root!.id;
  const ids = Array.from({ length: count }, (_, index) => existingId(index));
  const accounts = ids.map((id, index) => ({
    id, name: existingName(index), email: existingAddress(index), parentId: root, state: 'ACTIVE' as const, joinedMethod: 'INVITED' as const, joinedAt: state.organization!.createdAt, tags: {},
  }));
  const hasFullAccess = state.attachments.some(({ policyId, targetId }) => policyId === FULL_AWS_ACCESS && targetId === root);
  const attachments = hasFullAccess ? ids.map((targetId) => ({ policyId: FULL_AWS_ACCESS, targetId })) : [];
  return { ...state, accounts: [...state.accounts, ...accounts], attachments: [...state.attachments, ...attachments] };
}

export function existingId(index: number): string {
  return String(FIRST_ID + index);
}

export function existingName(index: number): string {
  return `existing-${index}`;
}

export function existingAddress(index: number): string {
  return `aws+${existingName(index)}@example.com`;
}
