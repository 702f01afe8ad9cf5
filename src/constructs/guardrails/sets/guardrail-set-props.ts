import type { ExpectedNetworksProps, LimitNetworksOfPrincipalsProps } from '../perimeter/data-perimeter-props';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';

/** Properties that the predefined sets share. Exempt principals and accounts are exempt from each guardrail of the set. */
export interface PredefinedGuardrailSetProps extends ExemptPrincipalsProps {
  /**
   * ID of the organization, such as `o-exampleorgid`.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
   * @default - the set does not limit who can access resources
   */
  readonly organizationId?: string;
  /**
   * IDs of accounts outside the organization that can access resources, as for `DataPerimeterGuardrails.denyUntrustedIdentities`. Load
   * balancers of older Regions write their access logs from an account of AWS.
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
   * @default - none
   */
  readonly trustedAccounts?: string[];
  /**
   * Names of the log buckets, with `*` as a wildcard.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_s3.html
   * @default - the set does not protect buckets
   */
  readonly logBucketNames?: string[];
}

/** Properties of `GuardrailSets.cisFoundations7`. */
export interface CisFoundations7Props extends PredefinedGuardrailSetProps {
  /**
   * Whether to deny AWS CloudShell, from which users can download files.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_cloudshell.html
   * @default false
   */
  readonly denyCloudShell?: boolean;
  /**
   * Names of the Amazon CloudWatch alarms that monitor the account, with `*` as a wildcard.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html
   * @default - the set does not protect alarms
   */
  readonly alarmNames?: string[];
  /**
   * Names of the log groups with the metric filters of these alarms, with `*` as a wildcard.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_logs.html
   * @default - the set does not protect log groups
   */
  readonly logGroupNames?: string[];
}

/** Properties of `GuardrailSets.securityReferenceArchitecture`. */
export interface SecurityReferenceArchitectureProps extends PredefinedGuardrailSetProps {}

/** Properties of `GuardrailSets.controlTowerStronglyRecommended`. */
export interface ControlTowerStronglyRecommendedProps extends PredefinedGuardrailSetProps {
  /**
   * Identifiers of elective controls to add, such as `AWS-GR_DISALLOW_VPN_CONNECTIONS`. `docs/guardrails/sets.md` lists them.
   * @see https://docs.aws.amazon.com/controltower/latest/controlreference/elective-preventive-controls.html
   * @default - none
   */
  readonly electiveControls?: string[];
}

/** Properties of `GuardrailSets.dataPerimeter`. */
export interface DataPerimeterSetProps extends ExemptPrincipalsProps {
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
   * ARNs of trusted resources outside the organization, in addition to those that AWS offers to everyone.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html
   * @default - none
   */
  readonly trustedResources?: string[];
  /**
   * The networks from which principals call AWS, as for `DataPerimeterGuardrails.limitNetworksOfPrincipals`. Its exemptions add to those
   * of the set.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
   * @default - the set does not limit networks of principals
   */
  readonly networksOfPrincipals?: LimitNetworksOfPrincipalsProps;
  /**
   * The networks from which resources are accessed, as for `DataPerimeterGuardrails.limitNetworksOfResources`. Its exemptions add to those
   * of the set.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
   * @default - the set does not limit networks of resources
   */
  readonly networksOfResources?: ExpectedNetworksProps;
  /**
   * The OpenID Connect providers whose web identities can assume roles, without `https://`, such as `token.actions.githubusercontent.com`.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
   * @default - the set does not limit providers
   */
  readonly webIdentityProviders?: string[];
  /**
   * Keys of the tags on which the perimeter relies, with `*` as a wildcard, as in `dp:*`. Only exempt principals can set them on resources,
   * on principals or for sessions.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
   * @default - the set does not protect tags
   */
  readonly protectedTagKeys?: string[];
  /**
   * Whether to deny sharing that the conditions of the perimeter do not cover: images, snapshots, documents, networks, invitations, key
   * grants and connections. Most requests do not contain the other account, so sharing within the organization is denied too.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html
   * @default false
   */
  readonly denyOtherSharing?: boolean;
  /**
   * Whether to deny attaching resource policies that the identity perimeter does not cover. Deployments attach such policies too: exempt
   * their roles.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html
   * @default false
   */
  readonly denyResourcePolicies?: boolean;
  /**
   * Whether to deny requests for URLs that AWS services presign for the caller. Exempt the roles that pull images from Amazon ECR.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html
   * @default false
   */
  readonly denyServicePresignedUrls?: boolean;
  /**
   * Domains to whose email addresses data can be sent, such as `example.com`, or `*.example.com` for its subdomains.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_sesv2.html
   * @default - the set does not limit endpoints outside AWS
   */
  readonly trustedEmailDomains?: string[];
  /**
   * URLs to which data can be sent, as in `https://hooks.example.com/*`. Give `trustedEmailDomains` too.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_sns.html
   * @default - none
   */
  readonly trustedHttpEndpoints?: string[];
  /**
   * Whether to require VPCs for functions, jobs, builds and notebooks. It also denies Automation runbooks and repository connections,
   * which run outside VPCs.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html
   * @default false
   */
  readonly requireVpcs?: boolean;
}
