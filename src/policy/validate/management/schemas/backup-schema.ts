import { BACKUP_RESOURCE_TYPES } from './backup-resource-types';
import { certainly, like, list, named, oneOf, REGIONS, settings, text, TOGGLE, type Value } from './schema';

const NUMBER: Value = { ...text(like(/^\d+$/, 'a whole number in quotes')), numbers: true };
const BOOLEAN: Value = { ...text(oneOf('true', 'false')), numbers: true };

/** The pages show such tags only in examples. */
const TAGS = named(settings({ tag_key: text(), tag_value: { kind: 'either' } }));

const LIFECYCLE = settings({
  move_to_cold_storage_after_days: NUMBER, delete_after_days: NUMBER, opt_in_to_archive_for_supported_resources: BOOLEAN,
});

const CONDITION = named(settings({ condition_key: text(), condition_value: text() }));
const CONDITIONS = settings({ string_equals: CONDITION, string_not_equals: CONDITION, string_like: CONDITION, string_not_like: CONDITION });

const ROLE = text(like(/^arn:[a-z-]+:iam::(\$account|\d{12}):role\/\S+$/, 'the ARN of a role, such as "arn:aws:iam::$account:role/Backup"'));

const COPY_VAULT = text(like(/^arn:[a-z-]+:backup:(\$region|[a-z0-9-]+):(\$account|\d{12}):backup-vault:\S+$/,
  'the ARN of a vault, such as "arn:aws:backup:eu-west-1:$account:backup-vault:Default"'));

const AIR_GAPPED_VAULT = text(certainly(like(/^arn:[a-z-]+:backup:\$region:\$account:backup-vault:\S+$/,
  '"arn:aws:backup:$region:$account:backup-vault:<name>", with $region and $account as they stand')));

const RULE = settings({
  schedule_expression: text(like(/^(cron|rate)\(.+\)$/, '"cron(…)" or "rate(…)", such as "cron(0 5 ? * * *)"')),
  target_backup_vault_name: text(),
  target_logically_air_gapped_backup_vault_arn: AIR_GAPPED_VAULT,
  start_backup_window_minutes: NUMBER,
  complete_backup_window_minutes: NUMBER,
  enable_continuous_backup: BOOLEAN,
  lifecycle: LIFECYCLE,
  copy_actions: named(settings({ target_backup_vault_arn: COPY_VAULT, lifecycle: LIFECYCLE })),
  recovery_point_tags: TAGS,
  index_actions: settings({ resource_types: list(oneOf('EBS', 'S3')) }),
  scan_actions: settings({ GUARDDUTY: settings({ scan_mode: text(oneOf('INCREMENTAL_SCAN', 'FULL_SCAN')) }) }),
});

/** Source: AWS Organizations User Guide, "Backup policy syntax and examples". */
export const BACKUP_SCHEMA = named(settings({
  rules: named(RULE),
  regions: REGIONS,
  selections: settings({
    tags: named(settings({ iam_role_arn: ROLE, tag_key: text(), tag_value: list(), conditions: CONDITIONS })),
    resources: named(settings({
      iam_role_arn: ROLE,
      resource_types: list(BACKUP_RESOURCE_TYPES),
      not_resource_types: list(BACKUP_RESOURCE_TYPES),
      conditions: CONDITIONS,
    })),
  }),
  advanced_backup_settings: settings({
    ec2: settings({ windows_vss: TOGGLE }), s3: settings({ backup_acls: TOGGLE, backup_object_tags: TOGGLE }),
  }),
  backup_plan_tags: TAGS,
  scan_settings: settings({
    GUARDDUTY: settings({ resource_types: list(oneOf('EBS', 'EC2', 'S3', 'ALL')), scanner_role_arn: ROLE }),
  }),
}));
