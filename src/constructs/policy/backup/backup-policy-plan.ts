import type { Duration } from 'aws-cdk-lib';
import type { BackupResourceSelection, BackupTagSelection } from './backup-policy-selection';
import type { ChildControl } from '../management/child-control';

/** Types of resources whose backups can be searched. */
export enum BackupIndexResourceType {
  /** Amazon EBS. */
  EBS = 'EBS',
  /** Amazon S3. */
  S3 = 'S3',
}

/** How Amazon GuardDuty looks for malware in backups. */
export enum BackupScanMode {
  /** In what changed since the last scan. */
  INCREMENTAL_SCAN = 'INCREMENTAL_SCAN',
  /** In everything. */
  FULL_SCAN = 'FULL_SCAN',
}

/** Types of resources in whose backups Amazon GuardDuty looks for malware. */
export enum BackupScanResourceType {
  /** Amazon EBS. */
  EBS = 'EBS',
  /** Amazon EC2. */
  EC2 = 'EC2',
  /** Amazon S3. */
  S3 = 'S3',
  /** All of them. */
  ALL = 'ALL',
}

/** How long backups are kept, and where. */
export interface BackupLifecycle {
  /**
   * After how many days a backup moves to cold storage.
   * @default - never
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-rules
   */
  readonly moveToColdStorageAfter?: Duration;
  /**
   * After how many days a backup is deleted: at least 90 more than `moveToColdStorageAfter`, at most 35 with continuous backups.
   * @default - never
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-rules
   */
  readonly deleteAfter?: Duration;
  /**
   * Whether resources that can be archived are, as `moveToColdStorageAfter` says.
   * @default - nothing is said about it
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-rules
   */
  readonly optInToArchive?: boolean;
}

/** A further copy of each backup. */
export interface BackupPolicyCopyAction extends BackupLifecycle {
  /**
   * ARN of the vault, with `$account` for a vault in the account of the backup, or the ID of another account.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-rules
   */
  readonly vaultArn: string;
}

/** When backups are made, where they go, and how long they stay. */
export interface BackupPolicyRule extends BackupLifecycle {
  /**
   * Name of the rule, unique in the plan.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-rules
   */
  readonly ruleName: string;
  /**
   * When backups are made, in UTC: `cron(minute hour day month weekday year)`, such as `cron(0 5 ? * * *)`.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-rules
   */
  readonly scheduleExpression: string;
  /**
   * Name of the vault; each account must have one of that name in each Region of the plan.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-rules
   */
  readonly vaultName: string;
  /**
   * ARN of a logically air-gapped vault: `arn:aws:backup:$region:$account:backup-vault:<name>`. AWS Backup puts the Region and the account
   * of the backup in the place of `$region` and `$account`, and takes no others.
   * @default - none
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-rules
   */
  readonly airGappedVaultArn?: string;
  /**
   * How long a backup may take until it starts, at least 60 minutes.
   * @default - as AWS Backup does
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-rules
   */
  readonly startWindow?: Duration;
  /**
   * How long a backup may take once it has started.
   * @default - as AWS Backup does
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-rules
   */
  readonly completionWindow?: Duration;
  /**
   * Whether AWS Backup makes continuous backups, from which any point in time can be restored. They need `deleteAfter`, 35 days at most,
   * and cannot move to cold storage.
   * @default - nothing is said about it: snapshots only
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-rules
   */
  readonly continuousBackup?: boolean;
  /**
   * Further copies, one for each vault.
   * @default - none
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-rules
   */
  readonly copyActions?: BackupPolicyCopyAction[];
  /**
   * Tags of the backups.
   * @default - none
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-rules
   */
  readonly recoveryPointTags?: { [key: string]: string };
  /**
   * Whose backups can be searched.
   * @default - none
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-rules
   */
  readonly indexResourceTypes?: BackupIndexResourceType[];
  /**
   * How backups are scanned for malware; the plan says `malwareScan` as well.
   * @default - not at all
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-rules
   */
  readonly scanMode?: BackupScanMode;
}

/** Which backups Amazon GuardDuty scans, and as whom. */
export interface BackupPolicyMalwareScan {
  /**
   * Types of resources.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#scan-settings
   */
  readonly resourceTypes: BackupScanResourceType[];
  /**
   * Role of the scanner, such as `arn:aws:iam::$account:role/Scanner`; `$account` stands for the id of each account.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#scan-settings
   */
  readonly scannerRoleArn: string;
}

/** A backup plan that the accounts get. */
export interface BackupPolicyPlan {
  /**
   * Name of the plan, unique in the policy.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-syntax-components
   */
  readonly planName: string;
  /**
   * When backups are made, and where they go.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-rules
   */
  readonly rules: BackupPolicyRule[];
  /**
   * Codes of the Regions whose resources are backed up.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-plan-regions
   */
  readonly regions: string[];
  /**
   * Whether the plan changes one of the same name that a policy further up defines. It may then leave out the selections, and what it says
   * takes the place of what is inherited.
   * @default false
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-example-5
   */
  readonly completesInheritedPlan?: boolean;
  /**
   * The changes that policies further down may make to the plan. With `ChildControl.NONE` here, and `ChildControl.only` with
   * `InheritanceOperator.APPEND` for the policy, they can add plans and cannot change this one.
   * @default - as `childControl` of the policy says
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-example-4
   */
  readonly childControl?: ChildControl;
  /**
   * What is backed up, by tag. Either this or `resourceSelections` must be there.
   * @default - `resourceSelections` says it
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-plan-selections
   */
  readonly tagSelections?: BackupTagSelection[];
  /**
   * What is backed up, by type. Either this or `tagSelections` must be there.
   * @default - `tagSelections` says it
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-plan-selections
   */
  readonly resourceSelections?: BackupResourceSelection[];
  /**
   * Whether Windows on Amazon EC2 makes application-consistent backups (VSS).
   * @default - nothing is said about it
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#advanced-backup-settings
   */
  readonly windowsVss?: boolean;
  /**
   * Whether access control lists of objects in Amazon S3 are backed up.
   * @default - nothing is said about it: they are
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#advanced-backup-settings
   */
  readonly s3Acls?: boolean;
  /**
   * Whether tags of objects in Amazon S3 are backed up.
   * @default - nothing is said about it: they are
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#advanced-backup-settings
   */
  readonly s3ObjectTags?: boolean;
  /**
   * Tags of the plan itself.
   * @default - none
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-plan-tags
   */
  readonly planTags?: { [key: string]: string };
  /**
   * Which backups are scanned for malware; rules say how by `scanMode`.
   * @default - none
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#scan-settings
   */
  readonly malwareScan?: BackupPolicyMalwareScan;
}
