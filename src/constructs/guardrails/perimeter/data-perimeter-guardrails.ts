import type {
  DenyUntrustedIdentitiesProps, DenyUntrustedResourcesProps, DenyUntrustedServiceRequestsProps, DenyUntrustedWebIdentitiesProps,
  ExpectedNetworksProps, LimitNetworksOfPrincipalsProps, RequireSecureTransportProps,
} from './data-perimeter-props';
import { networkLimits, networkProblems, networkWarnings, principalDenials, resourceDenials } from './expected-networks';
import { providerProblems, signInProblems, subjectKey } from './federated-sign-in';
import { AWS_RESOURCES, PERIMETER_SERVICES, ROLE_ASSUMPTION, SHAREABLE_ACTIONS } from './perimeter-services';
import { actionDetails, actionHasKey, actionsMatching } from '../../../policy/actions';
import { itemProblems } from '../../policy/management/list-rules';
import type { Guardrail } from '../guardrail';
import { EXEMPT_RESOURCE_RULES, exemptResourceArns } from '../shared/exempt-resources';
import { resourceControlGuardrail, serviceControlGuardrail } from '../shared/guardrail-builders';
import { isTokenText } from '../shared/literal-parameters';
import { ACCOUNT_RULES, ACTION_RULES, listProblems, ORGANIZATION_RULES } from '../shared/parameter-rules';

/** The condition key and values that exclude trusted accounts in a negated condition. */
const orAccounts = (key: string, accounts: readonly string[] = []) => (accounts.length === 0 ? {} : { [key]: accounts });

const IMAGE_OWNER = 'ec2:Owner';

/** Whether requests for one of the actions can have the owner of a machine image. An action that is not known can. */
function mayUseImages(actions: readonly string[]): boolean {
  return actions.some((action) => {
    const known = action === '*' || isTokenText(action) ? [] : actionsMatching(action);
    return known.length === 0 || known.some((name) => actionHasKey(actionDetails(name)!, IMAGE_OWNER));
  });
}

const wholeServices = (services: readonly string[]) => services.map((service) => `${service}:*`);

/**
 * Guardrails of a data perimeter: only trusted identities access trusted resources from expected networks. Some are for service control
 * policies, which limit the principals of the accounts. Others are for resource control policies, which limit all access to the resources
 * of the accounts. Try them on one account first.
 *
 * Source: AWS Whitepaper "Building a Data Perimeter on AWS".
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 *
 * @example
 * declare const organization: Organization;
 * const organizationId = organization.organizationId;
 * organization.root.attachPolicy(new ServiceControlPolicy(this, 'ResourcePerimeter', {
 *   guardrails: [DataPerimeterGuardrails.denyUntrustedResources({ organizationId })],
 * }));
 * organization.root.attachPolicy(new ResourceControlPolicy(this, 'IdentityPerimeter', {
 *   guardrails: [
 *     DataPerimeterGuardrails.denyUntrustedIdentities({ organizationId }),
 *     DataPerimeterGuardrails.denyUntrustedServiceRequests({ organizationId }),
 *   ],
 * }));
 */
