import { ACCOUNT_ID, arn, BACKUP_ROLE, closed, type Finding, FOREIGN, kept, opened } from './finding';
import {
  DataPerimeterEgressGuardrails, DataPerimeterGuardrails, ExternalSharingGuardrails, NetworkGuardrails, PublicAccessGuardrails,
  RetentionGuardrails, TagGuardrails, UsageGuardrails,
} from '../../../../src';

const BACKUP_SNAPSHOT = arn('rds', 'snapshot:awsbackup:job-1');

/** Rows about legitimate use that a guardrail denied. */
export const BROKEN_USES: readonly Finding[] = [
  {
    row: 16,
    guardrail: () => DataPerimeterEgressGuardrails.denyServicePresignedUrls(),
    asked: [
      closed('lambda:GetLayerVersion'),
      opened('ssm:GetDeployablePatchSnapshotForInstance', {
        principal: 'role/Instance', context: { 'ec2:SourceInstanceARN': arn('ec2', 'instance/i-0a1b2c3d'), 'ssm:SourceInstanceARN': '' },
      }),
      kept('ssm:GetDeployablePatchSnapshotForInstance', 'DENIED', { context: { 'ec2:SourceInstanceARN': '', 'ssm:SourceInstanceARN': '' } }),
    ],
  },
  {
    row: 17,
    guardrail: () => DataPerimeterGuardrails.denyUntrustedResources({ organizationId: 'o-a1b2c3d4e5' }),
    asked: [
      opened('bedrock:InvokeModel', { resource: 'arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-pro-v1:0' }),
      opened('ec2:RunInstances', { resource: 'arn:aws:ec2:eu-west-1::image/ami-0a1b2c3d', context: { 'ec2:Owner': 'aws-marketplace', 'aws:ResourceOrgID': 'o-marketplace' } }),
      kept('s3:PutObject', 'DENIED', { resource: 'arn:aws:s3:::foreign/key', context: { 'aws:ResourceOrgID': 'o-stranger00', 'ec2:Owner': '' } }),
    ],
  },
  {
    row: 18,
    guardrail: () => PublicAccessGuardrails.denyDatabaseSnapshotSharing(),
    asked: [
      opened('rds:ModifyDBSnapshotAttribute', { resource: BACKUP_SNAPSHOT, principal: BACKUP_ROLE }),
      kept('rds:ModifyDBSnapshotAttribute', 'DENIED', { resource: BACKUP_SNAPSHOT }),
    ],
  },
  {
    row: 18,
    guardrail: () => ExternalSharingGuardrails.denySnapshotSharing(),
    asked: [
      opened('ec2:ModifySnapshotAttribute', { principal: BACKUP_ROLE, context: { 'ec2:Add/userId': FOREIGN, 'ec2:Add/group': '' } }),
      kept('ec2:ModifySnapshotAttribute', 'DENIED', { context: { 'ec2:Add/userId': FOREIGN, 'ec2:Add/group': '' } }),
    ],
  },
  {
    row: 18,
    guardrail: () => ExternalSharingGuardrails.denyImageSharing(),
    asked: [opened('ec2:ModifyImageAttribute', { principal: BACKUP_ROLE }), kept('ec2:ModifyImageAttribute', 'DENIED')],
  },
  {
    row: 19,
    guardrail: () => RetentionGuardrails.protectTables({ tableNames: ['orders'] }),
    asked: [
      opened('dynamodb:DeleteBackup', { resource: arn('dynamodb', 'table/orders/backup/01'), principal: BACKUP_ROLE }),
      kept('dynamodb:DeleteBackup', 'DENIED', { resource: arn('dynamodb', 'table/orders/backup/01') }),
    ],
  },
  {
    row: 19,
    guardrail: () => RetentionGuardrails.protectDatabases({ databaseNames: ['orders'] }),
    asked: [opened('rds:DeleteDBInstanceAutomatedBackup', { principal: BACKUP_ROLE }), kept('rds:DeleteDBInstanceAutomatedBackup', 'DENIED')],
  },
  {
    row: 20,
    guardrail: () => PublicAccessGuardrails.denyPublicDatabases(),
    asked: [
      opened('rds:CreateDBInstance', { resource: arn('rds', 'db:documents'), context: { 'rds:DatabaseEngine': 'docdb', 'rds:PubliclyAccessible': '' } }),
      kept('rds:CreateDBInstance', 'DENIED', { resource: arn('rds', 'db:orders'), context: { 'rds:DatabaseEngine': 'postgres', 'rds:PubliclyAccessible': '' } }),
    ],
  },
  {
    row: 21,
    guardrail: () => NetworkGuardrails.denyNetworkSharing(),
    asked: [
      opened('ec2:CreateNetworkInterfacePermission', { context: { 'ec2:AuthorizedService': 'codebuild.amazonaws.com' } }),
      kept('ec2:CreateNetworkInterfacePermission', 'DENIED', { context: { 'ec2:AuthorizedService': '' } }),
    ],
  },
  {
    row: 22,
    guardrail: () => UsageGuardrails.denyOtherRegions({ allowedRegions: ['eu-west-1'] }),
    asked: [
      opened('arc-region-switch:ListPlans', { region: 'us-east-1' }),
      opened('route53globalresolver:CreateGlobalResolver', { region: 'us-east-2' }),
      kept('ec2:RunInstances', 'DENIED', { region: 'us-east-1' }),
    ],
  },
  {
    row: 23,
    guardrail: () => DataPerimeterEgressGuardrails.denyForeignConnections(),
    asked: [
      opened('ec2:CreateVpcEndpoint', { resource: arn('ec2', 'vpc-endpoint/vpce-1'), context: { 'ec2:VpceServiceOwner': ACCOUNT_ID } }),
      kept('ec2:CreateVpcEndpoint', 'DENIED', { resource: arn('ec2', 'vpc-endpoint/vpce-1'), context: { 'ec2:VpceServiceOwner': FOREIGN } }),
    ],
  },
  {
    row: 24,
    guardrail: () => TagGuardrails.requireTags({ tagKeys: ['team'] }),
    asked: [
      opened('secretsmanager:CreateSecret', { resource: arn('secretsmanager', 'secret:rds!db-1a2b-AbCdEf'), context: { 'aws:RequestTag/team': '', 'secretsmanager:Name': 'rds!db-1a2b' } }),
      kept('secretsmanager:CreateSecret', 'DENIED', { resource: arn('secretsmanager', 'secret:mine-AbCdEf'), context: { 'aws:RequestTag/team': '', 'secretsmanager:Name': 'mine' } }),
    ],
  },
];
