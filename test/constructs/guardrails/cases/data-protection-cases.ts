import type { GuardrailCase } from './guardrail-case';
import { DataProtectionGuardrails } from '../../../../src';

const VOLUME = 'arn:aws:ec2:eu-west-1:111122223333:volume/vol-0a1b2c3d';
const ENCRYPTION = 's3:x-amz-server-side-encryption';
const putObject = (context: Record<string, string>) => ({ action: 's3:PutObject', resource: 'arn:aws:s3:::shop/index.html', context });
const logGroup = (name: string) => `arn:aws:logs:eu-west-1:111122223333:log-group:${name}`;

export const DATA_PROTECTION_CASES: readonly GuardrailCase[] = [
  {
    build: DataProtectionGuardrails.denyKeyDeletion,
    denied: [{ action: 'kms:ScheduleKeyDeletion' }, { action: 'kms:DisableKey' }],
    allowed: [{ action: 'kms:CancelKeyDeletion' }, { action: 'kms:Decrypt' }],
    published: 'Deny-KMS-key-deletion.json',
  },
  {
    build: DataProtectionGuardrails.protectVolumeEncryptionDefault,
    denied: [{ action: 'ec2:DisableEbsEncryptionByDefault' }],
    allowed: [{ action: 'ec2:EnableEbsEncryptionByDefault' }],
    published: 'Deny-disabling-default-EBS-encryption.json',
  },
  {
    build: DataProtectionGuardrails.requireVolumeEncryption,
    denied: [
      { action: 'ec2:CreateVolume', resource: VOLUME, context: { 'ec2:Encrypted': false } },
      { action: 'ec2:RunInstances', resource: VOLUME, context: { 'ec2:Encrypted': false } },
      { action: 'ec2:CopyVolumes', resource: VOLUME, context: { 'ec2:Encrypted': false } },
      { action: 'ec2:CreateFleet', resource: VOLUME, context: { 'ec2:Encrypted': false } },
      { action: 'ec2:ImportVolume', resource: VOLUME, context: { 'ec2:Encrypted': false } },
      { action: 'ec2:ImportInstance', resource: VOLUME, context: { 'ec2:Encrypted': false } },
    ],
    allowed: [
      { action: 'ec2:CreateVolume', resource: VOLUME, context: { 'ec2:Encrypted': true } },
      { action: 'ec2:CopyVolumes', resource: VOLUME, context: { 'ec2:Encrypted': true } },
      { action: 'ec2:RunInstances', resource: 'arn:aws:ec2:eu-west-1:111122223333:instance/*' },
    ],
  },
  {
    build: DataProtectionGuardrails.requireObjectEncryption,
    denied: [putObject({ [ENCRYPTION]: 'AES256' }), { ...putObject({ [ENCRYPTION]: 'AES256' }), action: 's3:UpdateObjectEncryption' }],
    allowed: [putObject({ [ENCRYPTION]: 'aws:kms' }), putObject({ [ENCRYPTION]: 'aws:kms:dsse' }), putObject({})],
  },
  {
    build: (exempt) => DataProtectionGuardrails.requireObjectEncryption({ ...exempt, allowedEncryptions: ['AES256', 'aws:kms'], denyBucketDefault: true }),
    denied: [putObject({}), putObject({ [ENCRYPTION]: 'aws:kms:dsse' })],
    allowed: [putObject({ [ENCRYPTION]: 'AES256' })],
    published: 'Prevent-Amazon-S3-unencrypted-object-uploads.json',
  },
  {
    build: DataProtectionGuardrails.requireDatabaseEncryption,
    denied: [
      { action: 'rds:CreateDBInstance', context: { 'rds:StorageEncrypted': false, 'rds:DatabaseEngine': 'postgres' } },
      { action: 'rds:CreateDBCluster', context: { 'rds:StorageEncrypted': false, 'rds:DatabaseEngine': 'aurora-postgresql' } },
      { action: 'rds:RestoreDBInstanceFromS3', context: { 'rds:StorageEncrypted': false, 'rds:DatabaseEngine': 'mysql' } },
      { action: 'rds:RestoreDBClusterFromS3', context: { 'rds:StorageEncrypted': false, 'rds:DatabaseEngine': 'aurora-mysql' } },
    ],
    allowed: [
      { action: 'rds:CreateDBInstance', context: { 'rds:StorageEncrypted': true, 'rds:DatabaseEngine': 'postgres' } },
      { action: 'rds:CreateDBInstance', context: { 'rds:StorageEncrypted': false, 'rds:DatabaseEngine': 'aurora-postgresql' } },
      { action: 'rds:CreateDBCluster', context: { 'rds:StorageEncrypted': true, 'rds:DatabaseEngine': 'aurora-postgresql' } },
      { action: 'rds:RestoreDBInstanceFromS3' },
      { action: 'rds:CreateBlueGreenDeployment', context: { 'rds:StorageEncrypted': false, 'rds:DatabaseEngine': 'mysql' } },
    ],
  },
  {
    build: DataProtectionGuardrails.requireFileSystemEncryption,
    denied: [{ action: 'elasticfilesystem:CreateFileSystem', context: { 'elasticfilesystem:Encrypted': false } }],
    allowed: [{ action: 'elasticfilesystem:CreateFileSystem', context: { 'elasticfilesystem:Encrypted': true } }],
  },
  {
    build: (exempt) => DataProtectionGuardrails.protectBuckets({ ...exempt, bucketNames: ['log-archive-*'] }),
    denied: [
      { action: 's3:DeleteBucket', resource: 'arn:aws:s3:::log-archive-1' }, { action: 's3:DeleteObject', resource: 'arn:aws:s3:::log-archive-1/2026/11/24' },
      { action: 's3:PutLifecycleConfiguration', resource: 'arn:aws:s3:::log-archive-1' },
      ...['s3:PutObjectVersionAcl', 's3:PutObjectLegalHold', 's3:DeleteObjectTagging', 's3:DeleteObjectVersionTagging'].map((action) => (
        { action, resource: 'arn:aws:s3:::log-archive-1/2026/11/24' })),
    ],
    allowed: [
      { action: 's3:DeleteBucket', resource: 'arn:aws:s3:::shop' }, { action: 's3:GetObject', resource: 'arn:aws:s3:::log-archive-1/2026/11/24' },
      { action: 's3:PutObject', resource: 'arn:aws:s3:::log-archive-1/2026/11/24' },
    ],
    published: 'Deny-users-from-deleting-Amazon-S3-buckets-or-objects.json',
  },
  {
    build: (exempt) => DataProtectionGuardrails.protectLogGroups({ ...exempt, logGroupNames: ['/audit/*'] }),
    denied: [
      { action: 'logs:DeleteLogGroup', resource: logGroup('/audit/trail') },
      { action: 'logs:DeleteLogStream', resource: logGroup('/audit/trail:log-stream:one') },
    ],
    allowed: [{ action: 'logs:DeleteLogGroup', resource: logGroup('/app') }, { action: 'logs:PutLogEvents', resource: logGroup('/audit/trail') }],
    published: 'Deny-deletion-of-specific-CloudWatch-Log-groups-and-streams.json',
  },
  {
    build: DataProtectionGuardrails.protectBackups,
    denied: [{ action: 'backup:DeleteRecoveryPoint' }, { action: 'backup:DeleteBackupVaultLockConfiguration' }, { action: 'backup:DisassociateRecoveryPoint' }],
    allowed: [{ action: 'backup:StartBackupJob' }, { action: 'backup:CreateBackupPlan' }],
    published: 'Deny-AWS-Backup-deletion-and-changes-to-configuration.json',
  },
];
