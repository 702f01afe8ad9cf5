/** The attributes of an organization for `Fn::GetAtt`, in addition to the `Ref` that `properties.ts` describes. All values are strings. */
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
  /** The accounts that have not agreed to all features, as one text; `none` if there are none. */
  ALL_FEATURES_MISSING: 'AllFeaturesMissingApprovals',
} as const;

/** The progress of the change from consolidated billing to all features. `PENDING`: it was requested, and accounts have to agree. */
export type AllFeaturesStatus = 'ENABLED' | 'PENDING' | 'DISABLED';

/** The attribute of an invited account whose value is one of `INVITED_ACCOUNT_STATUSES`. */
export const STATUS_ATTRIBUTE = 'Status';

/** The attribute of organizational units, accounts and policies that holds their ARN. */
export const ARN_ATTRIBUTE = 'Arn';

/** Patterns of the IDs of AWS Organizations. Source: AWS Organizations API Reference, the data type of each field. */
export const ID_PATTERNS = {
  organization: /^o-[a-z0-9]{10,32}$/,
  root: /^r-[0-9a-z]{4,32}$/,
  organizationalUnit: /^ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}$/,
  account: /^\d{12}$/,
  policy: /^p-[0-9a-zA-Z_]{8,128}$/,
  resourcePolicy: /^rp-[0-9a-zA-Z_]{4,128}$/,
} as const;

/** Account names at creation: printable ASCII. */
export const ACCOUNT_NAME_PATTERN = /^[\u0020-\u007E]{1,50}$/;

/**
 * Email addresses of accounts: 7-bit ASCII, a local part without white space or the characters that the service refuses, and a
 * domain with at least one dot. The length (6 to 64) is a quota.
 */
export const EMAIL_PATTERN = /^(?!\.)[^\s"'()<>[\]:;,\\|%&@\u0000-\u0020\u007F-\uFFFF]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$/;

export const ROLE_NAME_PATTERN = /^[\w+=,.@-]{1,64}$/;

export const SERVICE_PRINCIPAL_PATTERN = /^[\w+=,.@-]{1,128}$/;

export const TAG_PATTERN = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