export class DataPerimeterGuardrails {
  /**
   * For a resource control policy: denies access to resources, except by principals of the organization, trusted accounts and AWS
   * services. Anonymous requests are denied, including searches in Amazon CloudSearch and sign-in to Amazon Cognito: omit these services
   * from `actions` if an app needs them.
   *
   * By default, it covers the services for which AWS publishes a data perimeter, and other services that support resource control policies
   * and whose resources can admit other accounts, except public repositories of Amazon ECR. For Amazon EventBridge, it covers putting
   * events, rules and targets. Give `actions` for more of the services that support resource control policies.
   *
   * For AWS STS, it covers assuming roles by AWS principals. Actions for sign-in with SAML or OpenID Connect are an error, since their
   * requests have no AWS principal; use `denyUntrustedWebIdentities` for them.
   *
   * Some services act from AWS accounts without a service principal, such as access logs of older load balancers. Add their accounts to
   * the trusted ones. Origin access identities of Amazon CloudFront are denied: use origin access control.
   *
   * Source: AWS Organizations User Guide, "RCP examples"; AWS's data perimeter policy examples, `identity_perimeter_rcp.json`; AWS Control
   * Tower Controls Reference, "AWS Control Tower RCP controls".
   */
  public static denyUntrustedIdentities(props: DenyUntrustedIdentitiesProps): Guardrail {
    const actions = props.actions ?? [...wholeServices(PERIMETER_SERVICES), ...SHAREABLE_ACTIONS, ...ROLE_ASSUMPTION];
    return resourceControlGuardrail({
      guardrailId: 'deny-untrusted-identities',
      description: 'Denies access to resources, except by principals of the organization and AWS services',
      controls: ['CT.KMS.PV.7', 'CT.S3.PV.4', 'CT.SECRETSMANAGER.PV.1', 'CT.SQS.PV.1', 'CT.STS.PV.1'],
      limits: [
        'Sign-in with SAML or OpenID Connect has no AWS principal and is allowed: add deny-untrusted-web-identities and deny-federation-changes',
        'Services that resource control policies do not support, and services without a listed action, depend on their resource policies',
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
   * For a resource control policy: denies requests of AWS services on behalf of accounts outside the organization. This protects against
   * the confused deputy problem. Requests in which the service names no account are not restricted.
   *
   * Principals cannot be exempt, since it denies only requests of services. Trust the account for which a service acts instead.
   *
   * Source: AWS Organizations User Guide, "RCP examples" (cross-service confused deputy protection).
   */
  public static denyUntrustedServiceRequests(props: DenyUntrustedServiceRequestsProps): Guardrail {
    const actions = props.actions ?? wholeServices([...PERIMETER_SERVICES, 'sts']);
    return resourceControlGuardrail({
      guardrailId: 'deny-untrusted-service-requests',
      description: 'Denies requests of AWS services that are not on behalf of the organization',
      hasPrincipals: false,
      limits: ['Requests in which a service names no source account are allowed: limit them with aws:SourceArn or aws:SourceAccount in resource policies'],
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
   * For a resource control policy: denies assuming roles as another subject of a shared OpenID Connect provider, even if the trust policy
   * of a role accepts it. It does not restrict other providers: see `DataPerimeterRequestGuardrails.denyUntrustedWebIdentityProviders`.
   *
   * Principals cannot be exempt: a web identity is not yet an AWS principal, and only its subject identifies it.
   *
   * Source: AWS Organizations User Guide, "RCP examples"; IAM User Guide, "Configuring a role for GitHub OIDC identity provider" and "IAM
   * and AWS STS condition context keys".
   */
  public static denyUntrustedWebIdentities(props: DenyUntrustedWebIdentitiesProps): Guardrail {
    const subject = subjectKey(props.provider);
    return resourceControlGuardrail({
      guardrailId: 'deny-untrusted-web-identities',
      description: 'Denies assuming roles as an untrusted subject of an OpenID Connect provider',
      hasPrincipals: false,
      limits: ['Other providers are not restricted: add deny-untrusted-web-identity-providers'],
      denials: isTokenText(props.provider) ? [] : [{
        sid: 'TrustedWebIdentities',
        actions: ['sts:AssumeRoleWithWebIdentity'],
        conditions: { StringNotLike: { [subject]: props.trustedSubjects }, Null: { [subject]: 'false' } },
      }],
      problems: [...providerProblems([props.provider]), ...listProblems('trusted subjects', props.trustedSubjects, [])],
    }, props);
  }

  /**
   * For a service control policy: denies access to resources outside the organization, except resources that AWS offers to everyone:
   * managed policies, documents, foundation models of Amazon Bedrock, and machine images of Amazon and AWS Marketplace. This prevents, for
   * example, copying data to buckets of other organizations.
   *
   * AWS services keep buckets with many names for their users. Add those that you use to `trustedResources`; in an isolated partition, also
   * the resources of AWS.
   *
   * Source: AWS's data perimeter policy examples, `resource_perimeter_scp.json`; AWS global condition context keys, `aws:ResourceOrgID`.
   */
  public static denyUntrustedResources(props: DenyUntrustedResourcesProps): Guardrail {
    const { actions = ['*'] } = props;
    return serviceControlGuardrail({
      guardrailId: 'deny-untrusted-resources',
      description: 'Denies access to resources outside the organization, except those of AWS',
      limits: [
        'Actions that take a resource of another account as a parameter, such as VPC peering, are evaluated against the own resource: add deny-foreign-connections',
        'Services deliver to resources of other organizations with their own principal, as by cloudtrail:CreateTrail, config:PutDeliveryChannel, s3:PutInventoryConfiguration and ssm:CreateResourceDataSync',
      ],
      denials: [{
        sid: 'TrustedResources',
        actions,
        notResources: exemptResourceArns([...AWS_RESOURCES, ...props.trustedResources ?? []]),
        conditions: { StringNotEqualsIfExists: { 'aws:ResourceOrgID': props.organizationId, ...(mayUseImages(actions) && { [IMAGE_OWNER]: ['amazon', 'aws-marketplace'] }) } },
      }],
      problems: [
        ...itemProblems([props.organizationId], ORGANIZATION_RULES),
        ...itemProblems(props.trustedResources, EXEMPT_RESOURCE_RULES),
        ...(props.actions === undefined ? [] : listProblems('actions', props.actions, ACTION_RULES)),
      ],
    }, props);
  }

  /**
   * For a service control policy: denies calls to AWS by the given principals from unexpected networks. It does not restrict calls that a
   * service makes with their credentials. It also does not restrict resources that can be accessed inside a VPC without an endpoint
   * (databases, file systems, clusters), even at a public endpoint.
   *
   * Choose the principals with `principals`, `principalTag` or `credentialSources`. AWS uses service roles from its own networks, and
   * `aws:ViaAWSService` is false for them. A guardrail for all principals would therefore deny CloudFormation, pipelines and the logs of
   * functions.
   *
   * Addresses apply to requests over the internet, VPCs to requests through an endpoint. VPC IDs are unique only within a Region. Some
   * services do not provide the owner of the endpoint: for these, list the VPCs in addition to the organization.
   *
   * Source: AWS's data perimeter policy examples, `network_perimeter_*_scp.json`; AWS global condition context keys, `aws:SourceIp`,
   * `aws:SourceVpc`, `aws:VpceOrgID` and `aws:ViaAWSService`.
   */
  public static limitNetworksOfPrincipals(props: LimitNetworksOfPrincipalsProps): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'limit-networks-of-principals',
      description: 'Denies calls to AWS by the given principals from unexpected networks',
      limits: [...networkLimits(props), 'Databases, file systems and clusters that clients can access inside a VPC without an endpoint are not restricted, even at a public endpoint'],
      denials: principalDenials('NetworksOfPrincipals', props),
      problems: networkProblems(props, ['principals', 'principalTag', 'credentialSources']),
      warnings: networkWarnings(props),
    }, props);
  }

  /**
   * For a resource control policy: denies access to resources from unexpected networks by the given principals, including those of other
   * organizations. It does not restrict AWS services, calls of services with the credentials of a principal, and anonymous requests, such
   * as sign-in to Amazon Cognito.
   *
   * Choose the principals with `principals` or `principalTag`. Another organization sets the tags of its own principals.
   *
   * Source: AWS's data perimeter policy examples, `network_perimeter_*_rcp.json`; AWS global condition context keys, `aws:SourceIp`,
   * `aws:SourceVpc`, `aws:VpceOrgID` and `aws:ViaAWSService`.
   */
  public static limitNetworksOfResources(props: ExpectedNetworksProps): Guardrail {
    return resourceControlGuardrail({
      guardrailId: 'limit-networks-of-resources',
      description: 'Denies access to resources by the given principals from unexpected networks',
      limits: [...networkLimits(props), 'Services that resource control policies do not support, and services without a listed action, are not restricted'],
      denials: resourceDenials('NetworksOfResources', [...wholeServices(PERIMETER_SERVICES), ...ROLE_ASSUMPTION], props),
      problems: networkProblems(props, ['principals', 'principalTag']),
      warnings: networkWarnings(props),
    }, props);
  }

  /**
   * For a resource control policy: requires HTTPS for access to resources.
   *
   * Source: AWS Organizations User Guide, "RCP examples" (require only HTTPS connections); AWS Control Tower Controls Reference,
   * CT.S3.PV.5.
   */
  public static requireSecureTransport(props: RequireSecureTransportProps = {}): Guardrail {
    const actions = props.actions ?? wholeServices([...PERIMETER_SERVICES, 'sts']);
    return resourceControlGuardrail({
      guardrailId: 'require-secure-transport',
      description: 'Requires HTTPS for access to resources',
      controls: ['CT.S3.PV.5'],
      limits: ['Services that resource control policies do not support, and services without a listed action, can still use HTTP'],
      denials: [{ sid: 'RequireSecureTransport', actions, conditions: { BoolIfExists: { 'aws:SecureTransport': 'false' } } }],
      problems: listProblems('actions', actions, ACTION_RULES),
    }, props);
  }

  private constructor() {}
}

function perimeterProblems(props: DenyUntrustedServiceRequestsProps & { readonly actions: string[] }): string[] {
  return [
    ...itemProblems([props.organizationId], ORGANIZATION_RULES),
    ...itemProblems(props.trustedAccounts, ACCOUNT_RULES),
    ...listProblems('actions', props.actions, ACTION_RULES),
  ];
}
