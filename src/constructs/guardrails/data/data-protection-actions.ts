/** Actions that delete keys or make them unusable. */
export const KEY_DELETION_ACTIONS = [
  'kms:DeleteAlias', 'kms:DeleteCustomKeyStore', 'kms:DeleteImportedKeyMaterial', 'kms:DisableKey', 'kms:DisconnectCustomKeyStore',
  'kms:ScheduleKeyDeletion', 'kms:UpdateCustomKeyStore',
];

/** Actions that create volumes, alone or with instances, and have a condition key for their encryption. */
export const VOLUME_ACTIONS = [
  'ec2:CopyVolumes', 'ec2:CreateFleet', 'ec2:CreateVolume', 'ec2:ImportInstance', 'ec2:ImportVolume', 'ec2:RunInstances',
];

/** Actions that delete a bucket and its objects, or change its settings. */
export const BUCKET_ACTIONS = [
  's3:BypassGovernanceRetention', 's3:DeleteBucket', 's3:DeleteBucketPolicy', 's3:DeleteObject', 's3:DeleteObjectAnnotation',
  's3:DeleteObjectTagging', 's3:DeleteObjectVersion', 's3:DeleteObjectVersionAnnotation', 's3:DeleteObjectVersionTagging', 's3:PutBucketAbac',
  's3:PutBucketAcl', 's3:PutBucketLogging', 's3:PutBucketNotification', 's3:PutBucketObjectLockConfiguration', 's3:PutBucketOwnershipControls',
  's3:PutBucketPolicy', 's3:PutBucketPublicAccessBlock', 's3:PutBucketVersioning', 's3:PutEncryptionConfiguration',
  's3:PutIntelligentTieringConfiguration', 's3:PutInventoryConfiguration', 's3:PutLifecycleConfiguration', 's3:PutObjectLegalHold',
  's3:PutObjectRetention', 's3:PutReplicationConfiguration', 's3:ReplicateDelete', 's3:UpdateObjectEncryption',
];

/** Actions that set the access control list of an object, which some services do when they write it. */
export const OBJECT_ACL_ACTIONS = ['s3:PutObjectAcl', 's3:PutObjectVersionAcl'];

/** Actions that delete a directory bucket or change its settings. Sessions, not actions, authorize changes of its objects. */
export const DIRECTORY_BUCKET_ACTIONS = [
  's3express:DeleteBucket', 's3express:DeleteBucketPolicy', 's3express:PutBucketPolicy', 's3express:PutEncryptionConfiguration',
  's3express:PutInventoryConfiguration', 's3express:PutLifecycleConfiguration',
];

/** Actions that create access points of buckets or change who can use them. No condition key contains the bucket. */
export const ACCESS_POINT_ACTIONS = [
  's3:CreateAccessPoint', 's3:CreateAccessPointForObjectLambda', 's3:CreateMultiRegionAccessPoint', 's3:DeleteAccessPointPolicy',
  's3:DeleteAccessPointPolicyForObjectLambda', 's3:PutAccessPointPolicy', 's3:PutAccessPointPolicyForObjectLambda',
  's3:PutMultiRegionAccessPointPolicy', 's3express:CreateAccessPoint', 's3express:DeleteAccessPointPolicy',
  's3express:DeleteAccessPointScope', 's3express:PutAccessPointPolicy', 's3express:PutAccessPointScope',
];

/** Actions that delete, transform or redirect logs, shorten their retention or make them unreadable. */
export const LOG_GROUP_ACTIONS = [
  'logs:AssociateKmsKey', 'logs:DeleteDataProtectionPolicy', 'logs:DeleteLogGroup', 'logs:DeleteLogStream', 'logs:DeleteMetricFilter',
  'logs:DeleteRetentionPolicy', 'logs:DeleteSubscriptionFilter', 'logs:DeleteTransformer', 'logs:DisassociateKmsKey',
  'logs:ProcessWithPipeline', 'logs:PutDataProtectionPolicy', 'logs:PutLogGroupDeletionProtection', 'logs:PutMetricFilter',
  'logs:PutRetentionPolicy', 'logs:PutSubscriptionFilter', 'logs:PutTransformer',
];

/** Actions that delete backups, remove them from AWS Backup, or change their vaults, plans, legal holds and approval teams. */
export const BACKUP_ACTIONS = [
  'backup:AssociateBackupVaultMpaApprovalTeam', 'backup:CancelLegalHold', 'backup:CreateBackupAccessPoint', 'backup:DeleteBackupPlan',
  'backup:DeleteBackupSelection',
  'backup:DeleteBackupVault', 'backup:DeleteBackupVaultAccessPolicy', 'backup:DeleteBackupVaultLockConfiguration',
  'backup:DeleteBackupVaultNotifications', 'backup:DeleteBackupVaultSharingPolicy', 'backup:DeleteRecoveryPoint',
  'backup:DisassociateBackupVaultMpaApprovalTeam', 'backup:DisassociateRecoveryPoint', 'backup:DisassociateRecoveryPointFromParent',
  'backup:PutBackupVaultAccessPolicy', 'backup:PutBackupVaultLockConfiguration', 'backup:PutBackupVaultNotifications',
  'backup:PutBackupVaultSharingPolicy', 'backup:RevokeRestoreAccessBackupVault', 'backup:UpdateBackupPlan', 'backup:UpdateGlobalSettings',
  'backup:UpdateRecoveryPointLifecycle', 'backup:UpdateRegionSettings', 'mpa:DeleteIdentitySource', 'mpa:DeleteInactiveApprovalTeamVersion',
  'mpa:StartActiveApprovalTeamDeletion', 'mpa:UpdateApprovalTeam',
];
