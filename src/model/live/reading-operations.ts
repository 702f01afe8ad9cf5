/** The operations of AWS Organizations that reading an organization needs; each is also the name of its IAM action. */
export const READING_OPERATIONS = [
  'DescribeOrganization',
  'DescribePolicy',
  'DescribeResourcePolicy',
  'ListAWSServiceAccessForOrganization',
  'ListAccountsForParent',
  'ListDelegatedAdministrators',
  'ListDelegatedServicesForAccount',
  'ListHandshakesForOrganization',
  'ListOrganizationalUnitsForParent',
  'ListPolicies',
  'ListRoots',
  'ListTagsForResource',
  'ListTargetsForPolicy',
] as const;

/** The same of AWS Account Management, where code names contacts or Regions. */
export const ACCOUNT_READING_OPERATIONS = ['GetAccountInformation', 'GetAlternateContact', 'GetContactInformation', 'ListRegions'] as const;

/** All IAM actions that reading needs. */
export const READING_ACTIONS: readonly string[] = [
  ...ACCOUNT_READING_OPERATIONS.map((operation) => `account:${operation}`), ...READING_OPERATIONS.map((operation) => `organizations:${operation}`),
];
