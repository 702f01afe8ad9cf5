import type { ExemptAccountsProps, ExemptPrincipalsProps } from '../shared/exempt-principals';

/** Properties of `DataPerimeterGuardrails.trustedIdentities`. */
export interface TrustedIdentitiesProps extends ExemptPrincipalsProps {
  /** Id of the organization, such as `o-exampleorgid`. */
  readonly organizationId: string;
  /**
   * Accounts outside the organization that are trusted, twelve digits each.
   * @default - none
   */
  readonly trustedAccounts?: string[];
  /**
   * Actions of services that resource control policies reach, each with its service, such as `s3:*`.
   * @default - those of all services for which AWS publishes a data perimeter
   */
  readonly actions?: string[];
}

/** Properties of `DataPerimeterGuardrails.trustedServiceRequests`. */
export interface TrustedServiceRequestsProps extends ExemptAccountsProps {
  /** Id of the organization, such as `o-exampleorgid`. */
  readonly organizationId: string;
  /**
   * Accounts outside the organization for which services may act, twelve digits each.
   * @default - none
   */
  readonly trustedAccounts?: string[];
  /**
   * Actions of services that resource control policies reach, each with its service, such as `s3:*`.
   * @default - those of all services for which AWS publishes a data perimeter
   */
  readonly actions?: string[];
}

/** Properties of `DataPerimeterGuardrails.trustedWebIdentities`. */
export interface TrustedWebIdentitiesProps extends ExemptAccountsProps {
  /** The OpenID Connect provider without `https://`, such as `token.actions.githubusercontent.com`. */
  readonly provider: string;
  /** Subjects that may assume roles, with `*` where any text may stand, as in `repo:example-org/*`. */
  readonly trustedSubjects: string[];
}

/** Properties of `DataPerimeterGuardrails.trustedResources`. */
export interface TrustedResourcesProps extends ExemptPrincipalsProps {
  /** Id of the organization, such as `o-exampleorgid`. */
  readonly organizationId: string;
  /**
   * ARNs of resources outside the organization that are trusted, besides those that AWS offers to everybody.
   * @default - none
   */
  readonly trustedResources?: string[];
  /**
   * Actions that it is about.
   * @default - all
   */
  readonly actions?: string[];
}

/**
 * Properties of `DataPerimeterGuardrails.networksOfResources`, and most of those of `DataPerimeterGuardrails.networksOfPrincipals`. A
 * principal is concerned if one of the ways to name it does.
 */
export interface ExpectedNetworksProps extends ExemptPrincipalsProps {
  /**
   * Public addresses or blocks of them from which requests come, such as `203.0.113.0/24`.
   * @default - none
   */
  readonly sourceAddresses?: string[];
  /**
   * Ids of the VPCs from whose endpoints requests come.
   * @default - none
   */
  readonly sourceVpcs?: string[];
  /**
   * Id of the organization through whose VPC endpoints requests come, from any of its VPCs. Only some services know it of a request: those
   * of others through an endpoint are denied unless `sourceVpcs` has its VPC.
   * @default - none
   */
  readonly sourceOrganizationId?: string;
  /**
   * ARNs of the principals that the guardrail is about, as in `arn:*:iam::*:user/*`. A pattern for all roles catches the roles of AWS
   * services too, and is a warning.
   * @default - none: another property says which principals
   */
  readonly principals?: string[];
  /**
   * Key of the tag whose value `true` marks the principals that the guardrail is about, such as `dp:include:network`. Tags of roles and
   * session tags count.
   * @default - none: another property says which principals
   */
  readonly principalTag?: string;
}

/** Workloads whose credentials a guardrail can recognize. */
export enum CredentialSource {
  /** Credentials of the role of an Amazon EC2 instance (`ec2:SourceInstanceARN`). */
  EC2_INSTANCE = 'EC2_INSTANCE',
  /** Credentials of the role of a job of AWS Glue (`glue:CredentialIssuingService`). */
  GLUE_JOB = 'GLUE_JOB',
  /** Credentials of the role of a function of AWS Lambda (`lambda:SourceFunctionArn`). */
  LAMBDA_FUNCTION = 'LAMBDA_FUNCTION',
}

/** Properties of `DataPerimeterGuardrails.networksOfPrincipals`. */
export interface NetworksOfPrincipalsProps extends ExpectedNetworksProps {
  /**
   * Workloads whose credentials may be used from expected networks only. What their services deliver from networks of AWS, such as logs,
   * passes.
   * @default - none: another property says which principals
   */
  readonly credentialSources?: CredentialSource[];
}

/** Properties of `DataPerimeterGuardrails.requireSecureTransport`. */
export interface RequireSecureTransportProps extends ExemptPrincipalsProps {
  /**
   * Actions of services that resource control policies reach, each with its service, such as `s3:*`.
   * @default - those of all services for which AWS publishes a data perimeter
   */
  readonly actions?: string[];
}
