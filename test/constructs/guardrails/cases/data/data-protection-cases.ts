import { DataProtectionGuardrails } from '../../../../../src';
import { ACCOUNT, type Forbidden, type GuardrailCase, ROOT_USER } from '../guardrail-case';
import { each } from '../requests';

const VOLUME = `arn:aws:ec2:eu-west-1:${ACCOUNT}:volume/vol-0a1b2c3d`;
const INSTANCE = `arn:aws:ec2:eu-west-1:${ACCOUNT}:instance/*`;
const AUTO_SCALING = `arn:aws:iam::${ACCOUNT}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`;
const [ENCRYPTION, CUSTOMER_KEY] = ['s3:x-amz-server-side-encryption', 's3:x-amz-server-side-encryption-customer-algorithm'];
const OBJECT = 'arn:aws:s3:::shop/index.html';
const [ARCHIVE, ARCHIVED] = ['arn:aws:s3:::log-archive-1', 'arn:aws:s3:::log-archive-1/2026/11/24'];
const unencrypted = { 'ec2:Encrypted': false };
const putObject = (context: Record<string, string>) => ({ action: 's3:PutObject', resource: OBJECT, context });
const logGroup = (name: string) => `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:${name}`;
const database = (kind: 'db' | 'cluster') => `arn:aws:rds:eu-west-1:${ACCOUNT}:${kind}:orders`;
const storage = (engine: string, isEncrypted?: boolean) => ({
  'rds:DatabaseEngine': engine, ...(isEncrypted === undefined ? {} : { 'rds:StorageEncrypted': isEncrypted }),
});
const ENGINES_OF_CLUSTERS = ['aurora*', 'docdb*', 'neptune*'];
const expiringKey = { action: 'kms:ImportKeyMaterial', context: { 'kms:ExpirationModel': 'KEY_MATERIAL_EXPIRES' } };

const directoryBucket = (name: string) => `arn:aws:s3express:eu-west-1:${ACCOUNT}:bucket/${name}--euw1-az1--x-s3`;
const DIRECTORY_BUCKET_ACTIONS = [
  's3express:DeleteBucket', 's3express:DeleteBucketPolicy', 's3express:PutBucketPolicy', 's3express:PutEncryptionConfiguration',
  's3express:PutInventoryConfiguration', 's3express:PutLifecycleConfiguration',
];
const SESSIONS = 'A session of a directory bucket that can write objects can delete them too: s3express:CreateSession';

const OBJECT_ACL_ACTIONS = ['s3:PutObjectAcl', 's3:PutObjectVersionAcl'];
const objectAcls = (acl: string) => each(OBJECT_ACL_ACTIONS, { resource: ARCHIVED, context: { 's3:x-amz-acl': acl } });

const CHANGES_OF_BUCKETS = [
  ...each(['s3:DeleteBucket', 's3:DeleteBucketPolicy'], { resource: ARCHIVE }),
  ...each([
    's3:BypassGovernanceRetention', 's3:DeleteObject', 's3:DeleteObjectAnnotation', 's3:DeleteObjectTagging', 's3:DeleteObjectVersion',
    's3:DeleteObjectVersionAnnotation', 's3:DeleteObjectVersionTagging', 's3:PutObjectLegalHold', 's3:PutObjectRetention',
    's3:ReplicateDelete', 's3:UpdateObjectEncryption',
  ], { resource: ARCHIVED }),
  ...each([
    's3:PutBucketAbac', 's3:PutBucketAcl', 's3:PutBucketLogging', 's3:PutBucketNotification', 's3:PutBucketObjectLockConfiguration',
    's3:PutBucketOwnershipControls', 's3:PutBucketPolicy', 's3:PutBucketPublicAccessBlock', 's3:PutBucketVersioning', 's3:PutEncryptionConfiguration',
    's3:PutIntelligentTieringConfiguration', 's3:PutInventoryConfiguration', 's3:PutLifecycleConfiguration', 's3:PutReplicationConfiguration',
  ], { resource: ARCHIVE }),
  ...each(DIRECTORY_BUCKET_ACTIONS, { resource: directoryBucket('log-archive-1') }),
];
const DENIED_OF_BUCKETS = [...CHANGES_OF_BUCKETS, ...objectAcls('public-read')];

