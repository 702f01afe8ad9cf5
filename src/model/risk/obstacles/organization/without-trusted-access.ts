import { serviceOfPolicyType } from '../../../../contract';
import type { Aligned } from '../../../diff/identity/align';
import type { Obstacle } from '../../risk';
import { obstacle } from '../obstacle';

/** The service refuses an administrator of a service without trusted access, and a policy type whose service lacks it. */
export function withoutTrustedAccess({ base, head }: Aligned): Obstacle[] {
  // Code that does not create the organization does not know its trusted services. A removed service stays trusted.
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
