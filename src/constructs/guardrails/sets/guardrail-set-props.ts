import type { ExpectedNetworksProps, NetworksOfPrincipalsProps } from '../perimeter/data-perimeter-props';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';

/** Properties that the ready sets share. Principals and accounts that are exempt are exempt from each guardrail of the set. */
export interface ReadySetProps extends ExemptPrincipalsProps {
  /**
   * ID of the organization, such as `o-exampleorgid`.
   * @default - the set has no guardrail about who reaches resources
   */
  readonly organizationId?: string;
  /**
   * Names of the buckets for logs, with `*` where any text may stand.
   * @default - the set does not protect buckets
   */
  readonly logBucketNames?: string[];
}

/** Properties of `GuardrailSets.cisFoundations7`. */
export interface CisFoundations7Props extends ReadySetProps {
  /**
   * Whether to deny AWS CloudShell, from which files leave through the browser.
   * @default false
   */
  readonly denyCloudShell?: boolean;
}

/** Properties of `GuardrailSets.securityReferenceArchitecture`. */
export interface SecurityReferenceArchitectureProps extends ReadySetProps {}

/** Properties of `GuardrailSets.controlTowerStronglyRecommended`. */
export interface ControlTowerStronglyRecommendedProps extends ReadySetProps {
  /**
   * Identifiers of elective controls to implement besides, such as `AWS-GR_DISALLOW_VPN_CONNECTIONS`. `docs/guardrails/sets.md` lists them.
   * @default - none
   */
  readonly electiveControls?: string[];
}

/** Properties of `GuardrailSets.dataPerimeter`. */
export interface DataPerimeterSetProps extends ExemptPrincipalsProps {
  /** ID of the organization, such as `o-exampleorgid`. */
  readonly organizationId: string;
  /**
   * Accounts outside the organization that are trusted, twelve digits each.
   * @default - none
   */
  readonly trustedAccounts?: string[];
  /**
   * ARNs of resources outside the organization that are trusted, besides those that AWS offers to everybody.
   * @default - none
   */
  readonly trustedResources?: string[];
  /**
   * The networks from which principals call AWS, as for `DataPerimeterGuardrails.networksOfPrincipals`.
   * @default - the set does not limit networks of principals
   */
  readonly networksOfPrincipals?: NetworksOfPrincipalsProps;
  /**
   * The networks from which resources are reached, as for `DataPerimeterGuardrails.networksOfResources`.
   * @default - the set does not limit networks of resources
   */
  readonly networksOfResources?: ExpectedNetworksProps;
  /**
   * The OpenID Connect providers whose web identities may assume roles, without `https://`, such as `token.actions.githubusercontent.com`.
   * @default - the set does not limit providers
   */
  readonly webIdentityProviders?: string[];
  /**
   * Keys of the tags on which the perimeter relies, with `*` where any text may stand, as in `dp:*`. Nobody but exempt principals sets
   * them, neither on resources and principals nor for sessions.
   * @default - the set does not protect tags
   */
  readonly protectedTagKeys?: string[];
  /**
   * Whether to deny sharing that the conditions of the perimeter do not cover: of images, snapshots, documents and networks, by
   * invitations, grants of keys and connections. Most requests do not name the other account, so that sharing within the organization is
   * denied too.
   * @default false
   */
  readonly denyOtherSharing?: boolean;
  /**
   * Whether to deny policies of resources that the identity perimeter does not cover. Deployments attach them too: exempt their roles.
   * @default false
   */
  readonly denyResourcePolicies?: boolean;
  /**
   * Whether to deny requests for URLs that AWS services sign for the caller. Exempt the roles that pull images from Amazon ECR.
   * @default false
   */
  readonly denyServicePresignedUrls?: boolean;
  /**
   * Domains to whose email addresses data may be sent, such as `example.com`, or `*.example.com` for those below it.
   * @default - the set does not limit endpoints outside AWS
   */
  readonly trustedEmailDomains?: string[];
  /**
   * URLs to which data may be sent, as in `https://hooks.example.com/*`. Give `trustedEmailDomains` too.
   * @default - none
   */
  readonly trustedHttpEndpoints?: string[];
  /**
   * Whether to require that functions, jobs, builds and notebooks run in VPCs, and to deny Automation runbooks and connections of
   * repositories, which work outside them.
   * @default false
   */
  readonly requireVpcs?: boolean;
}