function changesOfBuckets(bucket: string, directory: string): Forbidden[] {
  return [
    {
      actions: CHANGES_OF_BUCKETS.map(({ action }) => action).filter((action) => action.startsWith('s3:')),
      resources: [`arn:*:s3:::${bucket}`, `arn:*:s3:::${bucket}/*`],
    },
    {
      actions: OBJECT_ACL_ACTIONS,
      resources: [`arn:*:s3:::${bucket}/*`],
      when: { StringNotEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } },
    },
    { actions: DIRECTORY_BUCKET_ACTIONS, resources: [`arn:*:s3express:*:*:bucket/${directory}`] },
  ];
}

/** Requests for another encryption, or with a key that only the caller has. */
function otherEncryptions(...allowed: string[]): Forbidden[] {
  const otherThanAllowed = (key: string) => ({ StringLike: { [key]: '*' }, StringNotEquals: { [key]: allowed } });
  return [
    { actions: ['s3:PutObject', 's3:ReplicateObject', 's3:UpdateObjectEncryption'], when: otherThanAllowed(ENCRYPTION) },
    { actions: ['s3express:CreateSession'], when: otherThanAllowed(`s3express:${ENCRYPTION.slice(3)}`) },
    { actions: ['s3:PutObject', 's3:ReplicateObject'], when: { StringLike: { [CUSTOMER_KEY]: '*' } } },
  ];
}

const LOG_GROUP_ACTIONS = [
  'logs:DeleteLogGroup', 'logs:PutRetentionPolicy', 'logs:AssociateKmsKey', 'logs:DeleteDataProtectionPolicy', 'logs:DeleteMetricFilter',
  'logs:DeleteRetentionPolicy', 'logs:DeleteSubscriptionFilter', 'logs:DeleteTransformer', 'logs:DisassociateKmsKey',
  'logs:PutDataProtectionPolicy', 'logs:PutLogGroupDeletionProtection', 'logs:PutMetricFilter', 'logs:PutSubscriptionFilter',
  'logs:PutTransformer', 'logs:ProcessWithPipeline',
];

