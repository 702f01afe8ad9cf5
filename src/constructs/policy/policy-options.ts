import type { IOrganizationsProvider } from '../../provider';

/** What can be said of a policy of any type, besides its document. */
export interface PolicyOptions {
  /**
   * Name, 1 to 128 characters, one of a kind among the policies of its type.
   * @default - made of the construct's path
   */
  readonly policyName?: string;
  /**
   * Description, at most 512 characters.
   * @default - none
   */
  readonly description?: string;
  /**
   * Whether to take over an existing policy of this name and type, which no stack, or another one, owns. Nothing is created: if there is no
   * such policy, the deployment fails before it changes anything, and its message names the policies that are nearest. An adopted policy is
   * never deleted.
   * Its content and description have to be those of the code in that deployment, so that a rollback leaves it as it was found.
   * @default false - the policy is created, and the deployment fails before it changes anything if there is one of another owner
   */
  readonly adopt?: boolean;
  /**
   * The custom resource provider that manages this resource.
   * @default - the one provider of the top-level stack
   */
  readonly provider?: IOrganizationsProvider;
}
