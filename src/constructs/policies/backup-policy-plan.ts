import type { Duration } from 'aws-cdk-lib';
import type { BackupResourceSelection, BackupTagSelection } from './backup-policy-selection';

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
   */
  readonly moveToColdStorageAfter?: Duration;
  /**
   * After how many days a backup is deleted: at least 90 more than `moveToColdStorageAfter`, at most 35 with continuous backups.
   * @default - never
   */
  readonly deleteAfter?: Duration;
  /**
   * Whether resources that can be archived are, as `moveToColdStorageAfter` says.
   * @default - nothing is said about it
   */
  readonly optInToArchive?: boolean;
}

/** A further copy of each backup. */
export interface BackupPolicyCopyAction extends BackupLifecycle {
  /** ARN of the vault; `$account` stands for the id of the account whose backup it is. */
  readonly vaultArn: string;
}

/** When backups are made, where they go, and how long they stay. */
export interface BackupPolicyRule extends BackupLifecycle {
  /** Name of the rule, one of a kind in the plan. */
  readonly ruleName: string;
  /** When backups are made, in UTC: `cron(minute hour day month weekday year)`, such as `cron(0 5 ? * * *)`. */
  readonly scheduleExpression: string;
  /** Name of the vault; each account must have one of that name in each Region of the plan. */
  readonly vaultName: string;
  /**
   * ARN of a logically air-gapped vault, with `$region` and `$account` for those of the backup.
   * @default - none
   */
  readonly airGappedVaultArn?: string;
  /**
   * How long a backup may take until it starts, at least 60 minutes.
   * @default - as AWS Backup does
   */
  readonly startWindow?: Duration;
  /**
   * How long a backup may take once it has started.
   * @default - as AWS Backup does
   */
  readonly completionWindow?: Duration;
  /**
   * Whether one can go back to any point in time.
   * @default - nothing is said about it: snapshots only
   */
  readonly continuousBackup?: boolean;
  /**
   * Further copies, one for each vault.
   * @default - none
   */
  readonly copyActions?: BackupPolicyCopyAction[];
  /**
   * Tags of the backups.
   * @default - none
   */
  readonly recoveryPointTags?: { [key: string]: string };
  /**
   * Whose backups can be searched.
   * @default - none
   */
  readonly indexResourceTypes?: BackupIndexResourceType[];
  /**
   * How backups are scanned for malware; the plan says `malwareScan` as well.
   * @default - not at all
   */
  readonly scanMode?: BackupScanMode;
}

/** Which backups Amazon GuardDuty scans, and as whom. */
export interface BackupPolicyMalwareScan {
  /** Types of resources. */
  readonly resourceTypes: BackupScanResourceType[];
  /** Role of the scanner, such as `arn:aws:iam::$account:role/Scanner`; `$account` stands for the id of each account. */
  readonly scannerRoleArn: string;
}

/** A backup plan that the accounts get. */
export interface BackupPolicyPlan {
  /** Name of the plan, one of a kind in the policy. */
  readonly planName: string;
  /** When backups are made, and where they go. */
  readonly rules: BackupPolicyRule[];
  /** Codes of the Regions whose resources are backed up. */
  readonly regions: string[];
  /**
   * What is backed up, by tag. Either this or `resourceSelections` must be there.
   * @default - `resourceSelections` says it
   */
  readonly tagSelections?: BackupTagSelection[];
  /**
   * What is backed up, by type. Either this or `tagSelections` must be there.
   * @default - `tagSelections` says it
   */
  readonly resourceSelections?: BackupResourceSelection[];
  /**
   * Whether Windows on Amazon EC2 makes application-consistent backups (VSS).
   * @default - nothing is said about it
   */
  readonly windowsVss?: boolean;
  /**
   * Whether access control lists of objects in Amazon S3 are backed up.
   * @default - nothing is said about it: they are
   */
  readonly s3Acls?: boolean;
  /**
   * Whether tags of objects in Amazon S3 are backed up.
   * @default - nothing is said about it: they are
   */
  readonly s3ObjectTags?: boolean;
  /**
   * Tags of the plan itself.
   * @default - none
   */
  readonly planTags?: { [key: string]: string };
  /**
   * Which backups are scanned for malware; rules say how by `scanMode`.
   * @default - none
   */
  readonly malwareScan?: BackupPolicyMalwareScan;
}
