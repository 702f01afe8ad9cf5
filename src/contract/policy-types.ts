/**
 * The limits of a policy type of AWS Organizations.
 *
 * Sources: AWS Organizations User Guide, "Quotas and service limits for AWS Organizations" and "Managing organization policies"
 * (as of September 2026); the `PolicyType` enumeration of the service's API (November 2026). Where the guide gives no number for
 * a new type, the number that its siblings share is used, and `confirmed` is false.
 */
export interface PolicyTypeLimits {
  /** Characters of the document as sent. */
  readonly maxContentLength: number;
  /** Policies attached directly to one target, including those that AWS attaches. */
  readonly maxAttachments: number;
  /** Policies that a target must keep. */
  readonly minAttachments: number;
  /** Policies of the type in one organization. */
  readonly maxPolicies: number;
  /** An AWS managed policy that is attached to every target as soon as the type is enabled. */
  readonly attachedByDefault?: string;
  /** Whether the default policy can be detached once another policy is attached. */
  readonly defaultDetachable?: boolean;
  readonly confirmed: boolean;
}

const MANAGEMENT_POLICY: PolicyTypeLimits = {
  maxContentLength: 10_000, maxAttachments: 10, minAttachments: 0, maxPolicies: 1_000, confirmed: true,
};
const NOT_DOCUMENTED: PolicyTypeLimits = { ...MANAGEMENT_POLICY, confirmed: false };

export const POLICY_TYPES = {
  SERVICE_CONTROL_POLICY: {
    maxContentLength: 10_240,
    maxAttachments: 10,
    minAttachments: 1,
    maxPolicies: 10_000,
    attachedByDefault: 'p-FullAWSAccess',
    defaultDetachable: true,
    confirmed: true,
  },
  RESOURCE_CONTROL_POLICY: {
    maxContentLength: 5_120,
    maxAttachments: 5,
    minAttachments: 1,
    maxPolicies: 2_000,
    attachedByDefault: 'p-RCPFullAWSAccess',
    defaultDetachable: false,
    confirmed: true,
  },
  TAG_POLICY: MANAGEMENT_POLICY,
  BACKUP_POLICY: MANAGEMENT_POLICY,
  AISERVICES_OPT_OUT_POLICY: { ...MANAGEMENT_POLICY, maxContentLength: 2_500, maxAttachments: 5 },
  CHATBOT_POLICY: { ...MANAGEMENT_POLICY, maxAttachments: 5 },
  DECLARATIVE_POLICY_EC2: MANAGEMENT_POLICY,
  SECURITYHUB_POLICY: MANAGEMENT_POLICY,
  SECURITYHUB_CSPM_POLICY: NOT_DOCUMENTED,
  INSPECTOR_POLICY: MANAGEMENT_POLICY,
  GUARDDUTY_POLICY: NOT_DOCUMENTED,
  UPGRADE_ROLLOUT_POLICY: MANAGEMENT_POLICY,
  BEDROCK_POLICY: MANAGEMENT_POLICY,
  S3_POLICY: MANAGEMENT_POLICY,
  NETWORK_SECURITY_DIRECTOR_POLICY: NOT_DOCUMENTED,
} as const satisfies Record<string, PolicyTypeLimits>;

export type PolicyTypeName = keyof typeof POLICY_TYPES;

export const POLICY_TYPE_NAMES = Object.keys(POLICY_TYPES) as PolicyTypeName[];

/**
 * The types of authorization policies: SCPs and RCPs. Their policies consist of statements, which are evaluated at each level. AWS
 * attaches a policy of each enabled type to every target.
 */
export const AUTHORIZATION_POLICY_TYPES = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const satisfies readonly PolicyTypeName[];

export type AuthorizationPolicyType = (typeof AUTHORIZATION_POLICY_TYPES)[number];

/**
 * The words for these types in access-denied messages. Filter patterns of Amazon CloudWatch Logs distinguish upper and lower case, and
 * services write both. Source: IAM User Guide, "Troubleshoot access denied error messages".
 */
export const DENIAL_WORDS = {
  SERVICE_CONTROL_POLICY: ['service control polic', 'Service Control Polic'],
  RESOURCE_CONTROL_POLICY: ['resource control polic', 'Resource Control Polic'],
} as const satisfies Record<AuthorizationPolicyType, readonly string[]>;

/** A type of management policies, which consist of settings. Those of an account are merged from the root down. */
export type ManagementPolicyType = Exclude<PolicyTypeName, AuthorizationPolicyType>;

export function isAuthorizationPolicyType(type: string): type is AuthorizationPolicyType {
  return (AUTHORIZATION_POLICY_TYPES as readonly string[]).includes(type);
}

export function isManagementPolicyType(type: string): type is ManagementPolicyType {
  return isPolicyType(type) && !isAuthorizationPolicyType(type);
}

export const MANAGEMENT_POLICY_TYPES = POLICY_TYPE_NAMES.filter(isManagementPolicyType);

export function policyTypeLimits(type: PolicyTypeName): PolicyTypeLimits {
  return POLICY_TYPES[type];
}

export function isPolicyType(type: string): type is PolicyTypeName {
  return Object.hasOwn(POLICY_TYPES, type);
}
