import type { Duration } from 'aws-cdk-lib';
import type { BackupResourceSelection, BackupTagSelection } from './backup-policy-selection';
import type { ChildControl } from '../management/child-control';

/** Resource types whose backups can be indexed for search. */
export enum BackupIndexResourceType {
  /** Amazon EBS. */
  EBS = 'EBS',
  /** Amazon S3. */
  S3 = 'S3',
}

/** How Amazon GuardDuty scans backups for malware. */
export enum BackupScanMode {
  /** Scans the data that changed since the last scan. */
  INCREMENTAL_SCAN = 'INCREMENTAL_SCAN',
  /** Scans all data. */
  FULL_SCAN = 'FULL_SCAN',
}

/** Resource types whose backups Amazon GuardDuty scans for malware. */
export enum BackupScanResourceType {
  /** Amazon EBS. */
  EBS = 'EBS',
  /** Amazon EC2. */
  EC2 = 'EC2',
  /** Amazon S3. */
  S3 = 'S3',
  /** All of these types. */
  ALL = 'ALL',
}

/** The lifecycle of backups: when they move to cold storage and when they expire. */
export interface BackupLifecycle {
  /**
   * The age, in whole days, at which a backup moves to cold storage.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-rules
   * @default - backups do not move to cold storage
   */
  readonly moveToColdStorageAfter?: Duration;
  /**
   * The age, in whole days, at which a backup is deleted. It must exceed `moveToColdStorageAfter` by at least 90 days. A continuous backup
   * can be kept for at most 35 days.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-rules
   * @default - backups do not expire
   */
  readonly deleteAfter?: Duration;
  /**
   * Whether to move backups of all resources that support it to the archive (cold) storage tier, after `moveToColdStorageAfter`.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-rules
   * @default - not set by this policy
   */
  readonly optInToArchive?: boolean;
}

/** An action that copies each backup to another vault. */
export interface BackupPolicyCopyAction extends BackupLifecycle {
  /**
   * ARN of the vault. Use `$account` for a vault in the account of the backup, or the ID of another account.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-rules
   */
  readonly vaultArn: string;
}

/** A rule that defines when backups are created, where they are stored and when they expire. */
export interface BackupPolicyRule extends BackupLifecycle {
  /**
   * Name of the rule, unique in the plan.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-rules
   */
  readonly ruleName: string;
  /**
   * The schedule of the backups in UTC, as `cron(minute hour day month weekday year)`, such as `cron(0 5 ? * * *)`.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-rules
   */
  readonly scheduleExpression: string;
  /**
   * Name of the vault. Each account must have a vault of this name in each Region of the plan.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-rules
   */
  readonly vaultName: string;
  /**
   * ARN of a logically air-gapped vault: `arn:aws:backup:$region:$account:backup-vault:<name>`. AWS Backup replaces `$region` and
   * `$account` with the Region and the account of the backup. It accepts no other Region or account.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-rules
   * @default - none
   */
  readonly airGappedVaultArn?: string;
  /**
   * The time within which a backup job must start, at least 60 minutes.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-rules
   * @default - the default of AWS Backup
   */
  readonly startWindow?: Duration;
  /**
   * The time within which a backup job must complete after it has started.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-rules
   * @default - the default of AWS Backup
   */
  readonly completionWindow?: Duration;
  /**
   * Whether to create continuous backups, which support point-in-time recovery. They need a `deleteAfter` of at most 35 days and cannot
   * move to cold storage.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-rules
   * @default - not set by this policy: AWS Backup creates snapshots only
   */
  readonly continuousBackup?: boolean;
  /**
   * Copies of each backup in other vaults, one for each vault.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-rules
   * @default - none
   */
  readonly copyActions?: BackupPolicyCopyAction[];
  /**
   * Tags that AWS Backup adds to the backups.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-rules
   * @default - none
   */
  readonly recoveryPointTags?: { [key: string]: string };
  /**
   * Resource types whose backups are indexed for search.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-rules
   * @default - none
   */
  readonly indexResourceTypes?: BackupIndexResourceType[];
  /**
   * How backups are scanned for malware. Requires `malwareScan` in the plan.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-rules
   * @default - backups are not scanned
   */
  readonly scanMode?: BackupScanMode;
}

/** The backups that Amazon GuardDuty scans for malware, and the role that it uses. */
export interface BackupPolicyMalwareScan {
  /**
   * Resource types whose backups are scanned.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#scan-settings
   */
  readonly resourceTypes: BackupScanResourceType[];
  /**
   * ARN of the role of the scanner, such as `arn:aws:iam::$account:role/Scanner`. AWS Backup replaces `$account` with the ID of each
   * account.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#scan-settings
   */
  readonly scannerRoleArn: string;
}

/** A backup plan that AWS Backup creates in the accounts. */
export interface BackupPolicyPlan {
  /**
   * Name of the plan, unique in the policy.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-syntax-components
   */
  readonly planName: string;
  /**
   * The rules, each with its schedule and its vault.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-rules
   */
  readonly rules: BackupPolicyRule[];
  /**
   * Codes of the Regions whose resources are backed up.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-plan-regions
   */
  readonly regions: string[];
  /**
   * Whether the plan changes a plan of the same name that a policy further up defines. Its settings then replace the inherited ones, and it
   * can leave out the selections.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-example-5
   * @default false
   */
  readonly completesInheritedPlan?: boolean;
  /**
   * The changes that policies further down may make to the plan. With `ChildControl.NONE` here, and `ChildControl.only` with
   * `InheritanceOperator.APPEND` for the policy, they can add plans and cannot change this one.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-example-4
   * @default - `childControl` of the policy applies
   */
  readonly childControl?: ChildControl;
  /**
   * The resources to back up, selected by tag. Give either this or `resourceSelections`.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-plan-selections
   * @default - `resourceSelections` selects the resources
   */
  readonly tagSelections?: BackupTagSelection[];
  /**
   * The resources to back up, selected by type. Give either this or `tagSelections`.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-plan-selections
   * @default - `tagSelections` selects the resources
   */
  readonly resourceSelections?: BackupResourceSelection[];
  /**
   * Whether to create application-consistent backups (VSS) of Windows instances of Amazon EC2.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#advanced-backup-settings
   * @default - not set by this policy
   */
  readonly windowsVss?: boolean;
  /**
   * Whether to back up the access control lists of Amazon S3 objects.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#advanced-backup-settings
   * @default - not set by this policy: AWS Backup includes them
   */
  readonly s3Acls?: boolean;
  /**
   * Whether to back up the tags of Amazon S3 objects.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#advanced-backup-settings
   * @default - not set by this policy: AWS Backup includes them
   */
  readonly s3ObjectTags?: boolean;
  /**
   * Tags of the plan itself.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-plan-tags
   * @default - none
   */
  readonly planTags?: { [key: string]: string };
  /**
   * The backups that are scanned for malware. Each rule chooses the kind of scan with `scanMode`.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#scan-settings
   * @default - no backups are scanned
   */
  readonly malwareScan?: BackupPolicyMalwareScan;
}
