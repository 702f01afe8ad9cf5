import type { ExemptPrincipalsProps } from './exempt-principals';
import type { Guardrail } from './guardrail';
import { serviceControlGuardrail } from './guardrail-builders';
import { BUCKET_RULES, ENCRYPTION_RULES, listProblems, LOG_GROUP_RULES } from './parameter-rules';

/** Properties of `DataProtectionGuardrails.requireObjectEncryption`. */
export interface RequireObjectEncryptionProps extends ExemptPrincipalsProps {
  /**
   * What a request may ask for: `AES256`, `aws:kms` or `aws:kms:dsse`.
   * @default - `aws:kms` and `aws:kms:dsse`
   */
  readonly allowedEncryptions?: string[];
  /**
   * Whether each request must ask for it, so that none is left to the default of its bucket.
   * @default false
   */
  readonly denyBucketDefault?: boolean;
}

/** Properties of `DataProtectionGuardrails.protectBuckets`. */
export interface ProtectBucketsProps extends ExemptPrincipalsProps {
  /** Names of the buckets, with `*` where any text may stand. */
  readonly bucketNames: string[];
}

/** Properties of `DataProtectionGuardrails.protectLogGroups`. */
export interface ProtectLogGroupsProps extends ExemptPrincipalsProps {
  /** Names of the log groups, with `*` where any text may stand. */
  readonly logGroupNames: string[];
}

