import { exemptPrincipalRules } from './parameter-rules';
import type { IAccount } from '../../account/account-base';
import { RESTRICTED_ACCOUNT_KEYS } from '../../account/restricted-account-keys';
import { itemProblems } from '../../policy/management/list-rules';
import type { PolicyType } from '../../policy/policy-type';

/** Properties of guardrails from which accounts can be exempt. */
export interface ExemptAccountsProps {
  /**
   * Accounts that it leaves alone. Of a guardrail for service control policies these are the principals of the account, wherever their
   * resources are (`aws:PrincipalAccount`). Of a guardrail for resource control policies these are the resources of the account, no matter
   * who reaches them (`aws:ResourceAccount`).
   *
   * An account of the same app gets its ID in the deployment, so that the policy waits for it; see the rule `policy-after-account`.
   * @default - no account is exempt
   */
  readonly exemptAccounts?: IAccount[];
}

/** Properties of guardrails from which principals and accounts can be exempt. One of the two is enough. */
export interface ExemptPrincipalsProps extends ExemptAccountsProps {
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

/** The condition under which a statement holds for all others. Negated conditions must all hold, so that one exemption is enough. */
export function unlessExempt(
  { exemptPrincipals = [], exemptAccounts = [] }: ExemptPrincipalsProps, { policyTypeName }: PolicyType,
): Record<string, Record<string, unknown>> {
  const accountIds = [...new Set(exemptAccounts.map(({ accountId }) => accountId))];
  return {
    ...(exemptPrincipals.length === 0 ? {} : { ArnNotLike: { 'aws:PrincipalArn': exemptPrincipals } }),
    ...(accountIds.length === 0 ? {} : { StringNotEquals: { [RESTRICTED_ACCOUNT_KEYS[policyTypeName]!]: accountIds } }),
  };
}
