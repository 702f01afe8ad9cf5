import type { IOrganizationsProvider } from '../../provider';

/** Options of a policy of any type, other than its document. */
export interface PolicyOptions {
  /**
   * Name, 1 to 128 characters, unique among the policies of its type in the organization. A later change renames the policy in place.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html
   * @default - the ID of the construct
   */
  readonly policyName?: string;
  /**
   * Description, at most 512 characters.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html
   * @default - none
   */
  readonly description?: string;
  /**
   * Whether to take over an existing policy of this name and type, which has no owner or another stack as its owner. Nothing is created: if
   * there is no such policy, the deployment fails before it changes anything, and its message names the nearest policies. An adopted policy
   * is never deleted.
   *
   * In the deployment that adopts it, its content and description must equal those in the app. Then a rollback leaves it as it was found.
   * @default false - the policy is created; if another owner has such a policy, the deployment fails before it changes anything
   */
  readonly adopt?: boolean;
  /**
   * The custom resource provider that manages this resource.
   * @default - the one provider of the top-level stack
   */
  readonly provider?: IOrganizationsProvider;
}
