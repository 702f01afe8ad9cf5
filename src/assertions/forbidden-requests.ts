/**
 * Requests that the policies of the organization never let pass.
 *
 * @experimental
 */
export interface ForbiddenRequests {
  /** Patterns of actions, such as `cloudtrail:StopLogging` or `iam:Create*`. */
  readonly actions: string[];
  /**
   * Patterns of ARNs.
   * @default - all resources
   */
  readonly resources?: string[];
  /**
   * Principals that may do it: ARNs, or `role/Name`, `user/Name` and `root` of any account, with `*` as a wildcard.
   * @default - none
   */
  readonly exceptPrincipals?: string[];
  /**
   * The `Condition` of a policy statement. Only requests that satisfy it are forbidden.
   * @default - all requests
   */
  readonly conditions?: { [operator: string]: any };
  /**
   * Whether all callers count, whom resource control policies stop at the resources of the account. Otherwise these are the principals of
   * the account, whom service control policies stop.
   * @default false
   */
  readonly byAnyone?: boolean;
  /**
   * Whether only resources of the same account count, which resource control policies protect too. Without effect if all callers count.
   * @default false
   */
  readonly onOwnResources?: boolean;
}
