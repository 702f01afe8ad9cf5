import type { SimulatorOptions } from '../../../../src/simulator';
import { Harness } from '../../harness';

export const DAY_MS = 24 * 3600 * 1000;
export const MANAGEMENT = '111111111111';
/** Accounts outside of the simulator's own organization. */
export const ANA = { id: '222222222222', email: 'ana@example.com', name: 'Ana' };
export const BEN = { id: '333333333333', email: 'ben@example.com', name: 'Ben' };
export const EVE = { id: '444444444444', email: 'eve@example.com', name: 'Eve' };

/** An organization, and accounts that are in none. */
export function withStrangers(options: SimulatorOptions = {}): Harness {
  const harness = new Harness({ standaloneAccounts: [ANA, BEN, EVE], ...options });
  harness.organization();
  return harness;
}

export const target = (Id: string, more: object = {}) => ({ Target: { Id, Type: Id.includes('@') ? 'EMAIL' : 'ACCOUNT' }, ...more });

/** Invites an account and gives the ID of the handshake. */
export function invite(harness: Harness, Id: string, caller?: string): string {
  return harness.call('InviteAccountToOrganization', target(Id), caller).Handshake.Id;
}

/** The account joins the organization of the caller. */
export function join(harness: Harness, id: string, caller?: string): void {
  harness.call('AcceptHandshake', { HandshakeId: invite(harness, id, caller) }, id);
}

export function stateOf(harness: Harness, HandshakeId: string, caller?: string): string {
  return harness.call('DescribeHandshake', { HandshakeId }, caller).Handshake.State;
}

export function memberIds(harness: Harness, caller?: string): string[] {
  return harness.all('ListAccounts', 'Accounts', {}, caller).map(({ Id }) => Id);
}
