import type { Duration } from 'aws-cdk-lib';
import type { ExemptAccountsProps, ExemptPrincipalsProps } from '../shared/exempt-principals';

/** Properties of `DataPerimeterRequestGuardrails.requireTlsVersion`. */
export interface RequireTlsVersionProps extends ExemptPrincipalsProps {
  /** The oldest version of TLS that is accepted, `1.2` or `1.3`. */
  readonly minimumVersion: string;
}

/** Properties of `DataPerimeterRequestGuardrails.limitPresignedRequests`. */
export interface LimitPresignedRequestsProps extends ExemptPrincipalsProps {
  /** The time after its signature within which a presigned URL or form is accepted, from one second to seven days. */
  readonly maximumAge: Duration;
}

/** Properties of `DataPerimeterRequestGuardrails.trustedWebIdentityProviders`. */
export interface TrustedWebIdentityProvidersProps extends ExemptAccountsProps {
  /**
   * The OpenID Connect providers without `https://`, such as `token.actions.githubusercontent.com`, and those built into AWS, such as
   * `cognito-identity.amazonaws.com`.
   */
  readonly providers: string[];
}

/** Properties of `DataPerimeterRequestGuardrails.protectSessionTags`. */
export interface ProtectSessionTagsProps extends ExemptPrincipalsProps {
  /** Id of the organization, such as `o-exampleorgid`. */
  readonly organizationId: string;
  /** The keys of the session tags, with `*` where any text may stand, as in `dp:*`. */
  readonly tagKeys: string[];
  /**
   * Accounts outside the organization that may set the tags, twelve digits each.
   * @default - none
   */
  readonly trustedAccounts?: string[];
}
