/** The custom resource types of this library, one for each kind of object in an organization. */
export const ResourceType = {
  ORGANIZATION: 'Custom::OrganizationsOrganization',
  ORGANIZATIONAL_UNIT: 'Custom::OrganizationsOrganizationalUnit',
  ACCOUNT: 'Custom::OrganizationsAccount',
  ACCOUNT_SETTINGS: 'Custom::OrganizationsAccountSettings',
  INVITED_ACCOUNT: 'Custom::OrganizationsInvitedAccount',
  POLICY: 'Custom::OrganizationsPolicy',
  POLICY_SET: 'Custom::OrganizationsPolicySet',
  POLICY_ATTACHMENTS: 'Custom::OrganizationsPolicyAttachments',
  POLICY_TYPE: 'Custom::OrganizationsPolicyType',
  TRUSTED_SERVICE: 'Custom::OrganizationsTrustedService',
  DELEGATED_ADMINISTRATOR: 'Custom::OrganizationsDelegatedAdministrator',
  RESOURCE_POLICY: 'Custom::OrganizationsResourcePolicy',
} as const;

export type ResourceTypeName = (typeof ResourceType)[keyof typeof ResourceType];

/** Whether resources of a type are member accounts, created or invited. */
export function isAccountType(type: string): boolean {
  return type === ResourceType.ACCOUNT || type === ResourceType.INVITED_ACCOUNT;
}

const NAMES: ReadonlySet<string> = new Set(Object.values(ResourceType));

export function isOurResourceType(type: string): type is ResourceTypeName {
  return NAMES.has(type);
}

/** The resource types whose management the resource policy of an organization can delegate to a member account. */
export const DELEGABLE_RESOURCE_TYPES: readonly ResourceTypeName[] = [
  ResourceType.POLICY, ResourceType.POLICY_SET, ResourceType.POLICY_ATTACHMENTS,
];
