import type { ExemptPrincipalsProps } from '../shared/exempt-principals';

/** Properties of `DataPerimeterEgressGuardrails.denyResourcePolicies` and `DataPerimeterEgressGuardrails.denyServicePresignedUrls`. */
export interface DenyActionsProps extends ExemptPrincipalsProps {
  /**
   * The actions to deny.
   * @default - all of this kind that are known
   */
  readonly actions?: string[];
}

/** Properties of `DataPerimeterEgressGuardrails.denyUntrustedEndpoints`. */
export interface DenyUntrustedEndpointsProps extends ExemptPrincipalsProps {
  /** Domains whose email addresses are trusted, such as `example.com`, or `*.example.com` for those below it. */
  readonly trustedEmailDomains: string[];
  /**
   * URLs that are trusted, with `*` in the path where any text may stand, as in `https://hooks.example.com/*`.
   * @default - none: no HTTP endpoint is trusted
   */
  readonly trustedHttpEndpoints?: string[];
}

/** Properties of `DataPerimeterEgressGuardrails.denyForeignConnections`. */
export interface DenyForeignConnectionsProps extends ExemptPrincipalsProps {
  /**
   * Accounts whose endpoint services may get VPC endpoints, twelve digits each.
   * @default - none: only services of AWS get VPC endpoints
   */
  readonly trustedAccounts?: string[];
}
