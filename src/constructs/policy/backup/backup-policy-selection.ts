/** The operator that compares a tag of a resource with a value. */
export enum BackupConditionOperator {
  /** The tag has exactly this value. */
  STRING_EQUALS = 'string_equals',
  /** The tag does not have this value. */
  STRING_NOT_EQUALS = 'string_not_equals',
  /** The tag matches the value, in which `*` matches any text. */
  STRING_LIKE = 'string_like',
  /** The tag does not match the value, in which `*` matches any text. */
  STRING_NOT_LIKE = 'string_not_like',
}

/** A condition on a tag of the resource. */
export interface BackupCondition {
  /**
   * The operator.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-plan-selections
   */
  readonly operator: BackupConditionOperator;
  /**
   * Key of the tag.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-plan-selections
   */
  readonly tagKey: string;
  /**
   * The value to compare the tag with.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-plan-selections
   */
  readonly value: string;
}

/** Options that both kinds of selections share. */
export interface BackupSelectionOptions {
  /**
   * Name of the selection, unique in the plan.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-plan-selections
   */
  readonly selectionName: string;
  /**
   * ARN of the role that AWS Backup assumes, such as `arn:aws:iam::$account:role/Backup`. AWS Backup replaces `$account` with the ID of
   * each account. The role must exist in each account.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-plan-selections
   */
  readonly roleArn: string;
  /**
   * Conditions on other tags, at most 30. A resource must meet all of them.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-plan-selections
   * @default - none
   */
  readonly conditions?: BackupCondition[];
}

/** A selection of resources by tag. */
export interface BackupTagSelection extends BackupSelectionOptions {
  /**
   * Key of the tag.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-plan-selections
   */
  readonly tagKey: string;
  /**
   * Values of the tag. A resource needs to have one of them.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-plan-selections
   */
  readonly tagValues: string[];
}

/** A selection of resources by type. */
export interface BackupResourceSelection extends BackupSelectionOptions {
  /**
   * ARN patterns of the resource types, such as `arn:aws:ec2:*:*:volume/*`, or `*` for all.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-plan-selections
   */
  readonly resourceTypes: string[];
  /**
   * ARN patterns of resource types to exclude.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-plan-selections
   * @default - none
   */
  readonly notResourceTypes?: string[];
}
