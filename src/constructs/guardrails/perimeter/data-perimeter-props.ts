import type { ExemptAccountsProps, ExemptPrincipalsProps } from '../shared/exempt-principals';

/** Properties of `DataPerimeterGuardrails.denyUntrustedIdentities`. */
export interface DenyUntrustedIdentitiesProps extends ExemptPrincipalsProps {
  /**
   * ID of the organization, such as `o-exampleorgid`.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
   */
  readonly organizationId: string;
  /**
   * IDs of trusted accounts outside the organization.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
   * @default - none
   */
  readonly trustedAccounts?: string[];
  /**
   * Actions of services that support resource control policies, with the service prefix, such as `s3:*`.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
   * @default - the actions of all services for which AWS publishes a data perimeter, and of other services whose resources can admit other
   * accounts, such as Amazon EventBridge and Aurora DSQL
   */
  readonly actions?: string[];
}

/** Properties of `DataPerimeterGuardrails.denyUntrustedServiceRequests`. */
export interface DenyUntrustedServiceRequestsProps extends ExemptAccountsProps {
  /**
   * ID of the organization, such as `o-exampleorgid`.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
   */
  readonly organizationId: string;
  /**
   * IDs of accounts outside the organization for which services can act.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
   * @default - none
   */
  readonly trustedAccounts?: string[];
  /**
   * Actions of services that support resource control policies, with the service prefix, such as `s3:*`.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
   * @default - the actions of all services for which AWS publishes a data perimeter
   */
  readonly actions?: string[];
}

/** Properties of `DataPerimeterGuardrails.denyUntrustedWebIdentities`. */
export interface DenyUntrustedWebIdentitiesProps extends ExemptAccountsProps {
  /**
   * The OpenID Connect provider without `https://`, such as `token.actions.githubusercontent.com`.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
   */
  readonly provider: string;
  /**
   * Subjects that can assume roles, with `*` as a wildcard, as in `repo:example-org/*`.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
   */
  readonly trustedSubjects: string[];
}

/** Properties of `DataPerimeterGuardrails.denyUntrustedResources`. */
export interface DenyUntrustedResourcesProps extends ExemptPrincipalsProps {
  /**
   * ID of the organization, such as `o-exampleorgid`.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
   */
  readonly organizationId: string;
  /**
   * ARNs of trusted resources outside the organization, in addition to those that AWS offers to everyone.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html
   * @default - none
   */
  readonly trustedResources?: string[];
  /**
   * The actions to limit.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
   * @default - all
   */
  readonly actions?: string[];
}

/**
 * Properties of `DataPerimeterGuardrails.limitNetworksOfResources`, which `DataPerimeterGuardrails.limitNetworksOfPrincipals` extends. The
 * guardrail applies to a principal if one of the properties that select principals matches it.
 */
export interface ExpectedNetworksProps extends ExemptPrincipalsProps {
  /**
   * Public IP addresses or CIDR blocks from which requests are expected, such as `203.0.113.0/24`.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
   * @default - none
   */
  readonly sourceAddresses?: string[];
  /**
   * IDs of the VPCs from whose endpoints requests are expected.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
   * @default - none
   */
  readonly sourceVpcs?: string[];
  /**
   * ID of the organization from whose VPC endpoints requests are expected, in any of its VPCs. Only some services support this condition.
   * For other services, requests through an endpoint are denied unless `sourceVpcs` contains its VPC.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
   * @default - none
   */
  readonly sourceOrganizationId?: string;
  /**
   * ARNs of the principals to limit, as in `arn:*:iam::*:user/*`. A pattern for all roles includes the roles of AWS services and gives a
   * warning.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
   * @default - none: another property selects the principals
   */
  readonly principals?: string[];
  /**
   * Key of the tag whose value `true` marks the principals to limit, such as `dp:include:network`. It can be a tag of the role or a session
   * tag.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
   * @default - none: another property selects the principals
   */
  readonly principalTag?: string;
}

/** Workloads whose credentials a guardrail can identify. */
export enum CredentialSource {
  /** Credentials of the role of an Amazon EC2 instance (`ec2:SourceInstanceARN`). */
  EC2_INSTANCE = 'EC2_INSTANCE',
  /** Credentials of the role of a job of AWS Glue (`glue:CredentialIssuingService`). */
  GLUE_JOB = 'GLUE_JOB',
  /** Credentials of the role of a function of AWS Lambda (`lambda:SourceFunctionArn`). */
  LAMBDA_FUNCTION = 'LAMBDA_FUNCTION',
}

/** Properties of `DataPerimeterGuardrails.limitNetworksOfPrincipals`. */
export interface LimitNetworksOfPrincipalsProps extends ExpectedNetworksProps {
  /**
   * Workloads whose credentials can be used from expected networks only. It does not restrict the delivery of logs and traces by their
   * services, which comes from networks of AWS.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
   * @default - none: another property selects the principals
   */
  readonly credentialSources?: CredentialSource[];
}

/** Properties of `DataPerimeterGuardrails.requireSecureTransport`. */
export interface RequireSecureTransportProps extends ExemptPrincipalsProps {
  /**
   * Actions of services that support resource control policies, with the service prefix, such as `s3:*`.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
   * @default - the actions of all services for which AWS publishes a data perimeter
   */
  readonly actions?: string[];
}
