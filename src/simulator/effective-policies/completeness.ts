/** The settings that an effective policy needs at one place. */
export interface Completeness {
  /** Keys without which it is not enforced. */
  readonly required?: readonly string[];
  /** The least number of settings or list items. */
  readonly min?: number;
  readonly max?: number;
  /** By their keys. */
  readonly keys?: Readonly<Record<string, Completeness>>;
  /** Of each setting, where authors choose the names. */
  readonly each?: Completeness;
}

const TAGGED: Completeness = { required: ['iam_role_arn', 'tag_key', 'tag_value'], keys: { tag_value: { min: 1 } } };

const PLAN: Completeness = {
  required: ['rules', 'regions', 'selections'],
  keys: {
    rules: { min: 1, max: 10, each: { required: ['target_backup_vault_name'] } },
    regions: { min: 1 },
    selections: { min: 1, keys: { tags: { each: TAGGED }, resources: { each: { required: ['iam_role_arn'] } } } },
  },
};

const REGION_LISTS: Completeness = { required: ['enable_in_regions', 'disable_in_regions'] };

/**
 * Policies of one type that are complete in themselves can be incomplete once they are merged, or too many. Of the other types no such
 * condition is known.
 *
 * Sources: AWS Organizations User Guide, "Backup policy syntax and examples" and "Security Hub policy syntax and examples" (required
 * keys), "Understanding AWS Organizations log file entries" (the number of rules, in its example of an invalid effective policy).
 */
export const COMPLETENESS: Readonly<Record<string, Completeness>> = {
  BACKUP_POLICY: { keys: { plans: { each: PLAN } } },
  SECURITYHUB_POLICY: { keys: { securityhub: REGION_LISTS } },
};
