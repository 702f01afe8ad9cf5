const LATER = 'no construct has it yet';
const HANDSHAKES = `only invitations and transfers need it, and ${LATER}`;
const BILLING = 'billing transfers concern two organizations; the library manages one';
const EFFECTIVE = 'the library computes effective policies from the attached ones, and asks no account for them';

const SETTINGS = 'the page compares what AWS Organizations knows, and contacts and Regions are in AWS Account Management; the kinds `alternateContactSet` to `regionDisabled` have tests of their own';

/**
 * Why a cell of docs/coverage.md is empty. These are the only texts of the page that no code gives. Keys: an operation; a short resource
 * type with a column (`PolicySet.adopt`) or with a property (`Account.RoleName`); `*` stands for every resource type.
 */
export const REASONS: Readonly<Record<string, string>> = {
  // Operations that no handler calls.
  'CreateGovCloudAccount': 'accounts of AWS GovCloud (US) are created by hand; `Account` creates commercial ones',
  'DeclineHandshake': HANDSHAKES,
  'DescribeEffectivePolicy': EFFECTIVE,
  'DescribeHandshake': HANDSHAKES,
  'DescribeResponsibilityTransfer': BILLING,
  'InviteOrganizationToTransferResponsibility': BILLING,
  'LeaveOrganization': 'only a member account calls it; the handlers run in the management account',
  'ListAccountsWithInvalidEffectivePolicy': EFFECTIVE,
  'ListChildren': 'gives IDs only; ListAccountsForParent and ListOrganizationalUnitsForParent give names too',
  'ListEffectivePolicyValidationErrors': EFFECTIVE,
  'ListHandshakesForAccount': HANDSHAKES,
  'ListInboundResponsibilityTransfers': BILLING,
  'ListOutboundResponsibilityTransfers': BILLING,
  'TerminateResponsibilityTransfer': BILLING,
  'UpdateResponsibilityTransfer': BILLING,

  // Columns of resource types.
  'PolicyType.rollback': 'the type stays enabled, as it does when it leaves the template',
  'PolicyType.adopt': 'enabling is idempotent: a type that is enabled already is the desired state and has no owner',
  'PolicyType.import': 'nothing refers to a policy type; `PolicyType.SERVICE_CONTROL_POLICY` names it',
  'TrustedService.adopt': 'enabling is idempotent: trusted access that is enabled already is the desired state and has no owner',
  'TrustedService.import': 'nothing refers to trusted access; `TrustedService.GUARDDUTY` names the service',
  'DelegatedAdministrator.adopt': 'registering is idempotent: an account that is registered already is the desired state',
  'DelegatedAdministrator.import': 'nothing refers to a registration; the account and the service name it',
  'PolicySet.adopt': 'the handler decides which statement is in which document, so an existing policy is no document of a set',
  'PolicySet.import': 'a set exists in one app only; `Policy.fromPolicyId` refers to one of its documents',
  'AccountSettings.adopt': 'contacts and Regions have no owner: what is as the code says is the desired state',
  'AccountSettings.import': 'nothing refers to settings; `Account.fromAccountId` names the account',
  'AccountSettings.diff': SETTINGS,
  'AccountSettings.report': SETTINGS,
  'AccountSettings.create': SETTINGS,
  'AccountSettings.delete': SETTINGS,
  'AccountSettings.rollback': SETTINGS,
  'AccountSettings.AccountId': SETTINGS,
  'AccountSettings.AlternateContacts': SETTINGS,
  'AccountSettings.PrimaryContact': SETTINGS,
  'AccountSettings.EnabledRegions': SETTINGS,
  'AccountSettings.DisabledRegions': SETTINGS,
  'InvitedAccount.adopt': 'an account that is a member already is placed without an invitation: inviting it by ID or address names it on purpose',
  'InvitedAccount.import': '`Account.fromAccountId` refers to an account, whether it was created or invited',
  'InvitedAccount.AccountId': 'names another account, which is invited; the page compares members only, and the former one stays a member',
  'InvitedAccount.Email': 'names another account, which is invited; the page compares members only, and the former one stays a member',
  'InvitedAccount.Notes': 'only the next invitation reads it; an open invitation cannot be changed',
  'InvitedAccount.Removal': 'applies when the account leaves the template; between two versions of the app the diff has `accountRemovalChanged`',
  'InvitedAccount.delete': 'a member stays where it is unless `Removal` says otherwise; an open invitation is cancelled, which is no change of a member',
  'InvitedAccount.Reconcile.rollback': 'an account that joined meanwhile stays a member: AWS Organizations cannot undo an acceptance',
  'Organization.AllowDeletion': 'applies when the organization leaves the template; between two versions of the app the diff has `removalAllowed`',
  'Organization.FeatureSet.rollback': 'all features cannot be given up again',
  'Account.Email': 'the account keeps its address until a person enters the code that AWS sends; the diff of two versions of the app has `accountEmailChanged`',
  'ResourcePolicy.import': 'nothing refers to the resource policy, of which an organization has one',
  'PolicyAttachments.adopt': 'an attachment has no tags and so no owner: one that exists already is the desired state',
  'PolicyAttachments.import': 'nothing refers to an attachment; the policy and the target name it',

  // Updates whose rollback leaves a difference.
  'Account.ParentId.rollback': 'the template of this test still lists the policies; the attachments resource owns them from then on',
  'PolicySet.Statements.rollback': 'every statement is back, but another document of the set may have it',
  'PolicyType.PolicyType.rollback': 'the new type stays enabled, since disabling would detach every policy of the type',

  // Properties whose update changes nothing in the organization.
  '*.Reconcile': 'only makes the resource take part in the deployment, which repairs drift',
  '*.Adopt': 'only a Create reads it; an update of it alone finds the resource as it is',
  'OrganizationalUnit.AllowMove': 'only allows a later update to create the OU again below another parent',
  'PolicyType.DisableOnRemoval': 'applies when the policy type leaves the template; the diff then has `policyTypeRemoved`',
  'OrganizationalUnit.MoveAccountsTo': 'applies when the OU leaves the template; between two versions of the app the diff has `moveAccountsToChanged`, and `organizationalUnitRemoved` with `accountsTo`',
  'Account.RoleName': 'only the creation of an account reads it; no call of AWS Organizations changes it',
  'Account.IamUserAccessToBilling': 'only the creation of an account reads it; no call of AWS Organizations changes it',
  'Account.Removal': 'applies when the account leaves the template; between two versions of the app the diff has `accountRemovalChanged`, `removalAllowed` and `removalNoLongerAllowed`',
  'PolicySet.MaxDocuments': 'is a limit: it matters to the next update of `Statements`',
  'PolicySet.MaxContentLength': 'is a limit: it matters to the next update of `Statements`',
  'PolicyAttachments.TargetLogicalId': 'only tells whether the target leaves the template as well',
};
