import type { CloudFormationReadings } from '../../src/rehearsal';
import type { OrganizationsReadingName } from '../../src/simulator';

const NEW_ORGANIZATION = 'needs an organization that is created for it';
const CONSOLIDATED_BILLING = 'needs an organization with consolidated billing and invited accounts (check 7)';
const MEASURED_RATES = 'needs many measured calls at the edge of the rates, which disturb all other callers';
const ACCOUNT_MANAGEMENT = 'is about AWS Account Management, and changes contacts or Regions of an account';
const ROLLBACK = 'needs a deployment that fails (check 1)';
const REPLACEMENT = 'needs a deployment with a custom resource that fails (check 2)';
const DEPLOYMENT = 'needs a deployment made for it, and no check has one';

/** The readings of AWS Organizations and AWS Account Management that no probe asks, and why. */
export const NOT_ASKED_OF_ORGANIZATIONS = {
  tooManyAccountCreations: 'would create five accounts',
  policyTypesOfANewOrganization: NEW_ORGANIZATION,
  creatingTheOrganization: NEW_ORGANIZATION,
  finalizingConcerns: NEW_ORGANIZATION,
  allFeaturesActions: CONSOLIDATED_BILLING,
  parentHandshake: CONSOLIDATED_BILLING,
  parentOfRoleHandshakes: CONSOLIDATED_BILLING,
  invitationsWhileEnablingAllFeatures: CONSOLIDATED_BILLING,
  terminatedTransferStatus: 'needs two organizations, one of which pays for the other',
  rateBuckets: MEASURED_RATES,
  refusedCalls: MEASURED_RATES,
  accountManagementRates: ACCOUNT_MANAGEMENT,
  changesOfClosedAccounts: ACCOUNT_MANAGEMENT,
  regionThatIsAsAsked: ACCOUNT_MANAGEMENT,
  tooManyRegionChanges: ACCOUNT_MANAGEMENT,
  wrongEmailCode: ACCOUNT_MANAGEMENT,
  expiredEmailUpdate: ACCOUNT_MANAGEMENT,
} as const satisfies { readonly [N in OrganizationsReadingName]?: string };

/** The readings of AWS CloudFormation. No probe deploys anything. */
export const NOT_ASKED_OF_CLOUDFORMATION: Readonly<Record<keyof CloudFormationReadings, string>> = {
  lastUpdatedTime: ROLLBACK,
  lastOperations: ROLLBACK,
  lastOperationsOrder: ROLLBACK,
  disableRollbackOfUpdate: ROLLBACK,
  expressMode: ROLLBACK,
  rollbackOfNestedStacks: DEPLOYMENT,
  replacedInRollback: REPLACEMENT,
  replacedRows: REPLACEMENT,
  inverseUpdates: DEPLOYMENT,
  failedUpdateWithNewId: DEPLOYMENT,
  keyOrder: DEPLOYMENT,
  removedRows: DEPLOYMENT,
  neverAsked: DEPLOYMENT,
  siblingsOfFailure: DEPLOYMENT,
  failedCreations: DEPLOYMENT,
  retainedFailedCreations: DEPLOYMENT,
  failedNestedStack: DEPLOYMENT,
  skippedId: DEPLOYMENT,
  questionMarks: 'needs a deployment with these characters (check 3)',
};

export const NOT_ASKED: Readonly<Record<string, string>> = { ...NOT_ASKED_OF_ORGANIZATIONS, ...NOT_ASKED_OF_CLOUDFORMATION };
