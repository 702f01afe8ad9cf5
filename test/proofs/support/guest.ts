import { MANAGEMENT } from './app';
import type { RehearsalState } from '../../../src/rehearsal';
import { Simulator } from '../../../src/simulator';
import { callAs } from '../../handler/support/members';

/** The ID of an account outside the organization, which some random organizations invite. */
export const GUEST = '555555555555';
export const GUEST_NAME = `Invited ${GUEST}`;

/** The answers of the account to its invitation between two deployments, with repetitions as weights. */
export const ANSWERS = ['AcceptHandshake', 'AcceptHandshake', 'DeclineHandshake', 'none'] as const;
export type Answer = typeof ANSWERS[number];

/** The ID of the invitation that waits for an answer of the account. */
export function openInvitation({ simulator }: Pick<RehearsalState, 'simulator'>): string | undefined {
  return simulator?.handshakes?.find(({ action, state, recipient }) => (
    action === 'INVITE' && ['OPEN', 'REQUESTED'].includes(state) && recipient.id === GUEST))?.id;
}

/** The state after the account has answered, if it is invited. */
export function answered(state: RehearsalState, answer: Answer): RehearsalState {
  const id = openInvitation(state);
  if (id === undefined || answer === 'none') return state;
  const simulator = new Simulator({ state: state.simulator, managementAccountId: MANAGEMENT, now: () => state.now });
  callAs(simulator, GUEST, answer, { HandshakeId: id });
  return { ...state, simulator: simulator.state() };
}