/** Guardrails that keep data, and keep it encrypted. */
export class DataProtectionGuardrails {
  /**
   * Nobody disables keys of AWS KMS, schedules their deletion, or deletes their material and stores.
   *
   * Source: AWS KMS Developer Guide, "Controlling access to key deletion".
   */
  public static denyKeyDeletion(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-key-deletion',
      description: 'Nobody disables or deletes keys',
      denials: [{
        sid: 'DenyKeyDeletion',
        actions: ['kms:DeleteCustomKeyStore', 'kms:DeleteImportedKeyMaterial', 'kms:DisableKey', 'kms:ScheduleKeyDeletion'],
      }],
    }, props);
  }

  /**
   * Nobody turns the encryption of new volumes by default off. Turn it on first, in each Region.
   *
   * Source: Amazon EBS User Guide, "Enable Amazon EBS encryption by default".
   */
  public static protectVolumeEncryptionDefault(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-volume-encryption-default',
      description: 'Nobody turns the default encryption of volumes off',
      denials: [{ sid: 'ProtectVolumeEncryptionDefault', actions: ['ec2:DisableEbsEncryptionByDefault'] }],
    }, props);
  }

  /**
   * Nobody creates volumes that are not encrypted, alone, with instances, or as the copy of one.
   *
   * Source: Amazon EC2 User Guide, "Example policies to control access the Amazon EC2 API" (work with Amazon EBS volumes).
   */
  public static requireVolumeEncryption(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'require-volume-encryption',
      description: 'Volumes are encrypted',
      denials: [{
        sid: 'RequireVolumeEncryption',
        actions: [
          'ec2:CopyVolumes', 'ec2:CreateFleet', 'ec2:CreateVolume', 'ec2:ImportInstance', 'ec2:ImportVolume', 'ec2:RunInstances',
        ],
        resources: ['arn:*:ec2:*:*:volume/*'],
        conditions: { Bool: { 'ec2:Encrypted': 'false' } },
      }],
    }, props);
  }

  /**
   * Nobody stores objects under another encryption than those allowed, or changes them to one. Amazon S3 encrypts each object, where a
   * request asks for nothing by the default of the bucket.
   *
   * Source: Amazon S3 User Guide, "Protecting data with server-side encryption".
   */
  public static requireObjectEncryption(props: RequireObjectEncryptionProps = {}): Guardrail {
    const { allowedEncryptions = ['aws:kms', 'aws:kms:dsse'], denyBucketDefault = false } = props;
    return serviceControlGuardrail({
      guardrailId: 'require-object-encryption',
      description: 'Objects are stored under the encryption allowed',
      denials: [{
        sid: 'RequireObjectEncryption',
        actions: ['s3:PutObject', 's3:UpdateObjectEncryption'],
        conditions: {
          StringNotEquals: { 's3:x-amz-server-side-encryption': allowedEncryptions },
          ...(denyBucketDefault ? {} : { Null: { 's3:x-amz-server-side-encryption': 'false' } }),
        },
      }],
      problems: listProblems('allowed encryptions', allowedEncryptions, ENCRYPTION_RULES),
    }, props);
  }

  /**
   * Nobody creates databases that are not encrypted, from files of a backup either. Instances of Amazon Aurora, Amazon DocumentDB and
   * Amazon Neptune take the storage of their cluster, which is what is asked for them.
   *
   * What is made of a database that is there, such as a blue/green deployment, a replica or a restored snapshot, is encrypted if that is,
   * and stays possible.
   *
   * Source: Amazon RDS User Guide, "Encrypting Amazon RDS resources".
   */
  public static requireDatabaseEncryption(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'require-database-encryption',
      description: 'Databases are encrypted',
      denials: [
        {
          sid: 'RequireClusterEncryption',
          actions: ['rds:CreateDBCluster', 'rds:RestoreDBClusterFromS3'],
          conditions: { Bool: { 'rds:StorageEncrypted': 'false' } },
        },
        {
          sid: 'RequireInstanceEncryption',
          actions: ['rds:CreateDBInstance', 'rds:RestoreDBInstanceFromS3'],
          conditions: {
            Bool: { 'rds:StorageEncrypted': 'false' },
            StringNotLike: { 'rds:DatabaseEngine': ['aurora*', 'docdb*', 'neptune*'] },
          },
        },
      ],
    }, props);
  }

  /**
   * Nobody creates file systems of Amazon EFS that are not encrypted.
   *
   * Source: Amazon EFS User Guide, "Enforcing the creation of encrypted file systems".
   */
  public static requireFileSystemEncryption(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'require-file-system-encryption',
      description: 'File systems are encrypted',
      denials: [{
        sid: 'RequireFileSystemEncryption',
        actions: ['elasticfilesystem:CreateFileSystem'],
        conditions: { Bool: { 'elasticfilesystem:Encrypted': 'false' } },
      }],
    }, props);
  }

  /**
   * Nobody deletes the buckets and what lies in them, or changes how long it stays and who reads it: for log archives. Services go on
   * writing. Exempt the role that deploys the buckets.
   *
   * Who may write can write over an object, which is the same request as writing a new one: turn versioning on, so that what was there
   * stays as a version.
   *
   * Source: AWS Organizations User Guide, "Example SCPs for Amazon S3".
   */
  public static protectBuckets(props: ProtectBucketsProps): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-buckets',
      description: 'Nobody deletes the buckets listed, their objects and their settings',
      denials: [{
        sid: 'ProtectBuckets',
        actions: [
          's3:BypassGovernanceRetention', 's3:DeleteBucket', 's3:DeleteBucketPolicy', 's3:DeleteObject', 's3:DeleteObjectTagging',
          's3:DeleteObjectVersion', 's3:DeleteObjectVersionTagging', 's3:PutBucketAcl', 's3:PutBucketObjectLockConfiguration',
          's3:PutBucketPolicy', 's3:PutBucketPublicAccessBlock', 's3:PutBucketVersioning', 's3:PutEncryptionConfiguration',
          's3:PutLifecycleConfiguration', 's3:PutObjectAcl', 's3:PutObjectLegalHold', 's3:PutObjectRetention', 's3:PutObjectVersionAcl',
          's3:PutReplicationConfiguration',
        ],
        resources: props.bucketNames.flatMap((name) => [`arn:*:s3:::${name}`, `arn:*:s3:::${name}/*`]),
      }],
      problems: listProblems('bucket names', props.bucketNames, BUCKET_RULES),
    }, props);
  }

  /**
   * Nobody deletes the log groups or shortens how long they keep logs.
   *
   * Source: AWS Organizations User Guide, "Example SCPs for Amazon CloudWatch".
   */
  public static protectLogGroups(props: ProtectLogGroupsProps): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-log-groups',
      description: 'Nobody deletes the log groups listed or changes how long they keep logs',
      denials: [{
        sid: 'ProtectLogGroups',
        actions: [
          'logs:DeleteLogGroup', 'logs:DeleteLogStream', 'logs:DeleteRetentionPolicy', 'logs:DeleteSubscriptionFilter',
          'logs:PutRetentionPolicy',
        ],
        resources: props.logGroupNames.flatMap((name) => [`arn:*:logs:*:*:log-group:${name}`, `arn:*:logs:*:*:log-group:${name}:*`]),
      }],
      problems: listProblems('log group names', props.logGroupNames, LOG_GROUP_RULES),
    }, props);
  }

  /**
   * Nobody deletes backups, their vaults, locks and plans, gives a backup out of the hand of AWS Backup, or changes how long they stay and
   * who reaches them.
   *
   * Source: AWS Backup Developer Guide, "Identity and access management in AWS Backup".
   */
  public static protectBackups(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-backups',
      description: 'Nobody deletes backups or changes their vaults and plans',
      denials: [{
        sid: 'ProtectBackups',
        actions: [
          'backup:DeleteBackupPlan', 'backup:DeleteBackupSelection', 'backup:DeleteBackupVault', 'backup:DeleteBackupVaultAccessPolicy',
          'backup:DeleteBackupVaultLockConfiguration', 'backup:DeleteBackupVaultNotifications', 'backup:DeleteRecoveryPoint',
          'backup:DisassociateRecoveryPoint', 'backup:PutBackupVaultAccessPolicy', 'backup:PutBackupVaultLockConfiguration',
          'backup:PutBackupVaultNotifications', 'backup:UpdateBackupPlan', 'backup:UpdateRecoveryPointLifecycle', 'backup:UpdateRegionSettings',
        ],
      }],
    }, props);
  }

  private constructor() {}
}
