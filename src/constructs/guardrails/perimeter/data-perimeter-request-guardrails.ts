import { Duration } from 'aws-cdk-lib';
import type {
  LimitPresignedRequestsProps, ProtectSessionTagsProps, RequireTlsVersionProps, DenyUntrustedWebIdentityProvidersProps,
} from './data-perimeter-request-props';
import { providerProblems, subjectKey } from './federated-sign-in';
import { itemProblems } from '../../policy/management/list-rules';
import { problem } from '../../validation';
import { CASE_LIMIT, tagKeyComparisons } from '../accounts/protected-tags';
import type { Guardrail } from '../guardrail';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { resourceControlGuardrail } from '../shared/guardrail-builders';
import { isTokenText } from '../shared/literal-parameters';
import { ACCOUNT_RULES, listProblems, ORGANIZATION_RULES, TAG_KEY_PATTERN_RULES, TLS_VERSION_RULES } from '../shared/parameter-rules';

/** The values of `s3:authType` for a presigned URL and a presigned form. */
const PRESIGNED = ['REST-QUERY-STRING', 'POST'];

/** The maximum age of a Signature Version 4 signature. */
const LONGEST = Duration.days(7);

/** A limit of the guardrails whose condition keys are those of Amazon S3. */
const OTHER_SERVICES = 'Directory buckets, Object Lambda and all other services are not restricted: their requests have another condition key or none';

/** A message about a maximum age that presigned requests cannot have. */
function ageProblems(maximumAge: Duration): string[] {
  if (maximumAge.isUnresolved()) {
    return [problem({ wrong: 'The maximum age is known only at deployment', given: maximumAge.toString(), remedy: 'Give a number: it is computed in milliseconds' })];
  }
  const milliseconds = maximumAge.toMilliseconds({ integral: false });
  if (milliseconds >= 1000 && milliseconds <= LONGEST.toMilliseconds()) return [];
  return [problem({
    wrong: 'A presigned request cannot have this maximum age', given: maximumAge.toHumanString(), remedy: 'Give 1 second to 7 days',
  })];
}

/**
 * Guardrails for resource control policies that limit the encryption, the signature, the web identity and the session tags of requests.
 * They complement `DataPerimeterGuardrails`.
 *
 * Source: AWS Whitepaper "Building a Data Perimeter on AWS"; AWS's resource control policy examples.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 *
 * @example
 * declare const organization: Organization;
 * organization.root.attachPolicy(new ResourceControlPolicy(this, 'Requests', {
 *   guardrails: [
 *     DataPerimeterRequestGuardrails.requireTlsVersion({ minimumVersion: '1.2' }),
 *     DataPerimeterRequestGuardrails.limitPresignedRequests({ maximumAge: Duration.minutes(15) }),
 *     DataPerimeterRequestGuardrails.denyUntrustedWebIdentityProviders({ providers: ['token.actions.githubusercontent.com'] }),
 *   ],
 * }));
 */
export class DataPerimeterRequestGuardrails {
  /**
   * Requires this TLS version or a newer one for access to Amazon S3. Add `requireSecureTransport` to deny requests without TLS.
   *
   * Source: AWS Control Tower Controls Reference, CT.S3.PV.3; Service Authorization Reference, "Amazon S3", `s3:TlsVersion`.
   */
  public static requireTlsVersion(props: RequireTlsVersionProps): Guardrail {
    return resourceControlGuardrail({
      guardrailId: 'require-tls-version',
      description: 'Requires a minimum TLS version for access to Amazon S3',
      controls: props.minimumVersion === '1.3' ? ['CT.S3.PV.3'] : [],
      limits: [
        'Requests over HTTP have no TLS version and are allowed: add require-secure-transport',
        OTHER_SERVICES,
      ],
      denials: [{ sid: 'RequireTlsVersion', actions: ['s3:*'], conditions: { NumericLessThan: { 's3:TlsVersion': props.minimumVersion } } }],
      problems: itemProblems([props.minimumVersion], TLS_VERSION_RULES),
    }, props);
  }

  /**
   * Denies presigned URLs and forms of Amazon S3 whose signature is older than the maximum age. Requests with Signature Version 2, whose
   * age Amazon S3 always reports as 0, are denied.
   *
   * Source: Amazon S3 API Reference, "Amazon S3 Signature Version 4 Authentication Specific Policy Keys".
   */
  public static limitPresignedRequests(props: LimitPresignedRequestsProps): Guardrail {
    const problems = ageProblems(props.maximumAge);
    return resourceControlGuardrail({
      guardrailId: 'limit-presigned-requests',
      description: 'Limits the age of presigned requests to Amazon S3',
      limits: [
        'URLs that a service presigns for the caller lead to buckets of the service: add deny-service-presigned-urls',
        OTHER_SERVICES,
      ],
      denials: problems.length > 0 ? [] : [
        {
          sid: 'LimitPresignedRequests',
          actions: ['s3:*'],
          conditions: { NumericGreaterThan: { 's3:signatureAge': `${props.maximumAge.toMilliseconds()}` } },
        },
        {
          sid: 'DenyPresignedSignatureVersion2',
          actions: ['s3:*'],
          conditions: { StringEquals: { 's3:signatureversion': 'AWS', 's3:authType': PRESIGNED } },
        },
      ],
      problems,
    }, props);
  }

