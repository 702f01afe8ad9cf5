import { exemptPrincipalRules } from './parameter-rules';
import { requireKind } from '../../../provider';
import type { IAccount } from '../../account/account-base';
import { RESTRICTED_ACCOUNT_KEYS } from '../../account/restricted-account-keys';
import { itemProblems } from '../../policy/management/list-rules';
import type { PolicyType } from '../../policy/policy-type';

/** Properties of guardrails from which accounts can be exempt. */
export interface ExemptAccountsProps {
  /**
   * Accounts to which the guardrail does not apply. A guardrail for service control policies exempts the principals of the account,
   * regardless of the account of the resource (`aws:PrincipalAccount`). A guardrail for resource control policies exempts the resources of
   * the account, regardless of the principal (`aws:ResourceAccount`).
   *
   * An account of the same app gets its ID during the deployment, so the policy waits for it; see the rule `policy-after-account`.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
   * @default - no account is exempt
   */
  readonly exemptAccounts?: IAccount[];
}

/** Properties of guardrails from which principals and accounts can be exempt. One exemption is enough for a request. */
export interface ExemptPrincipalsProps extends ExemptAccountsProps {
  /**
   * ARNs of roles, users or root users to which the guardrail does not apply, with `*` as a wildcard, as in
   * `arn:*:iam::*:role/platform/*`. They are compared with `aws:PrincipalArn`, which is the ARN of the role for a role session.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
   * @default - no principal is exempt
   */
  readonly exemptPrincipals?: string[];
}

export function exemptPrincipalsProblems({ exemptPrincipals }: ExemptPrincipalsProps): string[] {
  return itemProblems(exemptPrincipals, exemptPrincipalRules('An exempt principal'));
}

/** The condition that excludes exempt principals and accounts. All negated conditions must match, so one exemption is enough. */
export function unlessExempt(
  { exemptPrincipals = [], exemptAccounts = [] }: ExemptPrincipalsProps, { policyTypeName }: PolicyType,
): Record<string, Record<string, unknown>> {
  requireKind('account', ...exemptAccounts);
  const accountIds = [...new Set(exemptAccounts.map(({ accountId }) => accountId))];
  return {
    ...(exemptPrincipals.length === 0 ? {} : { ArnNotLike: { 'aws:PrincipalArn': exemptPrincipals } }),
    ...(accountIds.length === 0 ? {} : { StringNotEquals: { [RESTRICTED_ACCOUNT_KEYS[policyTypeName]!]: accountIds } }),
  };
}
