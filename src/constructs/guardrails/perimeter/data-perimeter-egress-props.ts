import type { ExemptPrincipalsProps } from '../shared/exempt-principals';

/** Properties of `DataPerimeterEgressGuardrails.denyResourcePolicies` and `DataPerimeterEgressGuardrails.denyServicePresignedUrls`. */
export interface DenyActionsProps extends ExemptPrincipalsProps {
  /**
   * The actions to deny.
   * @default - all known actions of this kind
   */
  readonly actions?: string[];
}

/** Properties of `DataPerimeterEgressGuardrails.denyUntrustedEndpoints`. */
export interface DenyUntrustedEndpointsProps extends ExemptPrincipalsProps {
  /** Domains whose email addresses are trusted, such as `example.com`, or `*.example.com` for its subdomains. */
  readonly trustedEmailDomains: string[];
  /**
   * Trusted URLs, with `*` as a wildcard in the path, as in `https://hooks.example.com/*`.
   * @default - none: no HTTP endpoint is trusted
   */
  readonly trustedHttpEndpoints?: string[];
}

/** Properties of `DataPerimeterEgressGuardrails.denyForeignConnections`. */
export interface DenyForeignConnectionsProps extends ExemptPrincipalsProps {
  /**
   * IDs of accounts for whose endpoint services VPC endpoints can be created.
   * @default - none: VPC endpoints can be created for AWS services only
   */
  readonly trustedAccounts?: string[];
}
