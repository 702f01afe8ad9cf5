/** What `Fn::GetAtt` gives for each resource type, besides the `Ref` described in `properties.ts`. All values are strings. */
export const OrganizationAttribute = {
  ARN: 'Arn',
  MANAGEMENT_ACCOUNT_ID: 'ManagementAccountId',
  MANAGEMENT_ACCOUNT_ARN: 'ManagementAccountArn',
  MANAGEMENT_ACCOUNT_EMAIL: 'ManagementAccountEmail',
  ROOT_ID: 'RootId',
  ROOT_ARN: 'RootArn',
  /** The features that the organization has: `ALL` or `CONSOLIDATED_BILLING`. */
  FEATURE_SET: 'FeatureSet',
  /** One of `AllFeaturesStatus`. */
  ALL_FEATURES_STATUS: 'AllFeaturesStatus',
  /** The accounts that have not agreed to all features, in one text; `none` if there are none. */
  ALL_FEATURES_MISSING: 'AllFeaturesMissingApprovals',
} as const;

/** How far the change from consolidated billing to all features is. `PENDING`: it was requested, and accounts have to agree. */
export type AllFeaturesStatus = 'ENABLED' | 'PENDING' | 'DISABLED';

/** Of an invited account: one of `INVITED_ACCOUNT_STATUSES`. */
export const STATUS_ATTRIBUTE = 'Status';

/** Organizational units, accounts and policies. */
export const ARN_ATTRIBUTE = 'Arn';
