/** What is known of an organization that is managed outside the app. */
export interface OrganizationAttributes {
  /** Id of the organization, `o-…`. */
  readonly organizationId: string;
  /** Id of its root, `r-…`. */
  readonly rootId: string;
  /**
   * Id of its management account, twelve digits.
   * @default - unknown; reading `managementAccountId` or an ARN is an error then
   */
  readonly managementAccountId?: string;
  /**
   * Whether accounts of the app may be closed when they leave the code. The account says so as well, `AccountRemoval.close()`.
   * @default false - the handlers have no right to close accounts
   */
  readonly allowAccountClosure?: boolean;
  /**
   * Whether accounts of the app may be removed from the organization when they leave the code. The account says so as well,
   * `AccountRemoval.removeFromOrganization()`.
   * @default false - the handlers have no right to remove accounts
   */
  readonly allowAccountRemoval?: boolean;
  /**
   * Whether policy types may be disabled when they are removed from the app. It takes two keys: `enablePolicyType` says so as well, with
   * `disableOnRemoval`. Keep it until the last of them is disabled, since the handlers have the right for as long as this says so.
   * @default false - the handlers have no right to disable policy types
   */
  readonly allowPolicyTypeDisabling?: boolean;
}
