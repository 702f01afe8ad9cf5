import { exemptPrincipalRules } from './parameter-rules';
import { itemProblems } from '../policies/list-rules';

/** Properties of guardrails from which principals can be exempt. */
export interface ExemptPrincipalsProps {
  /**
   * ARNs of roles, users or root users that it leaves alone, with `*` where any text may stand, as in `arn:*:iam::*:role/platform/*`.
   * They are compared with `aws:PrincipalArn`, which for a session of a role is the ARN of the role.
   * @default - nobody is exempt
   */
  readonly exemptPrincipals?: string[];
}

export function exemptPrincipalsProblems({ exemptPrincipals }: ExemptPrincipalsProps): string[] {
  return itemProblems(exemptPrincipals, exemptPrincipalRules('An exempt principal'));
}

/** The condition under which a statement holds for all others. */
export function unlessExempt({ exemptPrincipals = [] }: ExemptPrincipalsProps): Record<string, Record<string, unknown>> {
  return exemptPrincipals.length === 0 ? {} : { ArnNotLike: { 'aws:PrincipalArn': exemptPrincipals } };
}
