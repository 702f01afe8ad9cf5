import type { Guardrail } from '../guardrail';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { serviceControlGuardrail } from '../shared/guardrail-builders';
import { literalItems, literalListProblems } from '../shared/literal-parameters';
import { VPC_RULES } from '../shared/parameter-rules';

/** Properties of `DnsGuardrails.denyZoneSharing`. */
export interface DenyZoneSharingProps extends ExemptPrincipalsProps {
  /**
   * IDs of VPCs of other accounts that can join private hosted zones.
   * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/specifying-conditions-route53.html
   * @default - none
   */
  readonly trustedVpcs?: string[];
}

/**
 * Guardrails for hosted zones and domains of Amazon Route 53.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 *
 * @example
 * declare const workloads: OrganizationalUnit;
 * workloads.attachPolicy(new ServiceControlPolicy(this, 'Dns', {
 *   guardrails: [
 *     DnsGuardrails.denyPublicHostedZones(),
 *     DnsGuardrails.denyZoneSharing({ trustedVpcs: ['vpc-0a1b2c3d4e5f67890'] }),
 *   ],
 * }));
 */
export class DnsGuardrails {
  /**
   * Denies creating public hosted zones, in Amazon Route 53 or through AWS Cloud Map. Private hosted zones, which name a VPC, are allowed.
   *
   * Source: Amazon Route 53 Developer Guide, "Using IAM policy conditions for fine-grained access control"; Service Authorization
   * Reference, "Actions, resources, and condition keys for Amazon Route 53".
   */
  public static denyPublicHostedZones(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-public-hosted-zones',
      description: 'Denies creating public hosted zones',
      denials: [
        { sid: 'DenyPublicHostedZones', actions: ['route53:CreateHostedZone'], conditions: { Null: { 'route53:VPCs': 'true' } } },
        { sid: 'DenyPublicNamespaces', actions: ['servicediscovery:CreatePublicDnsNamespace'] },
      ],
      limits: [
        'Amazon Route 53 creates a hosted zone for each registered domain: add deny-commitments',
        'Amazon Lightsail has its own DNS zones',
      ],
    }, props);
  }

  /**
   * Denies authorizing VPCs of other accounts to join private hosted zones, except trusted VPCs. VPCs in the account of the zone need no
   * authorization.
   *
   * Source: Amazon Route 53 Developer Guide, "Associating an Amazon VPC and a private hosted zone that you created with different AWS
   * accounts" and "Using IAM policy conditions for fine-grained access control".
   */
  public static denyZoneSharing(props: DenyZoneSharingProps = {}): Guardrail {
    const { trustedVpcs } = props;
    return serviceControlGuardrail({
      guardrailId: 'deny-zone-sharing',
      description: 'Denies sharing private hosted zones with VPCs of other accounts',
      denials: [{
        sid: 'DenyZoneSharing',
        actions: ['route53:CreateVPCAssociationAuthorization'],
        conditions: trustedVpcs && { StringNotLike: { 'route53:VPCs': literalItems(trustedVpcs).map((vpc) => `VPCId=${vpc},VPCRegion=*`) } },
      }],
      limits: [
        'A VPC can join the zone of an account that authorizes it, since no condition key contains the account of the zone',
        'Resolver rules and Route 53 Profiles are shared through AWS RAM: add deny-external-sharing',
      ],
      problems: literalListProblems('trusted VPCs', trustedVpcs, VPC_RULES),
    }, props);
  }

  /**
   * Denies deleting hosted zones, turning off their DNSSEC and query logging, and transferring domains. Also denies changing the name
   * servers, contacts and renewal of domains.
   *
   * Source: aws-samples, service-control-policy-examples, "Deny key actions on Route53 DNS hosted zones"; Amazon Route 53 Developer Guide,
   * "Transferring domains".
   */
  public static protectHostedZones(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-hosted-zones',
      description: 'Denies deleting hosted zones and transferring domains',
      denials: [{
        sid: 'ProtectHostedZones',
        actions: [
          'route53:DeactivateKeySigningKey', 'route53:DeleteHostedZone', 'route53:DeleteKeySigningKey', 'route53:DeleteQueryLoggingConfig',
          'route53:DisableHostedZoneDNSSEC', 'route53domains:AssociateDelegationSignerToDomain', 'route53domains:DeleteDomain',
          'route53domains:DisableDomainAutoRenew', 'route53domains:DisableDomainTransferLock',
          'route53domains:DisassociateDelegationSignerFromDomain', 'route53domains:PushDomain', 'route53domains:RetrieveDomainAuthCode',
          'route53domains:TransferDomainToAnotherAwsAccount', 'route53domains:UpdateDomainContact',
          'route53domains:UpdateDomainContactPrivacy', 'route53domains:UpdateDomainNameservers',
        ],
      }],
      limits: [
        'The records of a zone can still be changed and deleted',
        'Query logs can be deleted in their log group: add protect-log-groups',
        'DNSSEC fails if the key of a zone is disabled or deleted: add deny-key-deletion',
      ],
    }, props);
  }

  private constructor() {}
}
