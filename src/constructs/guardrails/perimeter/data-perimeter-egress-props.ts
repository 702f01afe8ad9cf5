import type { ExemptPrincipalsProps } from '../shared/exempt-principals';

/** Properties of `DataPerimeterEgressGuardrails.denyResourcePolicies` and `DataPerimeterEgressGuardrails.denyServicePresignedUrls`. */
export interface DenyActionsProps extends ExemptPrincipalsProps {
  /**
   * The actions to deny.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
   * @default - all known actions of this kind
   */
  readonly actions?: string[];
}

/** Properties of `DataPerimeterEgressGuardrails.denyUntrustedEndpoints`. */
export interface DenyUntrustedEndpointsProps extends ExemptPrincipalsProps {
  /**
   * Domains whose email addresses are trusted, such as `example.com`, or `*.example.com` for its subdomains.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_sesv2.html
   */
  readonly trustedEmailDomains: string[];
  /**
   * Trusted URLs, with `*` as a wildcard in the path, as in `https://hooks.example.com/*`.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_sns.html
   * @default - none: no HTTP endpoint is trusted
   */
  readonly trustedHttpEndpoints?: string[];
}

/** Properties of `DataPerimeterEgressGuardrails.denyForeignConnections`. */
export interface DenyForeignConnectionsProps extends ExemptPrincipalsProps {
  /**
   * IDs of accounts for whose endpoint services VPC endpoints can be created, and with whose VPCs peering is allowed. The list must be
   * known at synthesis to allow the peering; its items may be references.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_ec2.html
   * @default - none: VPC endpoints for services of AWS and of the own account only, and peering within the account only
   */
  readonly trustedAccounts?: string[];
}
