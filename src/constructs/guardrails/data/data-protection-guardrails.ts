import {
  ACCESS_POINT_ACTIONS, BACKUP_ACTIONS, BUCKET_ACTIONS, KEY_DELETION_ACTIONS, LOG_GROUP_ACTIONS, VOLUME_ACTIONS,
} from './data-protection-actions';
import type { Guardrail } from '../guardrail';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { serviceControlGuardrail } from '../shared/guardrail-builders';
import { BUCKET_RULES, LOG_GROUP_RULES } from '../shared/name-pattern-rules';
import { ENCRYPTION_RULES, listProblems } from '../shared/parameter-rules';

/** Properties of `DataProtectionGuardrails.requireObjectEncryption`. */
export interface RequireObjectEncryptionProps extends ExemptPrincipalsProps {
  /**
   * The encryptions that a request may ask for: `AES256`, `aws:kms` or `aws:kms:dsse`.
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
  /**
   * Whether to deny also the creation of access points, and changes of who uses them. No key tells their bucket, so this is denied for all
   * buckets of the accounts: for accounts that hold log archives only.
   * @default false
   */
  readonly denyAccessPoints?: boolean;
}

/** Properties of `DataProtectionGuardrails.protectLogGroups`. */
export interface ProtectLogGroupsProps extends ExemptPrincipalsProps {
  /** Names of the log groups, with `*` where any text may stand. */
  readonly logGroupNames: string[];
}

