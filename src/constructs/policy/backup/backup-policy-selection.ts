/** How a tag of a resource is compared. */
export enum BackupConditionOperator {
  /** It is the value. */
  STRING_EQUALS = 'string_equals',
  /** It is not the value. */
  STRING_NOT_EQUALS = 'string_not_equals',
  /** It is like the value, where `*` stands for anything. */
  STRING_LIKE = 'string_like',
  /** It is not like the value. */
  STRING_NOT_LIKE = 'string_not_like',
}

/** A condition on a tag of the resource. */
export interface BackupCondition {
  /**
   * How the tag is compared.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-plan-selections
   */
  readonly operator: BackupConditionOperator;
  /**
   * Key of the tag.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-plan-selections
   */
  readonly tagKey: string;
  /**
   * The value to compare it with.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-plan-selections
   */
  readonly value: string;
}

/** What selections have in common. */
export interface BackupSelectionOptions {
  /**
   * Name of the selection, unique in the plan.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-plan-selections
   */
  readonly selectionName: string;
  /**
   * Role that AWS Backup takes, such as `arn:aws:iam::$account:role/Backup`; `$account` stands for the id of each account, which must
   * have the role.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-plan-selections
   */
  readonly roleArn: string;
  /**
   * Conditions on further tags, at most 30. All must hold.
   * @default - none
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-plan-selections
   */
  readonly conditions?: BackupCondition[];
}

/** Resources that have a tag. */
export interface BackupTagSelection extends BackupSelectionOptions {
  /**
   * Key of the tag.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-plan-selections
   */
  readonly tagKey: string;
  /**
   * Its values, any of them.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-plan-selections
   */
  readonly tagValues: string[];
}

/** Resources of some types. */
export interface BackupResourceSelection extends BackupSelectionOptions {
  /**
   * ARN patterns of types, such as `arn:aws:ec2:*:*:volume/*`, or `*` for all.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-plan-selections
   */
  readonly resourceTypes: string[];
  /**
   * Types that are left out.
   * @default - none
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-plan-selections
   */
  readonly notResourceTypes?: string[];
}
