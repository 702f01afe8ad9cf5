import type { SimulatorOptions } from '../../../../src/simulator';
import { Harness } from '../../harness';
import { ANA, BEN, EVE } from '../handshakes/accounts';

/** The beginning of a month, as a timestamp of the service. The clock of the harness starts at the beginning of January 2026. */
export const startOf = (month: number, year = 2026) => Date.UTC(year, month - 1, 1) / 1000;
export const endOf = (month: number, year = 2026) => (Date.UTC(year, month, 1) - 1) / 1000;

/** Four organizations: the simulator's own, and those of Ana, Ben and Eve. */
export function withOrganizations(options: SimulatorOptions = {}): Harness {
  const harness = new Harness({ standaloneAccounts: [ANA, BEN, EVE], ...options });
  harness.organization();
  [ANA, BEN, EVE].forEach(({ id }) => harness.call('CreateOrganization', {}, id));
  return harness;
}

export const offer = (Id: string, more: object = {}) => ({
  Type: 'BILLING', Target: { Id, Type: Id.includes('@') ? 'EMAIL' : 'ACCOUNT' }, StartTimestamp: startOf(3), SourceName: 'Bills', ...more,
});

export interface Offered {
  readonly HandshakeId: string;
  readonly Id: string;
}

/** Offers the organization of an account to pay its bills. */
export function offerTransfer(harness: Harness, sourceAccount: string, caller?: string): Offered {
  const { Handshake } = harness.call('InviteOrganizationToTransferResponsibility', offer(sourceAccount), caller);
  const { Value: Id } = Handshake.Resources.find(({ Type }: { Type: string }) => Type === 'RESPONSIBILITY_TRANSFER');
  return { HandshakeId: Handshake.Id, Id };
}

/** The caller pays the bills of the source. */
export function transfer(harness: Harness, sourceAccount: string, caller?: string): string {
  const { HandshakeId, Id } = offerTransfer(harness, sourceAccount, caller);
  harness.call('AcceptHandshake', { HandshakeId }, sourceAccount);
  return Id;
}

export function statusOf(harness: Harness, Id: string, caller?: string): string {
  return harness.call('DescribeResponsibilityTransfer', { Id }, caller).ResponsibilityTransfer.Status;
}
