import { like, list, named, oneOf, REGIONS, settings, text, TOGGLE, type Value } from './schema';

const NUMBER: Value = { ...text(like(/^\d+$/, 'a whole number in quotes')), numbers: true };
const BOOLEAN: Value = { ...text(oneOf('true', 'false')), numbers: true };

/** The pages show such tags in examples only. */
const TAGS = named(settings({ tag_key: text(), tag_value: { kind: 'either' } }));

const LIFECYCLE = settings({
  move_to_cold_storage_after_days: NUMBER, delete_after_days: NUMBER, opt_in_to_archive_for_supported_resources: BOOLEAN,
});

const CONDITION = named(settings({ condition_key: text(), condition_value: text() }));
const CONDITIONS = settings({ string_equals: CONDITION, string_not_equals: CONDITION, string_like: CONDITION, string_not_like: CONDITION });

const RULE = settings({
  schedule_expression: text(like(/^(cron|rate)\(.+\)$/, '"cron(…)" or "rate(…)", such as "cron(0 5 ? * * *)"')),
  target_backup_vault_name: text(),
  target_logically_air_gapped_backup_vault_arn: text(),
  start_backup_window_minutes: NUMBER,
  complete_backup_window_minutes: NUMBER,
  enable_continuous_backup: BOOLEAN,
  lifecycle: LIFECYCLE,
  copy_actions: named(settings({ target_backup_vault_arn: text(), lifecycle: LIFECYCLE })),
  recovery_point_tags: TAGS,
  index_actions: settings({ resource_types: list() }),
  scan_actions: settings({ GUARDDUTY: settings({ scan_mode: text(oneOf('INCREMENTAL_SCAN', 'FULL_SCAN')) }) }),
});

/** Source: AWS Organizations User Guide, "Backup policy syntax and examples". */
export const BACKUP_SCHEMA = named(settings({
  rules: named(RULE),
  regions: REGIONS,
  selections: settings({
    tags: named(settings({ iam_role_arn: text(), tag_key: text(), tag_value: list(), conditions: CONDITIONS })),
    resources: named(settings({ iam_role_arn: text(), resource_types: list(), not_resource_types: list(), conditions: CONDITIONS })),
  }),
  advanced_backup_settings: settings({
    ec2: settings({ windows_vss: TOGGLE }), s3: settings({ backup_acls: TOGGLE, backup_object_tags: TOGGLE }),
  }),
  backup_plan_tags: TAGS,
  scan_settings: settings({ GUARDDUTY: settings({ resource_types: list(), scanner_role_arn: text() }) }),
}));
