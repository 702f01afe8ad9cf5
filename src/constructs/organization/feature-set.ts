/** What an organization offers. Source: AWS Organizations User Guide, "Enabling all features for an organization". */
export enum FeatureSet {
  /** Policies, trusted services and consolidated billing. */
  ALL = 'ALL',
  /** Consolidated billing only: no policies and no trusted services. */
  CONSOLIDATED_BILLING = 'CONSOLIDATED_BILLING',
}
