import { ACCOUNT_ID, arn, closed, type Finding, FOREIGN, kept, STRANGER_ROLE } from './finding';
import {
  ComputeGuardrails, DataMovementGuardrails, DataPerimeterEgressGuardrails, DataPerimeterGuardrails, DataPerimeterRequestGuardrails,
  DataProtectionGuardrails, EncryptionGuardrails, ExternalSharingGuardrails, IdentityGuardrails, NetworkGuardrails, PlatformGuardrails,
  RetentionGuardrails, SecurityServiceGuardrails, UsageGuardrails, VpcOnlyGuardrails,
} from '../../../../src';

const ORGANIZATION = 'o-a1b2c3d4e5';

/** A session tag that a principal of another organization sets. */
const tagging = (key: string) => (
  { resource: arn('iam', 'role/Target', ''), principal: STRANGER_ROLE, context: { 'aws:TagKeys': key, 'saml:aud': '' } });

/** Rows about ways around a guardrail. */
export const WAYS_AROUND: readonly Finding[] = [
  {
    row: 1,
    guardrail: () => RetentionGuardrails.protectDatabases({ databaseNames: ['orders-*'] }),
    asked: [
      closed('rds:ModifyDBInstance', { resource: arn('rds', 'db:orders-1') }),
      // Its name is not protected. No database gets this name by a change any more.
      kept('rds:DeleteDBInstance', 'ALLOWED', { resource: arn('rds', 'db:x') }),
      closed('rds:ModifyDBCluster', { resource: arn('rds', 'cluster:orders-1') }),
      closed('rds:ModifyGlobalCluster', { resource: arn('rds', 'global-cluster:orders-1', '') }),
      closed('docdb-elastic:DeleteCluster', { resource: arn('docdb-elastic', 'cluster/orders-1') }),
      closed('neptune-graph:DeleteGraph', { resource: arn('neptune-graph', 'graph/orders-1') }),
      closed('dsql:DeleteCluster', { resource: arn('dsql', 'cluster/orders-1') }),
    ],
  },
  {
    row: 2,
    guardrail: () => DataProtectionGuardrails.protectBuckets({ bucketNames: ['audit--euw1-az1--x-s3'] }),
    asked: [closed('s3express:DeleteBucket', { resource: arn('s3express', 'bucket/audit--euw1-az1--x-s3') })],
  },
  {
    row: 2,
    guardrail: () => PlatformGuardrails.protectStacks({ stackNames: ['network'] }),
    asked: [closed('cloudformation:DeleteStack', { resource: arn('cloudformation', 'stack/network-Db-1ABCDEFGHIJKL/1a2b3c4d-0000-1111-2222-333344445555') })],
  },
  {
    row: 3,
    guardrail: () => ExternalSharingGuardrails.denyFunctionSharing(),
    asked: [
      closed('lambda:AddPermission', { context: { 'lambda:Principal': `arn:aws:iam::${FOREIGN}:role/x.amazonaws.com` } }),
      kept('lambda:AddPermission', 'DENIED', { context: { 'lambda:Principal': `arn:aws:iam::${FOREIGN}:role/x` } }),
    ],
  },
  {
    row: 4,
    guardrail: () => IdentityGuardrails.requirePermissionsBoundary({ permissionsBoundaries: ['arn:*:iam::*:policy/boundary'] }),
    asked: [closed('iam:CreatePolicy', { resource: arn('iam', 'policy/boundary', '') })],
  },
  {
    row: 5,
    guardrail: () => DataPerimeterRequestGuardrails.protectSessionTags({ organizationId: ORGANIZATION, tagKeys: ['team'] }),
    asked: [closed('sts:TagSession', tagging('Team')), kept('sts:TagSession', 'DENIED', tagging('team'))],
  },
  {
    row: 6,
    guardrail: () => NetworkGuardrails.denyCrossRegionNetworking(),
    asked: [closed('ec2:CreateVpcEndpoint', {
      resource: arn('ec2', 'vpc-endpoint/vpce-0a1b2c3d'), region: 'eu-west-1', context: { 'ec2:VpceServiceRegion': 'us-east-1' },
    })],
  },
  {
    row: 7,
    guardrail: () => NetworkGuardrails.denyNetworkSharing(),
    asked: [
      closed('ec2:AcceptVpcPeeringConnection', {
        resource: arn('ec2', 'vpc-peering-connection/pcx-1'), context: { 'ec2:RequesterVpc': arn('ec2', 'vpc/vpc-1', 'eu-west-1', FOREIGN) },
      }),
      closed('ec2:CreateTransitGatewayVpcAttachment', { resource: arn('ec2', 'transit-gateway/tgw-1', 'eu-west-1', FOREIGN) }),
    ],
  },
  {
    row: 8,
    guardrail: () => DataMovementGuardrails.denyCrossRegionCopies(),
    asked: ['s3tables:PutTableReplication', 's3tables:PutTableBucketReplication', 'payment-cryptography:AddKeyReplicationRegions', 'dsql:AddPeerCluster']
      .map((action) => closed(action)),
  },
  { row: 8, guardrail: () => DataMovementGuardrails.denyBucketReplication(), asked: [closed('s3-outposts:PutReplicationConfiguration')] },
  {
    row: 9,
    guardrail: () => DataPerimeterEgressGuardrails.denyResourcePolicies(),
    asked: ['dsql:PutClusterPolicy', 's3-outposts:PutBucketPolicy', 'oam:PutSinkPolicy', 'apigateway:UpdateRestApiPolicy'].map((action) => closed(action)),
  },
  {
    row: 10,
    guardrail: () => ExternalSharingGuardrails.denyServiceSharing(),
    asked: ['securitylake:CreateSubscriber', 'dataexchange:CreateDataGrant'].map((action) => closed(action)),
  },
  {
    row: 11,
    guardrail: () => DataPerimeterEgressGuardrails.denyUntrustedEndpoints({ trustedEmailDomains: ['example.com'] }),
    asked: ['firehose:CreateDeliveryStream', 'appflow:CreateFlow'].map((action) => closed(action)),
  },
  {
    row: 12,
    guardrail: () => ComputeGuardrails.denyVmImportExport(),
    asked: ['imagebuilder:CreateDistributionConfiguration', 'imagebuilder:ImportDiskImage'].map((action) => closed(action)),
  },
  {
    row: 13,
    guardrail: () => NetworkGuardrails.denyPublicIpAddresses(),
    asked: [closed('ecs:CreateService', { context: { 'ecs:auto-assign-public-ip': 'true' } })],
  },
  { row: 14, guardrail: () => VpcOnlyGuardrails.requireVpcForFunctions(), asked: [closed('lambda:RunMicrovm')] },
  {
    row: 14,
    guardrail: () => VpcOnlyGuardrails.requireVpcForSageMaker(),
    asked: [closed('sagemaker:CreateJob', { context: { 'sagemaker:VpcSubnets': '' } })],
  },
  {
    row: 15,
    guardrail: () => EncryptionGuardrails.requireKmsKeysOfObjects(),
    asked: [closed('s3:ReplicateObject', { resource: 'arn:aws:s3:::b/k', context: { 's3:x-amz-server-side-encryption': 'AES256' } })],
  },
  { row: 15, guardrail: () => SecurityServiceGuardrails.protectInspector(), asked: [closed('ecr:PutRegistryScanningConfiguration')] },
  {
    row: 15,
    guardrail: () => SecurityServiceGuardrails.protectGuardDuty(),
    asked: [closed('eks:DeleteAddon', { resource: arn('eks', 'addon/prod/aws-guardduty-agent/1a2b') })],
  },
  { row: 15, guardrail: () => UsageGuardrails.denyCommitments(), asked: [closed('snowball:CreateLongTermPricing')] },
  {
    row: 25,
    guardrail: () => DataPerimeterGuardrails.denyUntrustedIdentities({ organizationId: ORGANIZATION }),
    asked: [
      closed('events:PutEvents', { resource: arn('events', 'event-bus/orders'), principal: STRANGER_ROLE }),
      closed('dsql:DbConnect', { resource: arn('dsql', 'cluster/orders'), principal: STRANGER_ROLE }),
      kept('events:PutEvents', 'ALLOWED', { resource: arn('events', 'event-bus/orders'), principal: `arn:aws:iam::${ACCOUNT_ID}:role/Developer` }),
    ],
  },
];
