import type { Duration } from 'aws-cdk-lib';
import type { ExemptAccountsProps, ExemptPrincipalsProps } from '../shared/exempt-principals';

/** Properties of `DataPerimeterRequestGuardrails.requireTlsVersion`. */
export interface RequireTlsVersionProps extends ExemptPrincipalsProps {
  /**
   * The minimum TLS version, `1.2` or `1.3`.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_s3.html
   */
  readonly minimumVersion: string;
}

/** Properties of `DataPerimeterRequestGuardrails.limitPresignedRequests`. */
export interface LimitPresignedRequestsProps extends ExemptPrincipalsProps {
  /**
   * The maximum age of the signature of a presigned URL or form, from one second to seven days.
   * @see https://docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html
   */
  readonly maximumAge: Duration;
}

/** Properties of `DataPerimeterRequestGuardrails.denyUntrustedWebIdentityProviders`. */
export interface DenyUntrustedWebIdentityProvidersProps extends ExemptAccountsProps {
  /**
   * The OpenID Connect providers without `https://`, such as `token.actions.githubusercontent.com`, and providers that are built into AWS,
   * such as `cognito-identity.amazonaws.com`.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
   */
  readonly providers: string[];
}

/** Properties of `DataPerimeterRequestGuardrails.protectSessionTags`. */
export interface ProtectSessionTagsProps extends ExemptPrincipalsProps {
  /**
   * ID of the organization, such as `o-exampleorgid`.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
   */
  readonly organizationId: string;
  /**
   * The keys of the session tags, with `*` as a wildcard, as in `dp:*`. Give complete keys where possible: only then does the comparison
   * ignore case, as in conditions on tags.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
   */
  readonly tagKeys: string[];
  /**
   * IDs of accounts outside the organization that can set the tags.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
   * @default - none
   */
  readonly trustedAccounts?: string[];
}