  /**
   * Denies access to Amazon S3 with presigned URLs and presigned forms, including opening and downloading objects in the console, which
   * presigns these requests. Anonymous requests have no signature and are not restricted.
   *
   * Source: AWS Control Tower Controls Reference, CT.S3.PV.2; Amazon S3 API Reference, "Amazon S3 Signature Version 4 Authentication
   * Specific Policy Keys".
   */
  public static denyPresignedRequests(props: ExemptPrincipalsProps = {}): Guardrail {
    return resourceControlGuardrail({
      guardrailId: 'deny-presigned-requests',
      description: 'Denies presigned URLs and forms of Amazon S3',
      controls: ['CT.S3.PV.2'],
      limits: [OTHER_SERVICES],
      denials: [{ sid: 'DenyPresignedRequests', actions: ['s3:*'], conditions: { StringEquals: { 's3:authType': PRESIGNED } } }],
    }, props);
  }

  /**
   * Denies assuming roles as a web identity of any other OpenID Connect provider, even if an account has such a provider. Each Amazon EKS
   * cluster with roles for service accounts is a provider: list it before its pods assume roles. EKS Pod Identity needs no provider.
   *
   * Principals cannot be exempt: a web identity is not yet an AWS principal.
   *
   * Source: AWS's data perimeter policy examples, `identity_perimeter_rcp.json` ("EnforceTrustedOIDCProviders"); IAM User Guide, "IAM and
   * AWS STS condition context keys".
   */
  public static denyUntrustedWebIdentityProviders(props: DenyUntrustedWebIdentityProvidersProps): Guardrail {
    const providers = props.providers.filter((provider) => !isTokenText(provider));
    return resourceControlGuardrail({
      guardrailId: 'deny-untrusted-web-identity-providers',
      description: 'Denies assuming roles as a web identity of an untrusted OpenID Connect provider',
      hasPrincipals: false,
      limits: [
        'All subjects of a listed provider are allowed, including those of its other customers: add deny-untrusted-web-identities',
      ],
      denials: providers.length === 0 ? [] : [{
        sid: 'TrustedWebIdentityProviders',
        actions: ['sts:AssumeRoleWithWebIdentity'],
        conditions: { Null: Object.fromEntries(providers.map((provider) => [subjectKey(provider), 'true'])) },
      }],
      problems: providerProblems(props.providers),
    }, props);
  }

  /**
   * Denies setting the listed session tags, except by principals of the organization, trusted accounts, AWS services and SAML providers.
   * Use it for tags that other policies rely on, such as `dp:include:network`. Web identities cannot set them. The comparison of complete
   * keys ignores their case, as conditions on tags do.
   *
   * Source: AWS's data perimeter policy examples, `data_perimeter_governance_rcp.json`; AWS's resource control policy examples for session
   * tags of EKS Pod Identity and IAM Roles Anywhere.
   */
  public static protectSessionTags(props: ProtectSessionTagsProps): Guardrail {
    const { organizationId, tagKeys, trustedAccounts = [] } = props;
    const comparisons = tagKeyComparisons(tagKeys);
    return resourceControlGuardrail({
      guardrailId: 'protect-session-tags',
      description: 'Denies setting the listed session tags from outside the organization',
      limits: [
        'Principals of the organization can set session tags as their own policies allow: add protect-tags',
        'SAML providers set the session tags in their assertions: add deny-federation-changes',
        ...(comparisons.some(({ name }) => name === 'Patterns') ? [CASE_LIMIT] : []),
      ],
      denials: comparisons.map(({ name, operator, keys }) => ({
        sid: `ProtectSessionTag${name}`,
        actions: ['sts:TagSession'],
        conditions: {
          [operator]: { 'aws:TagKeys': keys },
          StringNotEqualsIfExists: {
            'aws:PrincipalOrgID': organizationId, ...(trustedAccounts.length === 0 ? {} : { 'aws:PrincipalAccount': trustedAccounts }),
          },
          BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
          Null: { 'saml:aud': 'true' },
        },
      })),
      problems: [
        ...itemProblems([organizationId], ORGANIZATION_RULES), ...itemProblems(trustedAccounts, ACCOUNT_RULES),
        ...listProblems('tag keys', tagKeys, TAG_KEY_PATTERN_RULES),
      ],
    }, props);
  }

  private constructor() {}
}
