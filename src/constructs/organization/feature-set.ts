/**
 * The features of an organization. Source: AWS Organizations User Guide, "Enabling all features for an organization".
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_org_support-all-features.html
 */
export enum FeatureSet {
  /** Policies, trusted services and consolidated billing. */
  ALL = 'ALL',
  /** Consolidated billing only: no policies and no trusted services. */
  CONSOLIDATED_BILLING = 'CONSOLIDATED_BILLING',
}
