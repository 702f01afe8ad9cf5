/** A bucket that holds at most `burst` tokens and gains `perSecond`; each call takes one. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** The rate of an operation for one account, and for all accounts of the organization together. */
export interface OperationRates {
  readonly account: Rate;
  readonly organization?: Rate;
}

type Numbers = readonly [perSecond: number, burst: number];

export function rates([perSecond, burst]: Numbers, organization?: Numbers): OperationRates {
  return {
    account: { perSecond, burst },
    ...(organization && { organization: { perSecond: organization[0], burst: organization[1] } }),
  };
}

const USUAL_LIST = rates([5, 8], [6, 10]);
const USUAL_DESCRIBE = rates([2, 2], [2, 3]);
const USUAL_WRITE = rates([2, 3]);

/**
 * Source: AWS Organizations User Guide, "Quotas and service limits for AWS Organizations", throttling limits (September 2026). An
 * operation for which the guide has no rate is not throttled here. That operations which share a row of the guide's tables have a
 * bucket each is a guess.
 */
export const RATES: Readonly<Record<string, OperationRates>> = {
  CreateOrganization: rates([1, 1]),
  DescribeOrganization: rates([1, 2]),
  DeleteOrganization: rates([1, 1]),
  EnableAllFeatures: rates([1, 1]),
  LeaveOrganization: rates([1, 1]),

  ListRoots: rates([1, 2], [1, 3]),
  CreateOrganizationalUnit: rates([1, 2]),
  DescribeOrganizationalUnit: USUAL_DESCRIBE,
  UpdateOrganizationalUnit: USUAL_WRITE,
  DeleteOrganizationalUnit: USUAL_WRITE,
  ListOrganizationalUnitsForParent: USUAL_LIST,
  ListChildren: rates([6, 10], [7, 12]),
  ListParents: USUAL_LIST,
  ListAccountsForParent: USUAL_LIST,
  MoveAccount: USUAL_WRITE,

  CreateAccount: rates([0.1, 3]),
  CreateGovCloudAccount: rates([0.1, 3]),
  DescribeCreateAccountStatus: USUAL_DESCRIBE,
  ListCreateAccountStatus: USUAL_LIST,
  DescribeAccount: rates([20, 30], [24, 36]),
  ListAccounts: rates([8, 12], [9, 15]),
  CloseAccount: rates([0.05, 1]),
  RemoveAccountFromOrganization: rates([2, 2]),

  InviteAccountToOrganization: rates([3, 5]),
  AcceptHandshake: rates([1, 2], [5, 5]),
  DeclineHandshake: rates([1, 1], [5, 5]),
  CancelHandshake: USUAL_WRITE,
  DescribeHandshake: rates([1, 2], [6, 10]),
  ListHandshakesForAccount: USUAL_LIST,
  ListHandshakesForOrganization: USUAL_LIST,

  CreatePolicy: USUAL_WRITE,
  DescribePolicy: USUAL_DESCRIBE,
  UpdatePolicy: USUAL_WRITE,
  DeletePolicy: USUAL_WRITE,
  ListPolicies: USUAL_LIST,
  AttachPolicy: USUAL_WRITE,
  DetachPolicy: USUAL_WRITE,
  ListPoliciesForTarget: USUAL_LIST,
  ListTargetsForPolicy: USUAL_LIST,
  EnablePolicyType: rates([1, 1]),
  DisablePolicyType: rates([1, 1]),

  EnableAWSServiceAccess: rates([1, 2]),
  DisableAWSServiceAccess: rates([1, 2]),
  ListAWSServiceAccessForOrganization: rates([1, 3], [1, 4]),
  RegisterDelegatedAdministrator: rates([1, 2]),
  DeregisterDelegatedAdministrator: rates([1, 2]),
  ListDelegatedAdministrators: USUAL_LIST,
  ListDelegatedServicesForAccount: rates([1, 3], [1, 4]),

  TagResource: rates([4, 6]),
  UntagResource: rates([4, 6]),
  ListTagsForResource: rates([10, 15], [12, 18]),
};

/** The bucket that all calls of an account share besides their own, in the reading in which there is one: the highest published rate. */
export const RATE_OF_ALL: Rate = { perSecond: 20, burst: 30 };

/** Operations that share a row of the guide's tables, or have equal numbers in one of them. */
const TABLE_ROWS: readonly (readonly string[])[] = [
  ['ListOrganizationalUnitsForParent', 'ListParents', 'ListAccountsForParent'],
  ['UpdateOrganizationalUnit', 'DeleteOrganizationalUnit', 'MoveAccount'],
  ['CreateAccount', 'CreateGovCloudAccount'],
  ['CreatePolicy', 'UpdatePolicy', 'DeletePolicy', 'AttachPolicy', 'DetachPolicy'],
  ['ListPolicies', 'ListPoliciesForTarget', 'ListTargetsForPolicy'],
  ['EnablePolicyType', 'DisablePolicyType'],
  ['EnableAWSServiceAccess', 'DisableAWSServiceAccess', 'RegisterDelegatedAdministrator', 'DeregisterDelegatedAdministrator'],
  ['ListAWSServiceAccessForOrganization', 'ListDelegatedServicesForAccount'],
  ['TagResource', 'UntagResource'],
];

/** The first operation of those that share a row with this one. */
export function tableRow(operation: string): string {
  return TABLE_ROWS.find((row) => row.includes(operation))?.[0] ?? operation;
}
