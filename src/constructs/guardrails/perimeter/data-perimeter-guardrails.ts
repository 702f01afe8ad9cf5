import type {
  ExpectedNetworksProps, NetworksOfPrincipalsProps, RequireSecureTransportProps, TrustedIdentitiesProps, TrustedResourcesProps,
  TrustedServiceRequestsProps, TrustedWebIdentitiesProps,
} from './data-perimeter-props';
import { networkLimits, networkProblems, networkWarnings, principalDenials, resourceDenials } from './expected-networks';
import { providerProblems, signInProblems, subjectKey } from './federated-sign-in';
import { AWS_RESOURCES, PERIMETER_SERVICES, ROLE_ASSUMPTION } from './perimeter-services';
import { itemProblems } from '../../policy/management/list-rules';
import type { Guardrail } from '../guardrail';
import { resourceControlGuardrail, serviceControlGuardrail } from '../shared/guardrail-builders';
import { isTokenText } from '../shared/literal-parameters';
import { ACCOUNT_RULES, ACTION_RULES, listProblems, ORGANIZATION_RULES, RESOURCE_RULES } from '../shared/parameter-rules';

/** What a trust in accounts beside the organization adds to a negated condition. */
const orAccounts = (key: string, accounts: readonly string[] = []) => (accounts.length === 0 ? {} : { [key]: accounts });

const allActions = (services: readonly string[]) => services.map((service) => `${service}:*`);

/**
 * Guardrails of a data perimeter: only trusted identities reach trusted resources from expected networks. Some are for
 * service control policies, which say what principals of the accounts do, others for resource control policies, which say what anybody
 * does with resources of the accounts. Try them on one account first.
 *
 * Source: AWS Whitepaper "Building a Data Perimeter on AWS".
 */
export class DataPerimeterGuardrails {
  /**
   * For a resource control policy: only principals of the organization, trusted accounts and AWS services reach resources. Anonymous
   * requests are denied too, sign-in to Amazon Cognito among them: leave its services out of `actions` where an app signs people in.
   *
   * Of AWS STS it is about assuming roles as a principal of AWS. Actions of sign-in by SAML or OpenID Connect are an error, since these
   * requests have no principal of AWS; `trustedWebIdentities` is about them.
   *
   * Services that act from accounts of AWS without a service principal, such as access logs of older load balancers, need their
   * account among the trusted ones. Origin access identities of Amazon CloudFront are denied: use origin access control.
   *
   * Source: AWS Organizations User Guide, "RCP examples"; AWS's data perimeter policy examples, `identity_perimeter_rcp.json`; AWS Control
   * Tower Controls Reference, "AWS Control Tower RCP controls".
   */
  public static trustedIdentities(props: TrustedIdentitiesProps): Guardrail {
    const actions = props.actions ?? [...allActions(PERIMETER_SERVICES), ...ROLE_ASSUMPTION];
    return resourceControlGuardrail({
      guardrailId: 'trusted-identities',
      description: 'Only principals of the organization and AWS services reach resources',
      controls: ['CT.KMS.PV.7', 'CT.S3.PV.4', 'CT.SECRETSMANAGER.PV.1', 'CT.SQS.PV.1', 'CT.STS.PV.1'],
      limits: [
        'Sign-in by SAML or OpenID Connect has no principal of AWS, and passes: trusted-web-identities and deny-federation-changes limit it',
        'Services that resource control policies do not reach, and those that are not among the actions, stay open to their resource policies',
      ],
      denials: [{
        sid: 'TrustedIdentities',
        actions,
        conditions: {
          StringNotEqualsIfExists: { 'aws:PrincipalOrgID': props.organizationId, ...orAccounts('aws:PrincipalAccount', props.trustedAccounts) },
          BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
        },
      }],
      problems: [...perimeterProblems({ ...props, actions }), ...signInProblems(actions)],
    }, props);
  }

