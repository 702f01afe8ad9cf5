import type { ServiceRoleDenial } from './denials';
import { ABOUT_ALL_ACTIONS, IN_MANAGEMENT_ACCOUNT, SERVICE_ROLE_DECISIONS, WHOLE_SERVICES } from '../../test/constructs/guardrails/service-roles';

const BY_ACTION = new Set(SERVICE_ROLE_DECISIONS.flatMap(({ guardrails }) => guardrails));

/** The denials about which nobody has decided. */
export function undecidedDenials(denials: readonly ServiceRoleDenial[]): ServiceRoleDenial[] {
  return denials.filter((denial) => !isDecided(denial));
}

function isDecided({ guardrailId, policy, action }: ServiceRoleDenial): boolean {
  if (IN_MANAGEMENT_ACCOUNT[policy] !== undefined || WHOLE_SERVICES[policy]?.includes(action.split(':')[0])) return true;
  if (ABOUT_ALL_ACTIONS[guardrailId] !== undefined && !BY_ACTION.has(guardrailId)) return true;
  return SERVICE_ROLE_DECISIONS.some(({ guardrails, policies, actions }) => (
    guardrails.includes(guardrailId) && policies.includes(policy) && actions.includes(action)));
}
