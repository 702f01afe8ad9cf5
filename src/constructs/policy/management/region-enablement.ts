/**
 * Regions in which something is switched on or off. Other Regions are left as they are; where a Region is in both lists, it is
 * switched off. Both lists take codes such as `eu-west-1`, or `ALL_SUPPORTED` for all Regions that there are and will be.
 */
export interface RegionEnablement {
  /**
   * Regions in which it is switched on.
   * @default - nothing is added to what is inherited
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_security_hub_syntax.html#security-hub-policy-components
   */
  readonly enableInRegions?: string[];
  /**
   * Regions in which it is switched off.
   * @default - nothing is added to what is inherited
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_security_hub_syntax.html#security-hub-policy-components
   */
  readonly disableInRegions?: string[];
}