/** Guardrails that keep data, and keep it encrypted. */
export class DataProtectionGuardrails {
  /**
   * Nobody disables keys of AWS KMS, schedules their deletion, deletes their aliases, material and stores, or disconnects the stores.
   * Nobody imports key material that expires, which deletes itself.
   *
   * Source: AWS KMS Developer Guide, "Controlling access to key deletion"; Service Authorization Reference, AWS KMS; AWS KMS API Reference,
   * "ImportKeyMaterial"; the example "Deny KMS key deletion" of AWS.
   */
  public static denyKeyDeletion(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-key-deletion',
      description: 'Nobody disables or deletes keys',
      denials: [
        { sid: 'DenyKeyDeletion', actions: KEY_DELETION_ACTIONS },
        {
          sid: 'DenyKeyMaterialExpiry',
          actions: ['kms:ImportKeyMaterial'],
          conditions: { StringNotEquals: { 'kms:ExpirationModel': 'KEY_MATERIAL_DOES_NOT_EXPIRE' } },
        },
      ],
      limits: [
        'A new key policy (kms:PutKeyPolicy) can shut all others out of a key',
        'Keys in a key store of AWS CloudHSM are lost with its cluster: add deny-hsm-deletion',
      ],
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
   * Nobody creates volumes that are not encrypted, alone, with instances, or as the copy of one. Nobody requests Spot Instances and Spot
   * Fleets of the old API, whose instances a service-linked role launches and whose requests have no condition key for encryption.
   *
   * Source: Amazon EC2 User Guide, "Example policies to control access the Amazon EC2 API" (work with Amazon EBS volumes); AWS Control
   * Tower Controls Reference, "CT.EC2.PR.7" and "CT.EC2.PV.6"; Service Authorization Reference, Amazon EC2.
   */
  public static requireVolumeEncryption(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'require-volume-encryption',
      description: 'Volumes are encrypted',
      controls: ['CT.EC2.PR.7', 'CT.EC2.PV.6'],
      denials: [
        {
          sid: 'RequireVolumeEncryption',
          actions: VOLUME_ACTIONS,
          resources: ['arn:*:ec2:*:*:volume/*'],
          conditions: { Bool: { 'ec2:Encrypted': 'false' } },
        },
        { sid: 'RequireVolumeEncryptionOfSpot', actions: ['ec2:RequestSpotFleet', 'ec2:RequestSpotInstances'] },
      ],
      limits: [
        'Auto Scaling groups, and fleets that keep a capacity, launch through service-linked roles, which no service control policy '
          + 'reaches: turn the default encryption on',
        'Replaced root volumes and imported images and snapshots have no condition key for encryption: turn the default encryption on',
      ],
    }, props);
  }

  /**
   * Nobody stores or replicates objects under another encryption than those allowed, under a key of their own (SSE-C), or changes them to
   * one. Amazon S3 encrypts each object, where a request asks for nothing by the default of the bucket.
   *
   * Source: Amazon S3 User Guide, "Protecting data with server-side encryption" and "Using server-side encryption with customer-provided
   * keys (SSE-C)"; Service Authorization Reference, Amazon S3 and Amazon S3 Express.
   */
  public static requireObjectEncryption(props: RequireObjectEncryptionProps = {}): Guardrail {
    const { allowedEncryptions = ['aws:kms', 'aws:kms:dsse'], denyBucketDefault = false } = props;
    const askedFor = (key: string) => ({ StringNotEquals: { [key]: allowedEncryptions }, Null: { [key]: 'false' } });
    const { StringNotEquals, Null } = askedFor('s3:x-amz-server-side-encryption');
    return serviceControlGuardrail({
      guardrailId: 'require-object-encryption',
      description: 'Objects are stored under the encryption allowed',
      denials: [
        {
          sid: 'RequireObjectEncryption',
          actions: ['s3:PutObject', 's3:UpdateObjectEncryption'],
          conditions: denyBucketDefault ? { StringNotEquals } : { StringNotEquals, Null },
        },
        { sid: 'RequireReplicaEncryption', actions: ['s3:ReplicateObject'], conditions: { StringNotEquals, Null } },
        {
          sid: 'RequireSessionEncryption',
          actions: ['s3express:CreateSession'],
          conditions: askedFor('s3express:x-amz-server-side-encryption'),
        },
        {
          sid: 'RequireEncryptionWithoutOwnKey',
          actions: ['s3:PutObject', 's3:ReplicateObject'],
          conditions: { Null: { 's3:x-amz-server-side-encryption-customer-algorithm': 'false' } },
        },
      ],
      limits: denyBucketDefault ? [] : ['A request that asks for nothing gets the default of its bucket, which s3:PutEncryptionConfiguration changes'],
      problems: listProblems('allowed encryptions', allowedEncryptions, ENCRYPTION_RULES),
    }, props);
  }

  /**
   * Nobody creates databases that are not encrypted, from files of a backup either. A request that leaves encryption out is denied where
   * the default of the engine is none: all but Amazon Aurora, which encrypts each new cluster since February 2026, and Amazon RDS Custom.
   * Instances of Amazon Aurora, Amazon DocumentDB and Amazon Neptune use the storage of their cluster, so the cluster is compared.
   *
   * A blue/green deployment, a replica and a restored snapshot are encrypted if their source is, and stay possible. A cluster of Amazon
   * DocumentDB or Amazon Neptune that joins a global cluster has to ask for encryption itself.
   *
   * Source: Amazon RDS User Guide, "Encrypting Amazon RDS resources"; Amazon Aurora User Guide, "Encrypting Amazon Aurora resources";
   * Amazon RDS API Reference, "CreateDBInstance" and "CreateDBCluster"; AWS Control Tower Controls Reference,
   * "CT.RDS.PR.16" and "CT.RDS.PR.24"; Service Authorization Reference, Amazon RDS.
   */
  public static requireDatabaseEncryption(props: ExemptPrincipalsProps = {}): Guardrail {
    const notEncrypted = { 'rds:StorageEncrypted': 'false' };
    return serviceControlGuardrail({
      guardrailId: 'require-database-encryption',
      description: 'Databases are encrypted',
      controls: ['CT.RDS.PR.16', 'CT.RDS.PR.24'],
      denials: [
        {
          sid: 'RequireClusterEncryption',
          actions: ['rds:CreateDBCluster', 'rds:RestoreDBClusterFromS3'],
          conditions: { Bool: notEncrypted },
        },
        {
          sid: 'RequireClusterEncryptionNotLeftOut',
          actions: ['rds:CreateDBCluster'],
          resources: ['arn:*:rds:*:*:cluster:*'],
          conditions: { BoolIfExists: notEncrypted, StringNotLike: { 'rds:DatabaseEngine': ['aurora*'] } },
        },
        {
          sid: 'RequireInstanceEncryption',
          actions: ['rds:CreateDBInstance', 'rds:RestoreDBInstanceFromS3'],
          resources: ['arn:*:rds:*:*:db:*'],
          conditions: { BoolIfExists: notEncrypted, StringNotLike: { 'rds:DatabaseEngine': ['aurora*', 'custom-*', 'docdb*', 'neptune*'] } },
        },
      ],
      limits: ['A database made from a snapshot, a point in time or another database is encrypted if its source is'],
    }, props);
  }

  /**
   * Nobody creates file systems of Amazon EFS that are not encrypted, or leaves the choice out of the request.
   *
   * Source: Amazon EFS User Guide, "Example: Enforce the creation of encrypted file systems"; AWS Control Tower Controls Reference,
   * "CT.ELASTICFILESYSYSTEM.PR.1" (spelled so).
   */
  public static requireFileSystemEncryption(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'require-file-system-encryption',
      description: 'File systems are encrypted',
      controls: ['CT.ELASTICFILESYSYSTEM.PR.1'],
      denials: [{
        sid: 'RequireFileSystemEncryption',
        actions: ['elasticfilesystem:CreateFileSystem'],
        conditions: { BoolIfExists: { 'elasticfilesystem:Encrypted': 'false' } },
      }],
    }, props);
  }

  /**
   * Nobody deletes the buckets and their objects, or changes how long objects stay, how they are encrypted and who reads them: for log
   * archives. Services go on writing. Exempt the role that deploys the buckets.
   *
   * Source: AWS Organizations User Guide, "Example SCPs for Amazon S3"; AWS Control Tower Controls Reference, "Elective controls with
   * preventive behavior"; Service Authorization Reference, Amazon S3.
   */
  public static protectBuckets(props: ProtectBucketsProps): Guardrail {
    const { bucketNames, denyAccessPoints = false } = props;
    return serviceControlGuardrail({
      guardrailId: 'protect-buckets',
      description: 'Nobody deletes the buckets listed, their objects and their settings',
      controls: [
        'AWS-GR_AUDIT_BUCKET_DELETION_PROHIBITED', 'AWS-GR_AUDIT_BUCKET_ENCRYPTION_ENABLED', 'AWS-GR_AUDIT_BUCKET_LOGGING_ENABLED',
        'AWS-GR_AUDIT_BUCKET_POLICY_CHANGES_PROHIBITED', 'AWS-GR_AUDIT_BUCKET_RETENTION_POLICY',
      ],
      denials: [
        { sid: 'ProtectBuckets', actions: BUCKET_ACTIONS, resources: bucketNames.flatMap((name) => [`arn:*:s3:::${name}`, `arn:*:s3:::${name}/*`]) },
        ...(denyAccessPoints ? [{ sid: 'ProtectBucketsFromAccessPoints', actions: ACCESS_POINT_ACTIONS }] : []),
      ],
      limits: [
        'Who may write can write over an object: turn versioning on, so that the old object stays as a version',
        'Where a lifecycle rule goes by tags, a new tag (s3:PutObjectTagging) expires an object',
        'Objects cannot be read once their key is deleted: add deny-key-deletion',
        ...(denyAccessPoints ? [] : ['Access points are resources of their own, whose requests name no bucket: set denyAccessPoints']),
      ],
      problems: listProblems('bucket names', bucketNames, BUCKET_RULES),
    }, props);
  }

  /**
   * Nobody deletes the log groups, shortens how long they keep logs, or changes their key, filters, transformers and deletion protection.
   *
   * Source: AWS Organizations User Guide, "Example SCPs for Amazon CloudWatch"; Amazon CloudWatch Logs User Guide, "Protecting log groups
   * from deletion"; Service Authorization Reference, Amazon CloudWatch Logs.
   */
  public static protectLogGroups(props: ProtectLogGroupsProps): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-log-groups',
      description: 'Nobody deletes the log groups listed or changes how they keep and encrypt logs',
      controls: ['AWS-GR_LOG_GROUP_POLICY'],
      denials: [{
        sid: 'ProtectLogGroups',
        actions: LOG_GROUP_ACTIONS,
        resources: props.logGroupNames.flatMap((name) => [`arn:*:logs:*:*:log-group:${name}`, `arn:*:logs:*:*:log-group:${name}:*`]),
      }],
      limits: [
        'Policies for all log groups of an account name none of them: logs:PutAccountPolicy',
        'Logs cannot be read once their key is deleted: add deny-key-deletion',
      ],
      problems: listProblems('log group names', props.logGroupNames, LOG_GROUP_RULES),
    }, props);
  }

  /**
   * Nobody deletes backups, their vaults, locks and plans, or takes a backup out of AWS Backup. Nobody changes how long backups stay, who
   * reaches them and who has to approve that. Approval teams belong to the account that created them: attach it there too.
   *
   * Source: AWS Backup Developer Guide, "Identity and access management in AWS Backup" and "Requester tasks" (multi-party approval);
   * Service Authorization Reference, AWS Backup and AWS Multi-party approval.
   */
  public static protectBackups(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-backups',
      description: 'Nobody deletes backups or changes their vaults and plans',
      denials: [{ sid: 'ProtectBackups', actions: BACKUP_ACTIONS }],
      limits: [
        'A backup that runs can be stopped: backup:StopBackupJob',
        'Backups cannot be restored once their key is deleted: add deny-key-deletion',
      ],
    }, props);
  }

  private constructor() {}
}
