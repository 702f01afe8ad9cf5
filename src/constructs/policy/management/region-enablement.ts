/**
 * Regions in which a service or feature is enabled or disabled. Other Regions do not change. A Region in both lists is disabled.
 * Both lists take codes such as `eu-west-1`, or `ALL_SUPPORTED` for all current and future Regions.
 */
export interface RegionEnablement {
  /**
   * Regions in which the service or feature is enabled.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_security_hub_syntax.html#security-hub-policy-components
   * @default - the inherited list does not change
   */
  readonly enableInRegions?: string[];
  /**
   * Regions in which the service or feature is disabled.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_security_hub_syntax.html#security-hub-policy-components
   * @default - the inherited list does not change
   */
  readonly disableInRegions?: string[];
}
