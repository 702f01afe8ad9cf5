import { Duration } from 'aws-cdk-lib';
import type {
  LimitPresignedRequestsProps, ProtectSessionTagsProps, RequireTlsVersionProps, TrustedWebIdentityProvidersProps,
} from './data-perimeter-request-props';
import { providerProblems, subjectKey } from './federated-sign-in';
import { itemProblems } from '../../policy/management/list-rules';
import { problem } from '../../validation';
import type { Guardrail } from '../guardrail';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { resourceControlGuardrail } from '../shared/guardrail-builders';
import { isTokenText } from '../shared/literal-parameters';
import { ACCOUNT_RULES, listProblems, ORGANIZATION_RULES, TAG_KEY_PATTERN_RULES, TLS_VERSION_RULES } from '../shared/parameter-rules';

/** How Amazon S3 calls the authentication of a presigned URL and of a presigned form (`s3:authType`). */
const PRESIGNED = ['REST-QUERY-STRING', 'POST'];

/** The age after which no signature of version 4 is valid. */
const LONGEST = Duration.days(7);

/** A message about an age that presigned requests cannot have. */
function ageProblems(maximumAge: Duration): string[] {
  if (maximumAge.isUnresolved()) {
    return [problem({ wrong: 'The maximum age is known only at deployment', given: maximumAge.toString(), remedy: 'Give a number: it is computed in milliseconds' })];
  }
  const milliseconds = maximumAge.toMilliseconds({ integral: false });
  if (milliseconds >= 1000 && milliseconds <= LONGEST.toMilliseconds()) return [];
  return [problem({
    wrong: 'The maximum age is one that a presigned request cannot have', given: maximumAge.toHumanString(), remedy: 'Give from 1 second to 7 days',
  })];
}

/**
 * Guardrails for resource control policies about how a request is made: its encryption, its signature, its web identity and its session
 * tags. They complete `DataPerimeterGuardrails`.
 *
 * Source: AWS Whitepaper "Building a Data Perimeter on AWS"; AWS's resource control policy examples.
 */
export class DataPerimeterRequestGuardrails {
  /**
   * Amazon S3 is reached over this version of TLS or a newer one. `requireSecureTransport` denies requests without TLS.
   *
   * Source: AWS Control Tower Controls Reference, CT.S3.PV.3; Service Authorization Reference, "Amazon S3", `s3:TlsVersion`.
   */
  public static requireTlsVersion(props: RequireTlsVersionProps): Guardrail {
    return resourceControlGuardrail({
      guardrailId: 'require-tls-version',
      description: 'Buckets and objects are reached over the minimum version of TLS or a newer one',
      controls: props.minimumVersion === '1.3' ? ['CT.S3.PV.3'] : [],
      limits: [
        'Requests over HTTP have no version of TLS, and pass: require-secure-transport denies them',
        'Directory buckets, Object Lambda and all other services pass: their requests have another key or none',
      ],
      denials: [{ sid: 'RequireTlsVersion', actions: ['s3:*'], conditions: { NumericLessThan: { 's3:TlsVersion': props.minimumVersion } } }],
      problems: itemProblems([props.minimumVersion], TLS_VERSION_RULES),
    }, props);
  }

  /**
   * Presigned URLs and forms of Amazon S3 are used within this time of their signature. Those of Signature Version 2, whose age Amazon S3
   * always takes as 0, are denied.
   *
   * Source: Amazon S3 API Reference, "Amazon S3 Signature Version 4 Authentication Specific Policy Keys".
   */
  public static limitPresignedRequests(props: LimitPresignedRequestsProps): Guardrail {
    const problems = ageProblems(props.maximumAge);
    return resourceControlGuardrail({
      guardrailId: 'limit-presigned-requests',
      description: 'Presigned requests to Amazon S3 are not older than the maximum age',
      limits: ['URLs that a service signs for the caller lead to buckets of the service: deny-service-presigned-urls denies asking for them'],
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
   * Nobody reaches Amazon S3 by a presigned URL or a presigned form. Anonymous requests have no signature and are not concerned.
   *
   * Source: AWS Control Tower Controls Reference, CT.S3.PV.2; Amazon S3 API Reference, "Amazon S3 Signature Version 4 Authentication
   * Specific Policy Keys".
   */
  public static denyPresignedRequests(props: ExemptPrincipalsProps = {}): Guardrail {
    return resourceControlGuardrail({
      guardrailId: 'deny-presigned-requests',
      description: 'Nobody reaches Amazon S3 by presigned URLs and forms',
      controls: ['CT.S3.PV.2'],
      denials: [{ sid: 'DenyPresignedRequests', actions: ['s3:*'], conditions: { StringEquals: { 's3:authType': PRESIGNED } } }],
    }, props);
  }

  /**
   * Only web identities of these OpenID Connect providers assume roles, even where an account has a provider of its own. Each cluster of
   * Amazon EKS with roles for service accounts is a provider: name it before its pods assume roles. Pod Identity needs none.
   *
   * No principal can be exempt: a web identity is no principal of AWS yet.
   *
   * Source: AWS's data perimeter policy examples, `identity_perimeter_rcp.json` ("EnforceTrustedOIDCProviders"); IAM User Guide, "IAM and
   * AWS STS condition context keys".
   */
  public static trustedWebIdentityProviders(props: TrustedWebIdentityProvidersProps): Guardrail {
    const providers = props.providers.filter((provider) => !isTokenText(provider));
    return resourceControlGuardrail({
      guardrailId: 'trusted-web-identity-providers',
      description: 'Only web identities of trusted OpenID Connect providers assume roles',
      limits: [
        'Every subject of a provider named passes, those of its other customers too: trusted-web-identities limits the subjects',
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
   * Only principals of the organization, trusted accounts, AWS services and SAML providers set the session tags listed. For tags on which
   * other policies rely, such as `dp:include:network`. Web identities cannot set them.
   *
   * Source: AWS's data perimeter policy examples, `data_perimeter_governance_rcp.json`; AWS's resource control policy examples for session
   * tags of EKS Pod Identity and IAM Roles Anywhere.
   */
  public static protectSessionTags(props: ProtectSessionTagsProps): Guardrail {
    const { organizationId, tagKeys, trustedAccounts = [] } = props;
    return resourceControlGuardrail({
      guardrailId: 'protect-session-tags',
      description: 'Nobody outside the organization sets the session tags listed',
      limits: [
        'Principals of the organization set session tags as their own policies allow: protect-tags denies it to them',
        'SAML providers set the session tags that their assertions hold: deny-federation-changes keeps the providers as they are',
      ],
      denials: [{
        sid: 'ProtectSessionTags',
        actions: ['sts:TagSession'],
        conditions: {
          'ForAnyValue:StringLike': { 'aws:TagKeys': tagKeys },
          'StringNotEqualsIfExists': {
            'aws:PrincipalOrgID': organizationId, ...(trustedAccounts.length === 0 ? {} : { 'aws:PrincipalAccount': trustedAccounts }),
          },
          'BoolIfExists': { 'aws:PrincipalIsAWSService': 'false' },
          'Null': { 'saml:aud': 'true' },
        },
      }],
      problems: [
        ...itemProblems([organizationId], ORGANIZATION_RULES), ...itemProblems(trustedAccounts, ACCOUNT_RULES),
        ...listProblems('tag keys', tagKeys, TAG_KEY_PATTERN_RULES),
      ],
    }, props);
  }

  private constructor() {}
}
