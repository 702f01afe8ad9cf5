import { DnsGuardrails } from '../../../../../src';
import type { GuardrailCase } from '../guardrail-case';
import { eachOf } from '../requests';

const ZONE = 'arn:aws:route53:::hostedzone/Z0123456789ABC';
const inVpc = (action: string, vpc = 'vpc-0a1b2c3d4e5f67890') => (
  { action: `route53:${action}`, resource: ZONE, context: { 'route53:VPCs': `VPCId=${vpc},VPCRegion=eu-west-1` } });
export const DNS_CASES: readonly GuardrailCase[] = [
  {
    build: DnsGuardrails.denyPublicHostedZones,
    denied: [{ action: 'route53:CreateHostedZone' }, { action: 'servicediscovery:CreatePublicDnsNamespace' }],
    allowed: [
      { ...inVpc('CreateHostedZone'), resource: '*' }, { action: 'servicediscovery:CreatePrivateDnsNamespace' },
      { action: 'route53:ChangeResourceRecordSets', resource: ZONE },
    ],
    forbids: [{ actions: ['route53:CreateHostedZone'], when: { Null: { 'route53:VPCs': 'true' } } }],
    waysAround: [
      { request: { action: 'servicediscovery:CreatePublicDnsNamespace' } },
      {
        request: { action: 'route53domains:RegisterDomain' },
        limit: 'Amazon Route 53 creates a hosted zone for each registered domain: add deny-commitments',
      },
      { request: { action: 'lightsail:CreateDomain' }, limit: 'Amazon Lightsail has its own DNS zones' },
    ],
  },
  {
    build: DnsGuardrails.denyZoneSharing,
    denied: [inVpc('CreateVPCAssociationAuthorization'), { action: 'route53:CreateVPCAssociationAuthorization', resource: ZONE }],
    allowed: [{ action: 'route53:GetHostedZone', resource: ZONE }, inVpc('AssociateVPCWithHostedZone'), inVpc('DeleteVPCAssociationAuthorization')],
    waysAround: [
      {
        request: inVpc('AssociateVPCWithHostedZone'),
        limit: 'A VPC can join the zone of an account that authorizes it, since no condition key contains the account of the zone',
      },
      { request: { action: 'ram:CreateResourceShare' }, limit: 'Resolver rules and Route 53 Profiles are shared through AWS RAM: add deny-external-sharing' },
    ],
    published: 'data_perimeter_governance_scp.json',
    differences: [
      {
        difference: 'Does not deny creating, listing and removing associations',
        reason: 'Zones and VPCs of one account need them, and no condition key contains the account of the zone',
      },
    ],
  },
  {
    build: (exempt) => DnsGuardrails.denyZoneSharing({ ...exempt, trustedVpcs: ['vpc-0a1b2c3d4e5f67890', 'vpc-0b1b2c3d'] }),
    denied: [inVpc('CreateVPCAssociationAuthorization', 'vpc-0c1b2c3d4e5f67890'), { action: 'route53:CreateVPCAssociationAuthorization', resource: ZONE }],
    allowed: [inVpc('CreateVPCAssociationAuthorization'), inVpc('CreateVPCAssociationAuthorization', 'vpc-0b1b2c3d')],
    forbids: [{
      actions: ['route53:CreateVPCAssociationAuthorization'],
      when: { StringNotLike: { 'route53:VPCs': ['vpc-0a1b2c3d4e5f67890', 'vpc-0b1b2c3d'].map((vpc) => `VPCId=${vpc},VPCRegion=*`) } },
    }],
  },
  {
    build: DnsGuardrails.protectHostedZones,
    denied: [
      { action: 'route53:DeleteHostedZone', resource: ZONE },
      ...eachOf('route53', 'DeactivateKeySigningKey', 'DeleteKeySigningKey', 'DeleteQueryLoggingConfig', 'DisableHostedZoneDNSSEC'),
      ...eachOf('route53domains', 'AssociateDelegationSignerToDomain', 'DeleteDomain', 'DisableDomainAutoRenew', 'DisableDomainTransferLock',
        'DisassociateDelegationSignerFromDomain', 'PushDomain', 'RetrieveDomainAuthCode', 'TransferDomainToAnotherAwsAccount', 'UpdateDomainContact',
        'UpdateDomainContactPrivacy', 'UpdateDomainNameservers'),
    ],
    allowed: [{ action: 'route53:ChangeResourceRecordSets', resource: ZONE }, { action: 'route53domains:EnableDomainTransferLock' }],
    waysAround: [
      { request: { action: 'route53domains:RetrieveDomainAuthCode' } },
      { request: { action: 'route53domains:PushDomain' } },
      { request: { action: 'route53:ChangeResourceRecordSets', resource: ZONE }, limit: 'The records of a zone can still be changed and deleted' },
      { request: { action: 'logs:DeleteLogGroup' }, limit: 'Query logs can be deleted in their log group: add protect-log-groups' },
      ...eachOf('kms', 'DisableKey', 'ScheduleKeyDeletion').map((request) => (
        { request, limit: 'DNSSEC fails if the key of a zone is disabled or deleted: add deny-key-deletion' })),
    ],
    published: 'Deny-key-actions-on-Route53-DNS-hosted-zones.json',
    differences: [
      {
        difference: 'Does not deny deleting health checks, traffic policies and other resources, and transferring domains in',
        reason: 'It does not affect zones and domains',
      },
      {
        difference: 'Also denies turning off DNSSEC, transfer lock, privacy and renewal, and reading the transfer code',
        reason: 'Each of them breaks a zone or can lose a domain',
      },
    ],
  },
];
