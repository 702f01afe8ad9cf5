import {
  ACCESS_POINT_ACTIONS, BACKUP_ACTIONS, BUCKET_ACTIONS, DIRECTORY_BUCKET_ACTIONS, KEY_DELETION_ACTIONS, LOG_GROUP_ACTIONS,
  OBJECT_ACL_ACTIONS, VOLUME_ACTIONS,
} from './data-protection-actions';
import type { Guardrail } from '../guardrail';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { serviceControlGuardrail } from '../shared/guardrail-builders';
import { BUCKET_RULES, LOG_GROUP_RULES } from '../shared/name-pattern-rules';
import { ENCRYPTION_RULES, listProblems } from '../shared/parameter-rules';

/** Properties of `DataProtectionGuardrails.requireObjectEncryption`. */
export interface RequireObjectEncryptionProps extends ExemptPrincipalsProps {
  /**
   * The encryptions that a request can use: `AES256`, `aws:kms` or `aws:kms:dsse`.
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/serv-side-encryption.html
   * @default - `aws:kms` and `aws:kms:dsse`
   */
  readonly allowedEncryptions?: string[];
  /**
   * Whether to deny storing objects without an encryption, which would get the default of the bucket. Replicas and sessions of directory
   * buckets can still rely on it.
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/serv-side-encryption.html
   * @default false
   */
  readonly denyBucketDefault?: boolean;
}

/** Properties of `DataProtectionGuardrails.protectBuckets`. */
export interface ProtectBucketsProps extends ExemptPrincipalsProps {
  /**
   * Names of the buckets, with `*` as a wildcard.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_s3.html
   */
  readonly bucketNames: string[];
  /**
   * Whether to also deny creating access points and changing who can use them. No condition key contains their bucket, so this applies to
   * all buckets of the accounts. Use it for accounts that contain only log archives.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_s3.html
   * @default false
   */
  readonly denyAccessPoints?: boolean;
}

/** Properties of `DataProtectionGuardrails.protectLogGroups`. */
export interface ProtectLogGroupsProps extends ExemptPrincipalsProps {
  /**
   * Names of the log groups, with `*` as a wildcard.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_logs.html
   */
  readonly logGroupNames: string[];
}

/** A name, with or without wildcards, that a directory bucket can have. */
const DIRECTORY_BUCKET = /[*?]|--x-s3$/;

const SESSION_LIMIT = 'A session of a directory bucket that can write objects can delete them too: s3express:CreateSession';

/**
 * Guardrails that protect data and its encryption.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 *
 * @example
 * declare const organization: Organization;
 * organization.root.attachPolicy(new ServiceControlPolicy(this, 'Data', {
 *   guardrails: [
 *     DataProtectionGuardrails.denyKeyDeletion({ exemptPrincipals: ['arn:*:iam::*:role/security/*'] }),
 *     DataProtectionGuardrails.requireVolumeEncryption(),
 *     DataProtectionGuardrails.protectBuckets({ bucketNames: ['log-archive-*'] }),
 *   ],
 * }));
 */
