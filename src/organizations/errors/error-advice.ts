import type { OrganizationsError } from './organizations-error';

/** What to do about refusals that are final, by reason (or by code where there is none). Source: API Reference, same names. */
const ADVICE: Record<string, string> = {
  ACCOUNT_NUMBER_LIMIT_EXCEEDED:
    'Ask AWS to raise the quota of accounts (Service Quotas, AWS Organizations); in the first hour of an organization just deploy again later.',
  OU_NUMBER_LIMIT_EXCEEDED: 'Remove organizational units that are not needed.',
  OU_DEPTH_LIMIT_EXCEEDED: 'Place it higher in the tree: at most five levels of organizational units are possible below the root.',
  POLICY_NUMBER_LIMIT_EXCEEDED: 'Remove policies of this type that are not needed.',
  POLICY_CONTENT_LIMIT_EXCEEDED: 'Shorten the policy or split it.',
  MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED: 'Detach policies of this type from the target, or merge policies.',
  MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED: 'Leave at least one policy of this type attached to the target.',
  MAX_TAG_LIMIT_EXCEEDED: 'Remove tags: 50 are possible on one resource, those of others and the owner tag included.',
  TAG_POLICY_VIOLATION: 'Change the tag so that it complies with the tag policy.',
  INVALID_SYSTEM_TAGS_PARAMETER: 'Use tag keys that do not begin with "aws:".',
  ORGANIZATION_NOT_IN_ALL_FEATURES_MODE: 'Set featureSet: FeatureSet.ALL on the Organization and deploy that first.',
  ALL_FEATURES_MIGRATION_ORGANIZATION_SIZE_LIMIT_EXCEEDED: 'Ask AWS Support: an organization of this size cannot change to all features by itself.',
  MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED: 'Verify the e-mail address of the management account (AWS Organizations console), then deploy again.',
  LEGACY_PERMISSIONS_STILL_IN_USE: 'Remove the older permissions that the message names, then deploy again.',
  SERVICE_ACCESS_NOT_ENABLED: 'Enable trusted access for the service in the organization (trustedServices).',
  POLICY_TYPE_ENABLED_FOR_THIS_SERVICE: 'Disable the policy type that needs this service first, or leave trusted access enabled.',
  UNRECOGNIZED_SERVICE_PRINCIPAL: 'Use a service principal that AWS Organizations knows.',
  CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR: 'Use a member account: the management account cannot be a delegated administrator.',
  CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR: 'Use an account that is active.',
  DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE: 'Deregister the delegated administrator that this service has: it takes one only.',
  MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED: 'Deregister a delegated administrator of this service first.',
  CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED: 'Wait until the accounts that are being closed are closed.',
  CLOSE_ACCOUNT_QUOTA_EXCEEDED:
    'In 30 days 20 % of the accounts can be closed, at least 250 and at most 1,000. The account stays; close it by hand when the quota allows it, or ' +
    'put its construct back and take it out again then.',
  CANNOT_CLOSE_MANAGEMENT_ACCOUNT: 'Leave the management account out of the code: it cannot be closed as a member of its organization.',
  WAIT_PERIOD_ACTIVE:
    'An account that was created in the organization can leave it only days later. It stays; remove it by hand then, or put its construct back and ' +
    'take it out again then.',
  ACCOUNT_CANNOT_LEAVE_ORGANIZATION: 'Complete what a standalone account needs (contact, way of payment, support plan) in the account, then remove it.',
  ACCOUNT_CANNOT_LEAVE_WITHOUT_EULA: 'Accept the AWS customer agreement in the account, then remove it.',
  ACCOUNT_CANNOT_LEAVE_WITHOUT_PHONE_VERIFICATION: 'Verify the phone number of the account, then remove it.',
  MEMBER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED: 'Add a way of payment to the account, then remove it.',
  CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG: 'Deregister the account as a delegated administrator of every service first.',
  INVALID_ROLE_NAME: 'Use another role name: names that begin with AWSServiceRoleFor are reserved.',
  NON_DETACHABLE_POLICY: 'Leave this policy attached: AWS does not let it go.',
  IMMUTABLE_POLICY: 'Use a policy of your own: policies of AWS cannot be changed.',
  MalformedPolicyDocument: 'Correct the policy document.',
  PolicyTypeNotAvailableForOrganization: 'Leave this type out where AWS does not offer it; it needs an organization with all features.',
  UnsupportedAPIEndpoint: 'Deploy in a Region whose endpoint offers this operation.',
  AccessDeniedForDependency: 'Check that no policy denies iam:CreateServiceLinkedRole for organizations.amazonaws.com to the role of the handlers.',
  AccessDenied: 'Check that the stack is in the management account and that no policy takes rights from the role of the handlers.',
  ALREADY_IN_AN_ORGANIZATION: 'Deploy again: the account is found among the members of this organization, once it is visible.',
  HANDSHAKE_RATE_LIMIT_EXCEEDED: 'Deploy again when 24 hours have passed since the first of these invitations: accepted ones do not count.',
  INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES: 'Deploy again when all features are enabled, or cancel that change (CancelHandshake).',
  AccountOwnerNotVerified: 'Verify the email address of the management account (AWS Organizations console), then deploy again.',
  ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD: 'Invite only accounts whose seller of record, and partition, is that of this organization.',
  ORGANIZATION_MEMBERSHIP_CHANGE_RATE_LIMIT_EXCEEDED: 'Deploy again later: the account changed its organization a short time ago.',
  PAYMENT_INSTRUMENT_REQUIRED: 'Add a valid way of payment to the account that is invited, then deploy again.',
  PAST_DUE_INVOICE: 'Pay the open invoices of the account that is invited, then deploy again.',
  TARGET_ACCOUNT_VALIDATION: 'Check the account that is invited: it has to be an active AWS account.',
  INVALID_EMAIL_ADDRESS_TARGET: 'Correct the email address of the account that is invited.',
  TARGET_NOT_SUPPORTED: 'Correct the ID of the account that is invited: AWS knows no such account.',
  AWSOrganizationsNotInUse: 'Deploy in the management account of the organization, or create the organization first.',
  ParentNotFound: 'Check the id of the parent.',
  DestinationParentNotFound: 'Check the id of the parent.',
  TargetNotFound: 'Check the id of the target.',
  PolicyNotFound: 'Check the id of the policy.',
  AccountNotFound: 'Check the id of the account: it has to be a member of this organization.',
  TooManyRequests: 'Find out what else calls AWS Organizations so often: its rates are shared by everything in the management account.',
  ConcurrentModification: 'Find out what else changes the organization all the time.',
  PolicyChangesInProgress: 'Find out what else changes policies of the organization all the time.',
  FinalizingOrganization: 'A new organization needs up to an hour; if it takes longer, ask AWS Support.',
  PolicyTypeNotEnabled: 'Enable the policy type in the root of the organization (policyTypes).',
};

export function errorAdvice(error: OrganizationsError): string {
  return ADVICE[error.reason ?? ''] ?? ADVICE[error.code] ?? 'Correct what the message names and deploy again.';
}
