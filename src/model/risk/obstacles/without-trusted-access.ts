import { obstacle } from './obstacle';
import type { Aligned } from '../../diff/align';
import type { Obstacle } from '../risk';

/** The service registers no administrator of a service that the organization does not trust. */
export function withoutTrustedAccess({ base, head }: Aligned): Obstacle[] {
  // Code that does not make the organization does not know whom it trusts. What left the code stays trusted.
  if (head.id === '') return [];
  const trusted = new Set([...base.trustedServices, ...head.trustedServices]);
  const registered = new Set(base.delegatedAdministrators.map(({ accountId, servicePrincipal }) => `${accountId} ${servicePrincipal}`));
  return head.delegatedAdministrators
    .filter(({ accountId, servicePrincipal }) => !trusted.has(servicePrincipal) && !registered.has(`${accountId} ${servicePrincipal}`))
    .map(({ accountName, servicePrincipal }) => obstacle('noTrustedAccess', accountName,
      `Account ${accountName} becomes delegated administrator of a service without trusted access`, servicePrincipal,
      'Add the service to trustedServices of the Organization'));
}
