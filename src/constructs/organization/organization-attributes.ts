/** An organization that is managed outside the app. */
export interface OrganizationAttributes {
  /**
   * ID of the organization, `o-…`.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeOrganization.html
   */
  readonly organizationId: string;
  /**
   * ID of its root, `r-…`.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListRoots.html
   */
  readonly rootId: string;
  /**
   * ID of its management account, twelve digits.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeOrganization.html
   * @default - unknown; in this case, reading `managementAccountId` or an ARN is an error
   */
  readonly managementAccountId?: string;
  /**
   * Whether to allow the app to close accounts that are removed from it. It takes two keys: set `AccountRemoval.close()` on the account as
   * well.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CloseAccount.html
   * @default false - the handlers have no permission to close accounts
   */
  readonly allowAccountClosure?: boolean;
  /**
   * Whether to allow the app to remove accounts from the organization when they are removed from the app. It takes two keys: set
   * `AccountRemoval.removeFromOrganization()` on the account as well.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_RemoveAccountFromOrganization.html
   * @default false - the handlers have no permission to remove accounts
   */
  readonly allowAccountRemoval?: boolean;
  /**
   * Whether to allow the app to disable policy types that are removed from it. It takes two keys: call `enablePolicyType` with
   * `disableOnRemoval` as well. Keep it until the last of them is disabled, since the handlers have the permission only while it is set.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_DisablePolicyType.html
   * @default false - the handlers have no permission to disable policy types
   */
  readonly allowPolicyTypeDisabling?: boolean;
}
