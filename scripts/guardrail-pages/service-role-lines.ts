import { ABOUT_ALL_ACTIONS, IN_MANAGEMENT_ACCOUNT, SERVICE_ROLE_DECISIONS, WHOLE_SERVICES } from '../../test/constructs/guardrails/service-roles';
import { readServiceRoleFacts } from '../service-roles/policies';

/** Longer lists of policies are shown as a number. */
const SHOWN = 6;

/** The comparison with policies of AWS, and the decisions for all guardrails alike. */
export function serviceRoleSummary(): string {
  const { policies, lastChange } = readServiceRoleFacts();
  const ofManagement = Object.keys(IN_MANAGEMENT_ACCOUNT).map((name) => `\`${name}\``).join(', ');
  const whole = Object.entries(WHOLE_SERVICES).map(([name, services]) => `\`${name}\` (${services.join(', ')})`).join(', ');
  return [
    `Each guardrail is compared with the ${Object.keys(policies).length} managed policies that AWS publishes for service roles (as of ${lastChange}). Their`,
    'roles are ordinary ones, which policies restrict, unlike service-linked roles. Each action that a guardrail denies to such a role, in every',
    'request or in some, has a decision below. "Intended" means that a role needs an exemption if it is to do this in your organization. A new',
    'policy, or a new action of one, fails a test until it is decided. The facts and the decisions are in `test/constructs/guardrails/service-roles`.',
    '',
    `Two kinds of policies are not repeated below. The role of ${ofManagement} is in the management account, to which no policy applies.`,
    `These policies allow whole services, whichever actions they need, and no guardrail spares a role for that: ${whole}.`,
    '',
  ].join('\n');
}

/** The decisions about one guardrail, a line each. */
export function serviceRoleLines(guardrailId: string): string[] {
  const all = ABOUT_ALL_ACTIONS[guardrailId];
  const decided = SERVICE_ROLE_DECISIONS.filter(({ guardrails }) => guardrails.includes(guardrailId));
  return [
    ...(all === undefined ? [] : [`All actions: ${all}.`]),
    ...decided.map(({ reason, policies, actions }) => {
      const names = policies.length > SHOWN ? `${policies.length} policies` : policies.join(', ');
      return `${reason}: ${actions.map((action) => `\`${action}\``).join(', ')} (${names}).`;
    }),
  ];
}
