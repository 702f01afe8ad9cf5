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
}
