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
