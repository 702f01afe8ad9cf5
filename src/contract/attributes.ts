/** What `Fn::GetAtt` gives for each resource type, besides the `Ref` described in `properties.ts`. All values are strings. */
export const OrganizationAttribute = {
  ARN: 'Arn',
  MANAGEMENT_ACCOUNT_ID: 'ManagementAccountId',
  MANAGEMENT_ACCOUNT_ARN: 'ManagementAccountArn',
  MANAGEMENT_ACCOUNT_EMAIL: 'ManagementAccountEmail',
  ROOT_ID: 'RootId',
  ROOT_ARN: 'RootArn',
} as const;

/** Of an invited account: one of `INVITED_ACCOUNT_STATUSES`. */
export const STATUS_ATTRIBUTE = 'Status';

/** Organizational units, accounts and policies. */
export const ARN_ATTRIBUTE = 'Arn';
