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
}
