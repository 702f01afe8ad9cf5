import { serviceOfPolicyType } from '../../../../contract';
import type { Aligned } from '../../../diff/identity/align';
import type { Obstacle } from '../../risk';
import { obstacle } from '../obstacle';

/** The service registers no administrator of a service that the organization does not trust, and enables no policy type that needs one. */
export function withoutTrustedAccess({ base, head }: Aligned): Obstacle[] {
  // Code that does not make the organization does not know whom it trusts. What left the code stays trusted.
  if (head.id === '') return [];
  const trusted = new Set([...base.trustedServices, ...head.trustedServices]);
  const registered = new Set(base.delegatedAdministrators.map(({ accountId, servicePrincipal }) => `${accountId} ${servicePrincipal}`));
  const types = head.policyTypes.flatMap((type) => {
    const service = base.policyTypes.includes(type) ? undefined : serviceOfPolicyType(type);
    if (service?.neededFor !== 'enabling' || trusted.has(service.servicePrincipal)) return [];
    return [obstacle('noTrustedAccess', type, `The policy type ${type} is enabled without the trusted access of its service, which AWS Organizations refuses`,
      service.servicePrincipal, 'Add the service to trustedServices of the Organization')];
  });
  return [...types, ...head.delegatedAdministrators
    .filter(({ accountId, servicePrincipal }) => !trusted.has(servicePrincipal) && !registered.has(`${accountId} ${servicePrincipal}`))
    .map(({ accountName, servicePrincipal }) => obstacle('noTrustedAccess', accountName,
      `Account ${accountName} becomes delegated administrator of a service without trusted access`, servicePrincipal,
      'Add the service to trustedServices of the Organization'))];
}