  /**
   * For a resource control policy: AWS services reach resources only on behalf of accounts of the organization. It stops a service
   * from being used by strangers as a confused deputy. Requests in which the service names no account pass.
   *
   * No principal can be exempt, since all that it denies are requests of services; trust the account for which they act instead.
   *
   * Source: AWS Organizations User Guide, "RCP examples" (cross-service confused deputy protection).
   */
  public static trustedServiceRequests(props: TrustedServiceRequestsProps): Guardrail {
    const actions = props.actions ?? allActions([...PERIMETER_SERVICES, 'sts']);
    return resourceControlGuardrail({
      guardrailId: 'trusted-service-requests',
      description: 'AWS services reach resources only on behalf of the organization',
      limits: ['Requests in which a service names no source account pass: resource policies with aws:SourceArn or aws:SourceAccount limit them'],
      denials: [{
        sid: 'TrustedServiceRequests',
        actions,
        conditions: {
          StringNotEqualsIfExists: { 'aws:SourceOrgID': props.organizationId, ...orAccounts('aws:SourceAccount', props.trustedAccounts) },
          Null: { 'aws:SourceAccount': 'false' },
          Bool: { 'aws:PrincipalIsAWSService': 'true' },
        },
      }],
      problems: perimeterProblems({ ...props, actions }),
    }, props);
  }

  /**
   * For a resource control policy: of an OpenID Connect provider that many share, only these subjects assume roles, even where the trust
   * policy of a role accepts others. Other providers are not concerned: see `DataPerimeterRequestGuardrails.trustedWebIdentityProviders`.
   *
   * No principal can be exempt: a web identity is no principal of AWS yet, and known by the subject alone.
   *
   * Source: AWS Organizations User Guide, "RCP examples"; IAM User Guide, "Configuring a role for GitHub OIDC identity provider" and "IAM
   * and AWS STS condition context keys".
   */
  public static trustedWebIdentities(props: TrustedWebIdentitiesProps): Guardrail {
    const subject = subjectKey(props.provider);
    return resourceControlGuardrail({
      guardrailId: 'trusted-web-identities',
      description: 'Only trusted subjects of an OpenID Connect provider assume roles',
      limits: ['Other providers than the one named pass: trusted-web-identity-providers names all that may be used'],
      denials: isTokenText(props.provider) ? [] : [{
        sid: 'TrustedWebIdentities',
        actions: ['sts:AssumeRoleWithWebIdentity'],
        conditions: { StringNotLike: { [subject]: props.trustedSubjects }, Null: { [subject]: 'false' } },
      }],
      problems: [...providerProblems([props.provider]), ...listProblems('trusted subjects', props.trustedSubjects, [])],
    }, props);
  }

  /**
   * For a service control policy: principals reach only resources of the organization, and those that AWS offers to everybody. It
   * stops data from being copied to buckets of strangers.
   *
   * Buckets that services keep for their users have many names; add those that you use to `trustedResources`.
   *
   * Source: AWS's data perimeter policy examples, `resource_perimeter_scp.json`; AWS global condition context keys, `aws:ResourceOrgID`.
   */
  public static trustedResources(props: TrustedResourcesProps): Guardrail {
    const { actions = ['*'] } = props;
    return serviceControlGuardrail({
      guardrailId: 'trusted-resources',
      description: 'Principals reach only resources of the organization and of AWS',
      limits: [
        'Actions that name a resource of another account as a parameter, such as peering of VPCs, are judged by their own resource: deny-foreign-connections denies them',
      ],
      denials: [{
        sid: 'TrustedResources',
        actions,
        notResources: [...AWS_RESOURCES, ...props.trustedResources ?? []],
        conditions: { StringNotEqualsIfExists: { 'aws:ResourceOrgID': props.organizationId, 'ec2:Owner': 'amazon' } },
      }],
      problems: [
        ...itemProblems([props.organizationId], ORGANIZATION_RULES),
        ...itemProblems(props.trustedResources, RESOURCE_RULES),
        ...(props.actions === undefined ? [] : listProblems('actions', props.actions, ACTION_RULES)),
      ],
    }, props);
  }

