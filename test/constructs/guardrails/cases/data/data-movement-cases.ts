import { DataMovementGuardrails } from '../../../../../src';
import { ACCOUNT, type GuardrailCase, ROOT_USER } from '../guardrail-case';
import { each } from '../requests';

const BACKUP_ROLE = `arn:aws:iam::${ACCOUNT}:role/service-role/AWSBackupDefaultServiceRole`;
const UNLESS_BACKUP = { ArnNotLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/service-role/AWSBackupDefaultServiceRole' } };

export const DATA_MOVEMENT_CASES: readonly GuardrailCase[] = [
  {
    build: DataMovementGuardrails.denyBucketReplication,
    denied: [
      { action: 's3:PutReplicationConfiguration', resource: 'arn:aws:s3:::shop' },
      ...each(['s3-outposts:PutReplicationConfiguration', 's3tables:PutTableBucketReplication', 's3tables:PutTableReplication']),
    ],
    allowed: [...each(['s3tables:DeleteTableReplication', 's3tables:GetTableReplication', 's3-outposts:PutObject']), { action: 's3:GetReplicationConfiguration', resource: 'arn:aws:s3:::shop' }, { action: 's3:PutObject', resource: 'arn:aws:s3:::shop/a' }],
    waysAround: [{
      request: { action: 's3:PutObject', resource: 'arn:aws:s3:::elsewhere/a' },
      limit: 'Principals that can read objects can write them to other buckets: see deny-untrusted-resources',
    }],
  },
  {
    build: DataMovementGuardrails.denyCrossRegionCopies,
    denied: [
      ...each([
        'kms:ReplicateKey', 'cloudhsm:CopyBackupToRegion', 'dynamodb:CreateGlobalTable', 'dynamodb:CreateTableReplica', 'dynamodb:UpdateGlobalTable',
        'ecr:PutReplicationConfiguration', 'elasticache:CreateGlobalReplicationGroup', 'elasticfilesystem:CreateReplicationConfiguration',
        'memorydb:CreateMultiRegionCluster', 'rds:CreateGlobalCluster', 'rds:StartDBInstanceAutomatedBackupsReplication',
        'redshift:EnableSnapshotCopy', 'secretsmanager:ReplicateSecretToRegions', 'cassandra:AlterMultiRegionResource', 'cassandra:CreateMultiRegionResource',
        'cognito-idp:CreateUserPoolReplica', 'connect:ReplicateInstance', 'ds:AddRegion', 'dsql:AddPeerCluster', 'dsql:PutMultiRegionProperties',
        'lex:CreateBotReplica', 'mq:CreateReplicaBroker', 'payment-cryptography:AddKeyReplicationRegions',
        'payment-cryptography:EnableDefaultKeyReplicationRegions', 's3tables:PutTableBucketReplication', 's3tables:PutTableReplication',
        'ssm-incidents:CreateReplicationSet', 'ssm-incidents:UpdateReplicationSet', 'appstream:CopyImage', 'cassandra:RestoreMultiRegionTable',
        'redshift-serverless:CreateSnapshotCopyConfiguration', 'observabilityadmin:CreateCentralizationRuleForOrganization',
        'observabilityadmin:UpdateCentralizationRuleForOrganization',
      ]),
      { action: 'secretsmanager:CreateSecret', context: { 'secretsmanager:AddReplicaRegions': ['us-east-1'] } },
    ],
    allowed: each([
      'secretsmanager:CreateSecret', 'dynamodb:CreateTable', 'kms:CreateKey', 'dsql:CreateCluster', 'dsql:RemovePeerCluster', 's3tables:CreateTable',
      'payment-cryptography:RemoveKeyReplicationRegions',
    ]),
    forbids: [{
      actions: ['secretsmanager:CreateSecret'], when: { 'ForAnyValue:StringLike': { 'secretsmanager:AddReplicaRegions': '*' } },
    }],
    waysAround: [
      { request: { action: 'secretsmanager:CreateSecret', context: { 'secretsmanager:AddReplicaRegions': ['us-east-1', 'eu-west-1'] } } },
      ...each(['ec2:CopySnapshot', 'rds:CopyDBSnapshot']).map((request) => ({
        request, limit: 'Copies of snapshots and images are requested in the destination Region (ec2:CopySnapshot, rds:CopyDBSnapshot): add deny-other-regions',
      })),
      ...each(['backup:StartCopyJob', 's3:PutReplicationConfiguration']).map((request) => ({
        request, limit: 'AWS Backup copies backups (backup:StartCopyJob), and buckets replicate objects: add deny-bucket-replication',
      })),
      {
        request: { action: 'imagebuilder:CreateDistributionConfiguration' },
        limit: 'EC2 Image Builder copies images with a service-linked role (imagebuilder:CreateDistributionConfiguration): add deny-vm-import-export',
      },
      ...each(['payment-cryptography:CreateKey', 'payment-cryptography:ImportKey']).map((request) => ({
        request, limit: 'Keys of AWS Payment Cryptography can be created with replicas: payment-cryptography:CreateKey, payment-cryptography:ImportKey',
      })),
    ],
  },
  {
    build: DataMovementGuardrails.denyEbsDirectApis,
    denied: each([
      'ebs:GetSnapshotBlock', 'ebs:ListChangedBlocks', 'ebs:ListSnapshotBlocks', 'ebs:StartSnapshot', 'ebs:PutSnapshotBlock', 'ebs:CompleteSnapshot',
    ]),
    allowed: [
      ...each(['ec2:CreateSnapshot', 'ec2:CreateVolume']),
      ...each(['ebs:StartSnapshot', 'ebs:PutSnapshotBlock', 'ebs:CompleteSnapshot'], { principal: BACKUP_ROLE }),
    ],
    forbids: [{ actions: ['ebs:*'], when: UNLESS_BACKUP }],
    waysAround: [
      { request: { action: 'ebs:GetSnapshotBlock', principal: ROOT_USER } },
      {
        request: { action: 'ebs:PutSnapshotBlock', principal: BACKUP_ROLE },
        limit: 'The default service role of AWS Backup is exempt, since it copies and deletes backups: add protect-roles for it',
      },
      { request: { action: 'ec2:CreateVolume' }, limit: 'A volume that is created from a snapshot can still be read: ec2:CreateVolume' },
    ],
  },
];
