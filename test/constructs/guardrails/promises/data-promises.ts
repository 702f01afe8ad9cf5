import { CHANGES, type GuardrailPromise } from './guardrail-promise';

export const DATA_PROMISES: readonly GuardrailPromise[] = [
  {
    guardrailId: 'protect-s3-public-access-block',
    promised: [{ services: ['s3'], names: ['*PublicAccessBlock*'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'deny-public-acls',
    promised: [{ services: ['s3'], names: ['*Acl', 'CreateBucket', 'PutObject', '*OwnershipControls'], levels: CHANGES }],
    decided: [
      {
        reason: 'Turns access control lists on, which opens nothing by itself: each list is denied',
        actions: ['s3:PutBucketOwnershipControls'],
      },
    ],
  },
  {
    guardrailId: 'require-object-encryption',
    promised: [{ services: ['s3'], names: ['*ObjectEncryption*', 'PutObject'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'protect-buckets',
    promised: [{
      services: ['s3'],
      names: [
        'Delete*Bucket*', 'Delete*Object*', 'Put*Bucket*', 'Put*Object*', 'Put*Configuration', 'Update*Bucket*', 'Update*Object*',
        'Bypass*', '*AccessPoint*', '*AccessGrant*',
      ],
      levels: CHANGES,
    }],
    decided: [
      {
        reason: 'Removes a way in, and leaves bucket and objects',
        actions: [
          's3:DeleteAccessPoint', 's3:DeleteAccessPointForObjectLambda', 's3:DeleteMultiRegionAccessPoint',
        ],
      },
      {
        reason: 'Defines through which function or Region objects are read; the policy of the access point decides who can read them',
        actions: ['s3:PutAccessPointConfigurationForObjectLambda', 's3:SubmitMultiRegionAccessPointRoutes'],
      },
      {
        reason: 'Opens nothing without a public policy of the access point',
        actions: ['s3:PutAccessPointPublicAccessBlock'],
      },
      {
        reason: 'Writes an object: services must continue to write',
        actions: ['s3:PutObject'],
      },
      {
        reason: 'Annotations beside an object',
        actions: ['s3:PutObjectAnnotation', 's3:PutObjectVersionAnnotation', 's3:UpdateBucketMetadataAnnotationTableConfiguration'],
      },
      {
        reason: 'Tables of metadata beside the objects',
        actions: [
          's3:DeleteBucketMetadataTableConfiguration', 's3:UpdateBucketMetadataInventoryTableConfiguration',
          's3:UpdateBucketMetadataJournalTableConfiguration',
        ],
      },
      {
        reason: 'Defines how objects are listed, served and measured, but neither their content nor who can read them',
        actions: [
          's3:DeleteBucketWebsite', 's3:PutAccelerateConfiguration', 's3:PutAnalyticsConfiguration', 's3:PutBucketCORS',
          's3:PutBucketRequestPayment', 's3:PutBucketWebsite', 's3:PutMetricsConfiguration', 's3:PutStorageLensConfiguration',
        ],
      },
      {
        reason: 'A grant admits no more than the policy of its location',
        actions: [
          's3:AssociateAccessGrantsIdentityCenter', 's3:CreateAccessGrant', 's3:CreateAccessGrantsInstance',
          's3:CreateAccessGrantsLocation', 's3:DeleteAccessGrant', 's3:DeleteAccessGrantsInstance',
          's3:DeleteAccessGrantsInstanceResourcePolicy', 's3:DeleteAccessGrantsLocation', 's3:DissociateAccessGrantsIdentityCenter',
          's3:PutAccessGrantsInstanceResourcePolicy', 's3:UpdateAccessGrantsLocation',
        ],
      },
    ],
  },
  {
    guardrailId: 'protect-buckets',
    promised: [{ services: ['s3express'], names: ['Delete*', 'Put*', 'Create*AccessPoint', 'Update*'], levels: CHANGES }],
    decided: [
      { reason: 'Removes a way in, and leaves bucket and objects', actions: ['s3express:DeleteAccessPoint'] },
      { reason: 'Defines how objects are measured', actions: ['s3express:PutMetricsConfiguration'] },
    ],
  },
  {
    guardrailId: 'deny-database-snapshot-sharing',
    promised: [{ services: ['rds'], names: ['*SnapshotAttribute*'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'deny-public-databases',
    promised: [{ services: ['rds'], names: ['CreateDBInstance*', 'CreateDBShardGroup', 'Create*Cluster', 'Restore*'], levels: CHANGES }],
    decided: [
      {
        reason: 'Has the condition key for one kind of cluster only: a limit of the guardrail',
        actions: [
          'rds:CreateDBCluster', 'rds:RestoreDBClusterFromS3', 'rds:RestoreDBClusterFromSnapshot', 'rds:RestoreDBClusterToPointInTime',
        ],
      },
      {
        reason: 'Joins clusters that exist',
        actions: ['rds:CreateGlobalCluster'],
      },
    ],
  },
  {
    guardrailId: 'require-database-encryption',
    promised: [{
      services: ['rds'],
      names: [
        'CreateDBInstance*', 'CreateDBCluster', 'Create*ShardGroup', 'Restore*FromS3',
      ],
      levels: CHANGES,
    }],
    decided: [
      {
        reason: 'A replica is encrypted if its source is',
        actions: ['rds:CreateDBInstanceReadReplica'],
      },
      {
        reason: 'Takes the storage of its cluster',
        actions: ['rds:CreateDBShardGroup'],
      },
    ],
  },
  {
    guardrailId: 'require-file-system-encryption',
    promised: [{ services: ['elasticfilesystem'], names: ['CreateFileSystem*'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'deny-public-function-urls',
    promised: [{ services: ['lambda'], names: ['*FunctionUrl*', 'AddPermission*'], levels: CHANGES }],
    decided: [
      {
        reason: 'Removes a URL or calls one',
        actions: ['lambda:DeleteFunctionUrlConfig', 'lambda:InvokeFunctionUrl'],
      },
    ],
  },
  {
    guardrailId: 'deny-external-sharing',
    promised: [{ services: ['ram'], names: ['*ResourceShare*'], levels: CHANGES }],
    decided: [
      {
        reason: 'Ends sharing, or refuses it',
        actions: [
          'ram:DeleteResourceShare', 'ram:DisassociateResourceShare', 'ram:DisassociateResourceSharePermission',
          'ram:RejectResourceShareInvitation',
        ],
      },
      {
        reason: 'Accepts resources that other accounts share',
        actions: ['ram:AcceptResourceShareInvitation'],
      },
      {
        reason: 'Defines the permissions of a share, not its principals',
        actions: ['ram:AssociateResourceSharePermission'],
      },
      {
        reason: 'Makes a share of a resource policy, which admitted the same principals before',
        actions: ['ram:PromoteResourceShareCreatedFromPolicy'],
      },
    ],
  },
  {
    guardrailId: 'deny-key-deletion',
    promised: [{ services: ['kms'], names: ['Delete*', 'Disable*', 'Schedule*', 'Disconnect*'], levels: CHANGES }],
    decided: [
      {
        reason: 'The key stays usable',
        actions: ['kms:DisableKeyRotation'],
      },
    ],
  },
  {
    guardrailId: 'protect-log-groups',
    promised: [{
      services: ['logs'],
      names: [
        'Delete*Log*', '*RetentionPolicy', '*KmsKey', '*DeletionProtection*', '*SubscriptionFilter', '*DataProtection*', '*Transformer',
      ],
      levels: CHANGES,
    }],
    decided: [
      {
        reason: 'Concerns delivery of logs of other services',
        actions: ['logs:DeleteLogDelivery'],
      },
      {
        reason: 'Detects anomalies in logs; the logs stay',
        actions: ['logs:DeleteLogAnomalyDetector'],
      },
      {
        reason: 'Concerns the intake of logs of other systems',
        actions: ['logs:DeleteSyslogConfiguration'],
      },
    ],
  },
  {
    guardrailId: 'protect-backups',
    promised: [{ services: ['backup'], names: ['*'], levels: CHANGES }],
    decided: [
      {
        reason: 'Enables, adds or restores: it weakens nothing',
        actions: [
          'backup:CopyFromBackupVault', 'backup:CopyIntoBackupVault', 'backup:CreateBackupPlan',
          'backup:CreateBackupSelection', 'backup:CreateBackupVault', 'backup:CreateFramework', 'backup:CreateLegalHold',
          'backup:CreateLogicallyAirGappedBackupVault', 'backup:CreateReportPlan', 'backup:CreateRestoreAccessBackupVault',
          'backup:CreateRestoreTestingPlan', 'backup:CreateRestoreTestingSelection', 'backup:CreateTieringConfiguration',
          'backup:StartBackupJob', 'backup:StartCopyJob', 'backup:StartReportJob', 'backup:StartRestoreJob', 'backup:StartScanJob',
        ],
      },
      {
        reason: 'Reports, frameworks and tests of restoring: no backup depends on them',
        actions: [
          'backup:DeleteFramework', 'backup:DeleteReportPlan', 'backup:DeleteRestoreTestingPlan', 'backup:DeleteRestoreTestingSelection',
          'backup:PutRestoreValidationResult', 'backup:UpdateFramework', 'backup:UpdateReportPlan', 'backup:UpdateRestoreTestingPlan',
          'backup:UpdateRestoreTestingSelection',
        ],
      },
      {
        reason: 'Finds backups',
        actions: ['backup:ListIndexedRecoveryPointsForSearch', 'backup:SearchRecoveryPoint', 'backup:UpdateRecoveryPointIndexSettings'],
      },
      {
        reason: 'Stops one job; the plan starts the next one',
        actions: ['backup:StopBackupJob'],
      },
      {
        reason: 'Moves backups to a cheaper tier, where they stay as long',
        actions: ['backup:DeleteTieringConfiguration', 'backup:UpdateTieringConfiguration'],
      },
      {
        reason: 'A way to read backups',
        actions: ['backup:DeleteBackupAccessPoint'],
      },
    ],
  },
];