  /**
   * For a service control policy: the principals that the properties name call AWS from expected networks only. Calls that a service makes
   * with their credentials pass, and so does what is reached inside a VPC without an endpoint (databases, file systems, clusters).
   *
   * Say whom it is about by `principals`, `principalTag` or `credentialSources`. A service role is used from networks of AWS
   * (`aws:ViaAWSService` is false for it), so a guardrail about everybody would deny CloudFormation, pipelines and logs of functions.
   *
   * An address counts where the request comes over the internet, a VPC where it comes through an endpoint. Ids of VPCs are unique in
   * one Region only. Not every service says whose the endpoint is: for the others, list the VPCs beside the organization.
   *
   * Source: AWS's data perimeter policy examples, `network_perimeter_*_scp.json`; AWS global condition context keys, `aws:SourceIp`,
   * `aws:SourceVpc`, `aws:VpceOrgID` and `aws:ViaAWSService`.
   */
  public static networksOfPrincipals(props: NetworksOfPrincipalsProps): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'networks-of-principals',
      description: 'The principals named call AWS from expected networks only',
      limits: [...networkLimits(props), 'Databases, file systems and clusters that clients reach inside a VPC without an endpoint pass'],
      denials: principalDenials('NetworksOfPrincipals', props),
      problems: networkProblems(props, ['principals', 'principalTag', 'credentialSources']),
      warnings: networkWarnings(props),
    }, props);
  }

  /**
   * For a resource control policy: the principals that the properties name reach resources from expected networks only, those of other
   * organizations too. AWS services pass, calls that a service makes with the credentials of a principal, and anonymous requests, such as
   * sign-in to Amazon Cognito.
   *
   * Say whom it is about by `principals` or `principalTag`. The tag of a principal of another organization is set there.
   *
   * Source: AWS's data perimeter policy examples, `network_perimeter_*_rcp.json`; AWS global condition context keys, `aws:SourceIp`,
   * `aws:SourceVpc`, `aws:VpceOrgID` and `aws:ViaAWSService`.
   */
  public static networksOfResources(props: ExpectedNetworksProps): Guardrail {
    return resourceControlGuardrail({
      guardrailId: 'networks-of-resources',
      description: 'The principals named reach resources from expected networks only',
      limits: networkLimits(props),
      denials: resourceDenials('NetworksOfResources', [...allActions(PERIMETER_SERVICES), ...ROLE_ASSUMPTION], props),
      problems: networkProblems(props, ['principals', 'principalTag']),
      warnings: networkWarnings(props),
    }, props);
  }

  /**
   * For a resource control policy: resources are reached over HTTPS only.
   *
   * Source: AWS Organizations User Guide, "RCP examples" (require only HTTPS connections); AWS Control Tower Controls Reference,
   * CT.S3.PV.5.
   */
  public static requireSecureTransport(props: RequireSecureTransportProps = {}): Guardrail {
    const actions = props.actions ?? allActions([...PERIMETER_SERVICES, 'sts']);
    return resourceControlGuardrail({
      guardrailId: 'require-secure-transport',
      description: 'Resources are reached over HTTPS only',
      controls: ['CT.S3.PV.5'],
      limits: ['Services that resource control policies do not reach, and those that are not among the actions, stay open to HTTP'],
      denials: [{ sid: 'RequireSecureTransport', actions, conditions: { BoolIfExists: { 'aws:SecureTransport': 'false' } } }],
      problems: listProblems('actions', actions, ACTION_RULES),
    }, props);
  }

  private constructor() {}
}

function perimeterProblems(props: TrustedServiceRequestsProps & { readonly actions: string[] }): string[] {
  return [
    ...itemProblems([props.organizationId], ORGANIZATION_RULES),
    ...itemProblems(props.trustedAccounts, ACCOUNT_RULES),
    ...listProblems('actions', props.actions, ACTION_RULES),
  ];
}