export class DataProtectionGuardrails {
  /**
   * Denies disabling AWS KMS keys, scheduling their deletion, and deleting their aliases, key material and key stores. Also denies
   * disconnecting key stores and importing key material that expires, since AWS KMS deletes it at that time.
   *
   * Source: AWS KMS Developer Guide, "Controlling access to key deletion"; Service Authorization Reference, AWS KMS; AWS KMS API Reference,
   * "ImportKeyMaterial"; the example "Deny KMS key deletion" of AWS.
   */
  public static denyKeyDeletion(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-key-deletion',
      description: 'Denies disabling and deleting keys',
      denials: [
        { sid: 'DenyKeyDeletion', actions: KEY_DELETION_ACTIONS },
        {
          sid: 'DenyKeyMaterialExpiry',
          actions: ['kms:ImportKeyMaterial'],
          conditions: { StringNotEquals: { 'kms:ExpirationModel': 'KEY_MATERIAL_DOES_NOT_EXPIRE' } },
        },
      ],
      limits: [
        'A new key policy (kms:PutKeyPolicy) can exclude all other principals from a key',
        'Keys in an AWS CloudHSM key store are lost with its cluster: add deny-hsm-deletion',
      ],
    }, props);
  }

  /**
   * Denies turning off EBS encryption by default. Turn it on first, in each Region.
   *
   * Source: Amazon EBS User Guide, "Enable Amazon EBS encryption by default".
   */
  public static protectVolumeEncryptionDefault(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-volume-encryption-default',
      description: 'Denies turning off EBS encryption by default',
      denials: [{ sid: 'ProtectVolumeEncryptionDefault', actions: ['ec2:DisableEbsEncryptionByDefault'] }],
    }, props);
  }

  /**
   * Denies creating unencrypted volumes, alone, with instances or as a copy. Also denies legacy requests of Spot Instances and Spot
   * Fleets: a service-linked role launches their instances, and their requests have no condition key for encryption.
   *
   * Source: Amazon EC2 User Guide, "Example policies to control access the Amazon EC2 API" (work with Amazon EBS volumes); AWS Control
   * Tower Controls Reference, "CT.EC2.PR.7" and "CT.EC2.PV.6"; Service Authorization Reference, Amazon EC2.
   */
  public static requireVolumeEncryption(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'require-volume-encryption',
      description: 'Requires encryption of EBS volumes',
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
        'Auto Scaling groups, and fleets that maintain a capacity, launch instances with service-linked roles, which service control '
          + 'policies do not restrict: turn on encryption by default',
        'Replaced root volumes and imported images and snapshots have no condition key for encryption: turn on encryption by default',
      ],
    }, props);
  }

  /**
   * Denies storing and replicating objects with an encryption that is not allowed or with a customer-provided key (SSE-C), and changing
   * objects to it. Amazon S3 encrypts every object; a request without encryption settings gets the default of the bucket.
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
      description: 'Requires an allowed encryption of S3 objects',
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
      limits: [denyBucketDefault
        ? 'Replicas and sessions of directory buckets without encryption settings get the default of their bucket: s3:ReplicateObject, s3express:CreateSession'
        : 'A request without encryption settings gets the default of its bucket, which s3:PutEncryptionConfiguration can change'],
      problems: listProblems('allowed encryptions', allowedEncryptions, ENCRYPTION_RULES),
    }, props);
  }

  /**
   * Denies creating unencrypted databases, including from backup files. A request that omits encryption is denied if the engine does not
   * encrypt by default. Only Amazon Aurora, which encrypts each new cluster since February 2026, and Amazon RDS Custom do; RDS Custom
   * accepts no other setting. Instances of Amazon Aurora, Amazon DocumentDB and Amazon Neptune use the storage of their cluster, so the
   * guardrail checks the cluster.
   *
   * Blue/green deployments, replicas and restored snapshots stay possible; they are encrypted if their source is. A cluster of Amazon
   * DocumentDB or Amazon Neptune that joins a global cluster must request encryption itself.
   *
   * Source: Amazon RDS User Guide, "Encrypting Amazon RDS resources"; Amazon Aurora User Guide, "Encrypting Amazon Aurora resources";
   * Amazon RDS API Reference, "CreateDBInstance" and "CreateDBCluster"; AWS Control Tower Controls Reference,
   * "CT.RDS.PR.16" and "CT.RDS.PR.24"; Service Authorization Reference, Amazon RDS.
   */
  public static requireDatabaseEncryption(props: ExemptPrincipalsProps = {}): Guardrail {
    const notEncrypted = { 'rds:StorageEncrypted': 'false' };
    return serviceControlGuardrail({
      guardrailId: 'require-database-encryption',
      description: 'Requires encryption of databases',
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
      limits: ['A database that is restored from a snapshot or a point in time, or copied from another database, is encrypted only if its source is'],
    }, props);
  }

  /**
   * Denies creating unencrypted Amazon EFS file systems, and requests that omit encryption.
   *
   * Source: Amazon EFS User Guide, "Example: Enforce the creation of encrypted file systems"; AWS Control Tower Controls Reference,
   * "CT.ELASTICFILESYSYSTEM.PR.1" (spelled so).
   */
  public static requireFileSystemEncryption(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'require-file-system-encryption',
      description: 'Requires encryption of file systems',
      controls: ['CT.ELASTICFILESYSYSTEM.PR.1'],
      denials: [{
        sid: 'RequireFileSystemEncryption',
        actions: ['elasticfilesystem:CreateFileSystem'],
        conditions: { BoolIfExists: { 'elasticfilesystem:Encrypted': 'false' } },
      }],
    }, props);
  }

  /**
   * Denies deleting the buckets and their objects, for log archives. Also denies changing how long objects stay, how they are encrypted
   * and who can read them. Services continue to write, also with the access control list `bucket-owner-full-control`, which gives access
   * only to the owners of the bucket and of the object. Exempt the role that deploys the buckets.
   *
   * A directory bucket is covered, except its objects: a session, which the guardrail allows, authorizes writing and deleting together.
   *
   * Source: AWS Organizations User Guide, "Example SCPs for Amazon S3"; AWS Control Tower Controls Reference, "Elective controls with
   * preventive behavior"; Service Authorization Reference, Amazon S3 and Amazon S3 Express.
   */
  public static protectBuckets(props: ProtectBucketsProps): Guardrail {
    const { bucketNames, denyAccessPoints = false } = props;
    const directoryBuckets = bucketNames.filter((name) => DIRECTORY_BUCKET.test(name));
    return serviceControlGuardrail({
      guardrailId: 'protect-buckets',
      description: 'Denies deleting the listed buckets and their objects, and changing their settings',
      controls: [
        'AWS-GR_AUDIT_BUCKET_DELETION_PROHIBITED', 'AWS-GR_AUDIT_BUCKET_ENCRYPTION_ENABLED', 'AWS-GR_AUDIT_BUCKET_LOGGING_ENABLED',
        'AWS-GR_AUDIT_BUCKET_POLICY_CHANGES_PROHIBITED', 'AWS-GR_AUDIT_BUCKET_RETENTION_POLICY',
      ],
      denials: [
        { sid: 'ProtectBuckets', actions: BUCKET_ACTIONS, resources: bucketNames.flatMap((name) => [`arn:*:s3:::${name}`, `arn:*:s3:::${name}/*`]) },
        // AWS Config and other writers send this list with an ordinary role. A request with another list, or one in its body, is denied.
        {
          sid: 'ProtectObjectAcls',
          actions: OBJECT_ACL_ACTIONS,
          resources: bucketNames.map((name) => `arn:*:s3:::${name}/*`),
          conditions: { StringNotEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } },
        },
        ...(directoryBuckets.length === 0 ? [] : [{
          sid: 'ProtectDirectoryBuckets',
          actions: DIRECTORY_BUCKET_ACTIONS,
          resources: directoryBuckets.map((name) => `arn:*:s3express:*:*:bucket/${name}`),
        }]),
        ...(denyAccessPoints ? [{ sid: 'ProtectBucketsFromAccessPoints', actions: ACCESS_POINT_ACTIONS }] : []),
      ],
      limits: [
        'Principals that can write can overwrite an object: turn on versioning, so that the old object stays as a version',
        'If a lifecycle rule uses tags, a new tag (s3:PutObjectTagging, s3:PutObjectVersionTagging) can make an object expire',
        'Objects cannot be read once their key is deleted: add deny-key-deletion',
        ...(directoryBuckets.length === 0 ? [] : [SESSION_LIMIT]),
        'Grants of Amazon S3 Access Grants name no bucket: s3:CreateAccessGrant',
        ...(denyAccessPoints ? ['Objects can be deleted through an access point that exists already']
          : ['Access points are separate resources, and their requests do not contain the bucket: set denyAccessPoints']),
      ],
      problems: listProblems('bucket names', bucketNames, BUCKET_RULES),
    }, props);
  }

  /**
   * Denies deleting the log groups, shortening their retention, and changing their key, filters, transformers, pipelines and deletion
   * protection.
   *
   * Source: AWS Organizations User Guide, "Example SCPs for Amazon CloudWatch"; Amazon CloudWatch Logs User Guide, "Protecting log groups
   * from deletion"; Service Authorization Reference, Amazon CloudWatch Logs.
   */
  public static protectLogGroups(props: ProtectLogGroupsProps): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-log-groups',
      description: 'Denies deleting the listed log groups and changing their retention and encryption',
      controls: ['AWS-GR_LOG_GROUP_POLICY'],
      denials: [{
        sid: 'ProtectLogGroups',
        actions: LOG_GROUP_ACTIONS,
        resources: props.logGroupNames.flatMap((name) => [`arn:*:logs:*:*:log-group:${name}`, `arn:*:logs:*:*:log-group:${name}:*`]),
      }],
      limits: [
        'Account-level policies apply to all log groups and name none of them: logs:PutAccountPolicy',
        'Telemetry pipelines can drop events and name no log group: logs:PutPipelineRule, observabilityadmin:CreateTelemetryPipeline',
        'Logs cannot be read once their key is deleted: add deny-key-deletion',
      ],
      problems: listProblems('log group names', props.logGroupNames, LOG_GROUP_RULES),
    }, props);
  }

  /**
   * Denies deleting backups, their vaults, vault locks and plans, and removing a backup from AWS Backup. Also denies changing how long
   * backups stay, who can access them and who must approve that. Approval teams belong to the account that created them: attach the
   * guardrail there too.
   *
   * Source: AWS Backup Developer Guide, "Identity and access management in AWS Backup" and "Requester tasks" (multi-party approval);
   * Service Authorization Reference, AWS Backup and AWS Multi-party approval.
   */
  public static protectBackups(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-backups',
      description: 'Denies deleting backups and changing their vaults and plans',
      denials: [{ sid: 'ProtectBackups', actions: BACKUP_ACTIONS }],
      limits: [
        'A running backup can be stopped: backup:StopBackupJob',
        'Backups cannot be restored once their key is deleted: add deny-key-deletion',
      ],
    }, props);
  }

  private constructor() {}
}
