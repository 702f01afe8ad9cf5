import type { Guardrail } from '../guardrail';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { serviceControlGuardrail } from '../shared/guardrail-builders';
import { literalItems, literalListProblems } from '../shared/literal-parameters';
import { VPC_RULES } from '../shared/parameter-rules';

/** Properties of `DnsGuardrails.denyZoneSharing`. */
export interface DenyZoneSharingProps extends ExemptPrincipalsProps {
  /**
   * IDs of VPCs of other accounts that may join private hosted zones.
   * @default - none
   */
  readonly trustedVpcs?: string[];
}

/** Guardrails about Amazon Route 53: zones and domains. */
export class DnsGuardrails {
  /**
   * Nobody creates a public hosted zone, in Amazon Route 53 or by AWS Cloud Map. Private ones, which name a VPC, are allowed.
   *
   * Source: Amazon Route 53 Developer Guide, "Using IAM policy conditions for fine-grained access control"; Service Authorization
   * Reference, "Actions, resources, and condition keys for Amazon Route 53".
   */
  public static denyPublicHostedZones(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-public-hosted-zones',
      description: 'Nobody creates public hosted zones',
      denials: [
        { sid: 'DenyPublicHostedZones', actions: ['route53:CreateHostedZone'], conditions: { Null: { 'route53:VPCs': 'true' } } },
        { sid: 'DenyPublicNamespaces', actions: ['servicediscovery:CreatePublicDnsNamespace'] },
      ],
      limits: [
        'Amazon Route 53 creates the zone of a domain that is registered: add deny-commitments',
        'Amazon Lightsail has DNS zones of its own',
      ],
    }, props);
  }

  /**
   * Nobody lets VPCs of other accounts into private hosted zones, but for those that are trusted. Zones and VPCs of one account need no
   * such authorization.
   *
   * Source: Amazon Route 53 Developer Guide, "Associating an Amazon VPC and a private hosted zone that you created with different AWS
   * accounts" and "Using IAM policy conditions for fine-grained access control".
   */
  public static denyZoneSharing(props: DenyZoneSharingProps = {}): Guardrail {
    const { trustedVpcs } = props;
    return serviceControlGuardrail({
      guardrailId: 'deny-zone-sharing',
      description: 'Nobody lets VPCs of other accounts into private hosted zones',
      denials: [{
        sid: 'DenyZoneSharing',
        actions: ['route53:CreateVPCAssociationAuthorization'],
        conditions: trustedVpcs && { StringNotLike: { 'route53:VPCs': literalItems(trustedVpcs).map((vpc) => `VPCId=${vpc},VPCRegion=*`) } },
      }],
      limits: [
        'A VPC can join the zone of an account that authorizes it, as no condition key holds the account of the zone',
        'Resolver rules and Route 53 Profiles are shared by AWS RAM: add deny-external-sharing',
      ],
      problems: literalListProblems('trusted VPCs', trustedVpcs, VPC_RULES),
    }, props);
  }

  /**
   * Nobody deletes hosted zones, turns their DNSSEC and query logging off, or moves domains away. Domains keep their name servers, contacts
   * and renewal.
   *
   * Source: aws-samples, service-control-policy-examples, "Deny key actions on Route53 DNS hosted zones"; Amazon Route 53 Developer Guide,
   * "Transferring domains".
   */
  public static protectHostedZones(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-hosted-zones',
      description: 'Nobody deletes hosted zones or moves domains away',
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
      limits: ['The records of a zone can still be changed and deleted'],
    }, props);
  }

  private constructor() {}
}
