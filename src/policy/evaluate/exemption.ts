import { isServiceLinkedRole, principalKind } from './principal';

/**
 * Why service control policies do not reach a principal, if they do not.
 * Source: AWS Organizations User Guide, "Service control policies (SCPs)", tasks and entities not restricted by SCPs.
 */
export function serviceControlExemption(principal: string | undefined, managementAccount: boolean): string | undefined {
  if (managementAccount) return 'service control policies do not affect the management account';
  if (principal === undefined) return undefined;
  if (isServiceLinkedRole(principal)) return 'service control policies do not affect service-linked roles';
  if (principalKind(principal) === 'service') return 'service control policies affect users and roles of an account, not AWS services';
  return undefined;
}

/**
 * Why resource control policies do not reach a request, if they do not.
 * Source: AWS Organizations User Guide, "Resource control policies (RCPs)", resources and entities not restricted by RCPs.
 */
export function resourceControlExemption(principal: string | undefined, managementAccount: boolean): string | undefined {
  if (managementAccount) return 'resource control policies do not affect resources in the management account';
  if (principal !== undefined && isServiceLinkedRole(principal)) return 'resource control policies do not affect service-linked roles';
  return undefined;
}