export const DATA_PROTECTION_CASES: readonly GuardrailCase[] = [
  {
    build: DataProtectionGuardrails.denyKeyDeletion,
    denied: [
      ...each([
        'kms:ScheduleKeyDeletion', 'kms:DisableKey', 'kms:DeleteAlias', 'kms:DeleteCustomKeyStore', 'kms:DeleteImportedKeyMaterial',
        'kms:DisconnectCustomKeyStore', 'kms:UpdateCustomKeyStore',
      ]),
      expiringKey,
    ],
    allowed: [
      { action: 'kms:CancelKeyDeletion' }, { action: 'kms:Decrypt' },
      { action: 'kms:ImportKeyMaterial', context: { 'kms:ExpirationModel': 'KEY_MATERIAL_DOES_NOT_EXPIRE' } },
    ],
    forbids: [{ actions: ['kms:ImportKeyMaterial'], when: { StringNotEquals: { 'kms:ExpirationModel': 'KEY_MATERIAL_DOES_NOT_EXPIRE' } } }],
    waysAround: [
      { request: { action: 'kms:DisconnectCustomKeyStore' } },
      { request: expiringKey },
      { request: { action: 'kms:ImportKeyMaterial' } },
      { request: { action: 'kms:PutKeyPolicy' }, limit: 'A new key policy (kms:PutKeyPolicy) can exclude all other principals from a key' },
      {
        request: { action: 'cloudhsm:DeleteCluster' },
        limit: 'Keys in an AWS CloudHSM key store are lost with its cluster: add deny-hsm-deletion',
      },
    ],
    published: 'Deny-KMS-key-deletion.json',
    differences: [
      { difference: 'Also denies disabling a key and disconnecting or changing its key store', reason: 'Data that such a key encrypts cannot be read either' },
      { difference: 'Denies importing key material that expires', reason: 'AWS KMS deletes the key material when it expires' },
      { difference: 'Has no privileged role', reason: 'exemptPrincipals defines it' },
    ],
  },
  {
    build: DataProtectionGuardrails.protectVolumeEncryptionDefault,
    denied: [{ action: 'ec2:DisableEbsEncryptionByDefault' }],
    allowed: [{ action: 'ec2:EnableEbsEncryptionByDefault' }, { action: 'ec2:ModifyEbsDefaultKmsKeyId' }],
    waysAround: [{ request: { action: 'ec2:DisableEbsEncryptionByDefault', principal: ROOT_USER } }],
    published: 'Deny-disabling-default-EBS-encryption.json',
    differences: [],
  },
  {
    build: DataProtectionGuardrails.requireVolumeEncryption,
    denied: [
      ...each([
        'ec2:CreateVolume', 'ec2:RunInstances', 'ec2:CopyVolumes', 'ec2:CreateFleet', 'ec2:ImportVolume', 'ec2:ImportInstance',
      ], { resource: VOLUME, context: unencrypted }),
      ...each(['ec2:RequestSpotFleet', 'ec2:RequestSpotInstances']),
    ],
    allowed: [
      { action: 'ec2:CreateVolume', resource: VOLUME, context: { 'ec2:Encrypted': true } },
      { action: 'ec2:CopyVolumes', resource: VOLUME, context: { 'ec2:Encrypted': true } },
      { action: 'ec2:RunInstances', resource: INSTANCE },
      { action: 'ec2:RunInstances', resource: `arn:aws:ec2:eu-west-1:${ACCOUNT}:spot-instances-request/*` },
    ],
    forbids: [{
      actions: ['ec2:CreateVolume', 'ec2:CopyVolumes', 'ec2:RunInstances', 'ec2:CreateFleet', 'ec2:ImportInstance', 'ec2:ImportVolume'],
      resources: ['arn:*:ec2:*:*:volume/*'],
      when: { Bool: { 'ec2:Encrypted': 'false' } },
    }],
    waysAround: [
      { request: { action: 'ec2:RequestSpotInstances', resource: `arn:aws:ec2:eu-west-1:${ACCOUNT}:spot-instances-request/*` } },
      { request: { action: 'ec2:RequestSpotFleet', resource: `arn:aws:ec2:eu-west-1:${ACCOUNT}:spot-fleet-request/*` } },
      {
        request: { action: 'ec2:RunInstances', resource: VOLUME, context: unencrypted, principal: AUTO_SCALING },
        limit: 'Auto Scaling groups, and fleets that maintain a capacity, launch instances with service-linked roles, which service control '
          + 'policies do not restrict: turn on encryption by default',
      },
      ...each(['ec2:CreateReplaceRootVolumeTask', 'ec2:ImportImage', 'ec2:ImportSnapshot']).map((request) => ({
        request,
        limit: 'Replaced root volumes and imported images and snapshots have no condition key for encryption: turn on encryption by default',
      })),
    ],
  },
  {
    build: DataProtectionGuardrails.requireObjectEncryption,
    denied: [
      putObject({ [ENCRYPTION]: 'AES256' }),
      ...each(['s3:UpdateObjectEncryption', 's3:ReplicateObject'], { resource: OBJECT, context: { [ENCRYPTION]: 'AES256' } }),
      putObject({ [CUSTOMER_KEY]: 'AES256' }),
      { action: 's3express:CreateSession', context: { 's3express:x-amz-server-side-encryption': 'AES256' } },
    ],
    allowed: [
      putObject({ [ENCRYPTION]: 'aws:kms' }), putObject({ [ENCRYPTION]: 'aws:kms:dsse' }), putObject({}),
      { action: 's3:ReplicateObject', resource: OBJECT }, { action: 's3express:CreateSession' },
    ],
    forbids: otherEncryptions('aws:kms', 'aws:kms:dsse'),
    waysAround: [
      { request: putObject({ [CUSTOMER_KEY]: 'AES256' }) },
      { request: { ...putObject({ [CUSTOMER_KEY]: 'AES256' }), action: 's3:ReplicateObject' } },
      {
        request: { action: 's3:PutEncryptionConfiguration', resource: 'arn:aws:s3:::shop' },
        limit: 'A request without encryption settings gets the default of its bucket, which s3:PutEncryptionConfiguration can change',
      },
    ],
  },
  {
    build: (exempt) => DataProtectionGuardrails.requireObjectEncryption({
      ...exempt, allowedEncryptions: ['AES256', 'aws:kms'], denyBucketDefault: true,
    }),
    denied: [
      putObject({}), putObject({ [ENCRYPTION]: 'aws:kms:dsse' }), putObject({ [CUSTOMER_KEY]: 'AES256' }),
      ...each(['s3:UpdateObjectEncryption', 's3:ReplicateObject'], { resource: OBJECT, context: { [ENCRYPTION]: 'aws:kms:dsse' } }),
      { action: 's3express:CreateSession', context: { 's3express:x-amz-server-side-encryption': 'aws:kms:dsse' } },
    ],
    allowed: [putObject({ [ENCRYPTION]: 'AES256' }), { action: 's3:ReplicateObject', resource: OBJECT }],
    forbids: [
      ...otherEncryptions('AES256', 'aws:kms'),
      { actions: ['s3:PutObject', 's3:UpdateObjectEncryption'], when: { Null: { [ENCRYPTION]: 'true' } } },
    ],
    waysAround: [
      { request: putObject({}) },
      ...each(['s3:ReplicateObject', 's3express:CreateSession']).map((request) => ({
        request,
        limit: 'Replicas and sessions of directory buckets without encryption settings get the default of their bucket: s3:ReplicateObject, s3express:CreateSession',
      })),
    ],
    published: 'Prevent-Amazon-S3-unencrypted-object-uploads.json',
    differences: [{ difference: 'Has a list of allowed encryptions', reason: 'The header alone does not show whether the key is an AWS KMS key' }],
  },
  {
    build: DataProtectionGuardrails.requireDatabaseEncryption,
    denied: [
      { action: 'rds:CreateDBInstance', resource: database('db'), context: storage('postgres', false) },
      { action: 'rds:RestoreDBInstanceFromS3', resource: database('db'), context: storage('mysql', false) },
      { action: 'rds:CreateDBCluster', resource: database('cluster'), context: storage('aurora-postgresql', false) },
      { action: 'rds:RestoreDBClusterFromS3', resource: database('cluster'), context: storage('aurora-mysql', false) },
      { action: 'rds:CreateDBCluster', resource: database('cluster'), context: storage('docdb') },
    ],
    allowed: [
      { action: 'rds:CreateDBInstance', resource: database('db'), context: storage('postgres', true) },
      ...['aurora-postgresql', 'docdb', 'neptune', 'custom-oracle-ee'].map((engine) => (
        { action: 'rds:CreateDBInstance', resource: database('db'), context: storage(engine) })),
      { action: 'rds:CreateDBInstance', resource: database('db'), context: storage('aurora-postgresql', false) },
      ...each(['rds:CreateDBInstance', 'rds:CreateDBCluster'], { resource: `arn:aws:rds:eu-west-1:${ACCOUNT}:subgrp:main` }),
      { action: 'rds:CreateDBCluster', resource: database('cluster'), context: storage('neptune', true) },
      ...each(['rds:CreateDBCluster', 'rds:RestoreDBClusterFromS3'], { resource: database('cluster'), context: storage('aurora-mysql') }),
      { action: 'rds:CreateBlueGreenDeployment', context: storage('mysql', false) },
    ],
    forbids: [
      { actions: ['rds:CreateDBCluster', 'rds:RestoreDBClusterFromS3'], when: { Bool: { 'rds:StorageEncrypted': 'false' } } },
      {
        actions: ['rds:CreateDBCluster'],
        resources: ['arn:*:rds:*:*:cluster:*'],
        when: { Null: { 'rds:StorageEncrypted': 'true' }, StringNotLike: { 'rds:DatabaseEngine': 'aurora*' } },
      },
      {
        actions: ['rds:CreateDBInstance', 'rds:RestoreDBInstanceFromS3'],
        resources: ['arn:*:rds:*:*:db:*'],
        when: {
          BoolIfExists: { 'rds:StorageEncrypted': 'false' }, StringNotLike: { 'rds:DatabaseEngine': [...ENGINES_OF_CLUSTERS, 'custom-*'] },
        },
      },
    ],
    waysAround: [
      ...['postgres', 'mysql', 'oracle-ee', 'sqlserver-se'].map((engine) => (
        { request: { action: 'rds:CreateDBInstance', resource: database('db'), context: storage(engine) } })),
      { request: { action: 'rds:CreateDBCluster', resource: database('cluster'), context: storage('mysql') } },
      { request: { action: 'rds:RestoreDBInstanceFromS3', resource: database('db'), context: storage('mysql') } },
      ...each(['rds:RestoreDBInstanceFromDBSnapshot', 'rds:RestoreDBClusterFromSnapshot', 'rds:CreateDBInstanceReadReplica']).map((request) => (
        { request, limit: 'A database that is restored from a snapshot or a point in time, or copied from another database, is encrypted only if its source is' })),
    ],
  },
  {
    build: DataProtectionGuardrails.requireFileSystemEncryption,
    denied: [{ action: 'elasticfilesystem:CreateFileSystem', context: { 'elasticfilesystem:Encrypted': false } }],
    allowed: [{ action: 'elasticfilesystem:CreateFileSystem', context: { 'elasticfilesystem:Encrypted': true } }],
    forbids: [{ actions: ['elasticfilesystem:CreateFileSystem'], when: { BoolIfExists: { 'elasticfilesystem:Encrypted': 'false' } } }],
    waysAround: [{ request: { action: 'elasticfilesystem:CreateFileSystem' } }],
  },
  {
    build: (exempt) => DataProtectionGuardrails.protectBuckets({ ...exempt, bucketNames: ['log-archive-*'] }),
    denied: DENIED_OF_BUCKETS,
    allowed: [
      { action: 's3:DeleteBucket', resource: 'arn:aws:s3:::shop' },
      ...each(['s3:GetObject', 's3:PutObject'], { resource: ARCHIVED }), ...objectAcls('bucket-owner-full-control'),
      { action: 's3:UpdateObjectEncryption', resource: OBJECT }, { action: 's3express:DeleteBucket', resource: directoryBucket('shop') },
    ],
    forbids: changesOfBuckets('log-archive-*', 'log-archive-*'),
    waysAround: [
      { request: { action: 's3:UpdateObjectEncryption', resource: ARCHIVED } },
      // A request with a list in its body has no header.
      ...each(OBJECT_ACL_ACTIONS, { resource: ARCHIVED }).map((request) => ({ request })),
      { request: { action: 's3express:CreateSession', resource: directoryBucket('log-archive-1') }, limit: SESSIONS },
      ...each(['s3:PutBucketOwnershipControls', 's3:PutBucketLogging'], { resource: ARCHIVE }).map((request) => ({ request })),
      {
        request: { action: 's3:PutObject', resource: ARCHIVED },
        limit: 'Principals that can write can overwrite an object: turn on versioning, so that the old object stays as a version',
      },
      {
        request: { action: 's3:PutObjectTagging', resource: ARCHIVED },
        limit: 'If a lifecycle rule uses tags, a new tag (s3:PutObjectTagging, s3:PutObjectVersionTagging) can make an object expire',
      },
      {
        request: { action: 's3:CreateAccessPoint', resource: `arn:aws:s3:eu-west-1:${ACCOUNT}:accesspoint/exit` },
        limit: 'Access points are separate resources, and their requests do not contain the bucket: set denyAccessPoints',
      },
      { request: { action: 'kms:ScheduleKeyDeletion' }, limit: 'Objects cannot be read once their key is deleted: add deny-key-deletion' },
    ],
    published: 'Deny-users-from-deleting-Amazon-S3-buckets-or-objects.json',
    differences: [{ difference: 'Also denies changes of settings', reason: 'A lifecycle rule or another policy can delete objects or make them accessible too' }],
  },
  {
    build: (exempt) => DataProtectionGuardrails.protectBuckets({ ...exempt, bucketNames: ['audit--euw1-az1--x-s3', 'log-archive'] }),
    denied: [
      { action: 's3:DeleteBucket', resource: 'arn:aws:s3:::log-archive' }, { action: 's3:PutObjectAcl', resource: 'arn:aws:s3:::log-archive/today' },
      ...each(DIRECTORY_BUCKET_ACTIONS, { resource: directoryBucket('audit') }),
    ],
    allowed: [
      ...each(['s3express:DeleteBucket'], { resource: directoryBucket('shop') }), ...each(['s3express:CreateSession', 's3express:GetBucketPolicy'], { resource: directoryBucket('audit') }),
    ],
    forbids: changesOfBuckets('log-archive', 'audit--euw1-az1--x-s3'),
    waysAround: [{ request: { action: 's3express:CreateSession', resource: directoryBucket('audit') }, limit: SESSIONS }],
  },
  {
    build: (exempt) => DataProtectionGuardrails.protectBuckets({ ...exempt, bucketNames: ['log-archive-*'], denyAccessPoints: true }),
    denied: [
      ...DENIED_OF_BUCKETS,
      ...each(['s3:CreateAccessPoint', 's3:DeleteAccessPointPolicy', 's3:PutAccessPointPolicy'], { resource: `arn:aws:s3:eu-west-1:${ACCOUNT}:accesspoint/exit` }),
      ...each(['s3:CreateMultiRegionAccessPoint', 's3:PutMultiRegionAccessPointPolicy'], { resource: `arn:aws:s3::${ACCOUNT}:accesspoint/exit.mrap` }),
      ...each(['s3:CreateAccessPointForObjectLambda', 's3:DeleteAccessPointPolicyForObjectLambda', 's3:PutAccessPointPolicyForObjectLambda'], {
        resource: `arn:aws:s3-object-lambda:eu-west-1:${ACCOUNT}:accesspoint/exit`,
      }),
      ...each([
        's3express:CreateAccessPoint', 's3express:DeleteAccessPointPolicy', 's3express:DeleteAccessPointScope', 's3express:PutAccessPointPolicy',
        's3express:PutAccessPointScope',
      ], {
        resource: `arn:aws:s3express:eu-west-1:${ACCOUNT}:accesspoint/exit--euw1-az1--xa-s3`,
      }),
    ],
    allowed: [{ action: 's3:DeleteAccessPoint', resource: `arn:aws:s3:eu-west-1:${ACCOUNT}:accesspoint/exit` }],
    forbids: changesOfBuckets('log-archive-*', 'log-archive-*'),
    waysAround: [
      { request: { action: 's3:CreateAccessPoint', resource: `arn:aws:s3:eu-west-1:${ACCOUNT}:accesspoint/exit` } },
      {
        request: { action: 's3:DeleteObject', resource: `arn:aws:s3:eu-west-1:${ACCOUNT}:accesspoint/exit/object/today` },
        limit: 'Objects can be deleted through an access point that exists already',
      },
      { request: { action: 's3:CreateAccessGrant' }, limit: 'Grants of Amazon S3 Access Grants name no bucket: s3:CreateAccessGrant' },
    ],
  },
  {
    build: (exempt) => DataProtectionGuardrails.protectLogGroups({ ...exempt, logGroupNames: ['/audit/*'] }),
    denied: [
      ...each(LOG_GROUP_ACTIONS, { resource: logGroup('/audit/trail') }),
      { action: 'logs:DeleteLogStream', resource: logGroup('/audit/trail:log-stream:one') },
    ],
    allowed: [{ action: 'logs:DeleteLogGroup', resource: logGroup('/app') }, { action: 'logs:PutLogEvents', resource: logGroup('/audit/trail') }],
    forbids: [{ actions: [...LOG_GROUP_ACTIONS, 'logs:DeleteLogStream'], resources: ['arn:*:logs:*:*:log-group:/audit/*'] }],
    waysAround: [
      ...each(['logs:PutLogGroupDeletionProtection', 'logs:DisassociateKmsKey', 'logs:PutSubscriptionFilter'], { resource: logGroup('/audit/trail:*') })
        .map((request) => ({ request })),
      { request: { action: 'logs:PutAccountPolicy' }, limit: 'Account-level policies apply to all log groups and name none of them: logs:PutAccountPolicy' },
      { request: { action: 'kms:ScheduleKeyDeletion' }, limit: 'Logs cannot be read once their key is deleted: add deny-key-deletion' },
      ...each(['logs:PutPipelineRule', 'observabilityadmin:CreateTelemetryPipeline']).map((request) => ({
        request, limit: 'Telemetry pipelines can drop events and name no log group: logs:PutPipelineRule, observabilityadmin:CreateTelemetryPipeline',
      })),
    ],
    published: 'Deny-deletion-of-specific-CloudWatch-Log-groups-and-streams.json',
    differences: [
      { difference: 'Also denies changes of keys, filters, transformers and deletion protection', reason: 'They make logs unreadable, or transform or redirect them' },
      { difference: 'Has no privileged role', reason: 'exemptPrincipals defines it' },
    ],
  },
  {
    build: DataProtectionGuardrails.protectBackups,
    denied: each([
      'backup:DeleteRecoveryPoint', 'backup:AssociateBackupVaultMpaApprovalTeam', 'backup:CancelLegalHold', 'backup:CreateBackupAccessPoint', 'backup:DeleteBackupPlan',
      'backup:DeleteBackupSelection', 'backup:DeleteBackupVault', 'backup:DeleteBackupVaultAccessPolicy', 'backup:DeleteBackupVaultLockConfiguration',
      'backup:DeleteBackupVaultNotifications', 'backup:DeleteBackupVaultSharingPolicy', 'backup:DisassociateBackupVaultMpaApprovalTeam',
      'backup:DisassociateRecoveryPoint', 'backup:DisassociateRecoveryPointFromParent', 'backup:PutBackupVaultAccessPolicy',
      'backup:PutBackupVaultLockConfiguration', 'backup:PutBackupVaultNotifications', 'backup:PutBackupVaultSharingPolicy',
      'backup:RevokeRestoreAccessBackupVault', 'backup:UpdateBackupPlan', 'backup:UpdateGlobalSettings', 'backup:UpdateRecoveryPointLifecycle',
      'backup:UpdateRegionSettings', 'mpa:DeleteIdentitySource', 'mpa:DeleteInactiveApprovalTeamVersion', 'mpa:StartActiveApprovalTeamDeletion',
      'mpa:UpdateApprovalTeam',
    ]),
    allowed: each(['backup:StartBackupJob', 'backup:CreateBackupPlan', 'mpa:StartSession']),
    waysAround: [
      ...each(['backup:DisassociateBackupVaultMpaApprovalTeam', 'backup:CancelLegalHold', 'mpa:UpdateApprovalTeam']).map((request) => ({ request })),
      { request: { action: 'backup:StopBackupJob' }, limit: 'A running backup can be stopped: backup:StopBackupJob' },
      { request: { action: 'kms:ScheduleKeyDeletion' }, limit: 'Backups cannot be restored once their key is deleted: add deny-key-deletion' },
    ],
    published: 'Deny-AWS-Backup-deletion-and-changes-to-configuration.json',
    differences: [
      { difference: 'Also denies changes of vault locks, legal holds and approval teams', reason: 'They protect backups and are newer than the example' },
      { difference: 'Denies disassociating recovery points', reason: 'AWS Backup then no longer manages them' },
    ],
  },
];
