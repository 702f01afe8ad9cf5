import { brokenRules, type Rule } from '../validation';

/** Properties of guardrails from which principals can be exempt. */
export interface ExemptPrincipalsProps {
  /**
   * ARNs of roles, users or root users that it leaves alone, with `*` where any text may stand, as in `arn:*:iam::*:role/platform/*`.
   * They are compared with `aws:PrincipalArn`, which for a session of a role is the ARN of the role.
   * @default - nobody is exempt
   */
  readonly exemptPrincipals?: string[];
}

const PRINCIPAL = /^arn:[^:]+:(?:iam|\*)::[^:]+:(?:root|(?:role|user)\/.+)$/;

/** Source: AWS Global Condition Context Keys, `aws:PrincipalArn`. */
const RULES: readonly Rule<string>[] = [
  {
    broken: (arn) => /^arn:[^:]+:sts:/.test(arn),
    mistake: (given) => ({
      wrong: 'An exempt principal is a session, and so never matches', given, remedy: 'Give the ARN of its role, as in arn:*:iam::*:role/Deployer',
    }),
  },
  {
    broken: (arn) => !PRINCIPAL.test(arn) && !/^arn:[^:]+:sts:/.test(arn),
    mistake: (given) => ({
      wrong: 'An exempt principal is not the ARN of a role, a user or a root user', given, remedy: 'Give one as in arn:*:iam::*:role/platform/*',
    }),
  },
];

export function exemptPrincipalsProblems({ exemptPrincipals = [] }: ExemptPrincipalsProps): string[] {
  return exemptPrincipals.flatMap((principal) => brokenRules(principal, RULES));
}

/** The condition under which a statement holds for all others. */
export function unlessExempt({ exemptPrincipals = [] }: ExemptPrincipalsProps): Record<string, Record<string, unknown>> {
  return exemptPrincipals.length === 0 ? {} : { ArnNotLike: { 'aws:PrincipalArn': exemptPrincipals } };
}
