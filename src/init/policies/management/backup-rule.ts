import { tagsIn } from './backup-tags';
import { type Expression, given } from '../expression';
import { needed, refuseIf, type SettingsBlock } from './settings-block';

const NAME = /^(?!@@)[\w .-]*\w[\w .-]*$/;
const SCHEDULE = /^cron\((?:\S+ ){5}\S+\)$/;
const VAULT_ARN = /^arn:[a-z-]+:backup:(?:\$region|[a-z0-9-]+):(?:\$account|\d{12}):backup-vault:\S+$/;
const INDEXED = ['EBS', 'S3'];
/** AWS Backup keeps a backup in cold storage for at least this number of days. */
const COLD_DAYS = 90;
const CONTINUOUS_DAYS = 35;

interface Lifecycle {
  readonly cold?: number;
  readonly days?: number;
  readonly members: Readonly<Record<string, Expression | undefined>>;
}

/** A rule of a plan. What the library refuses stays a document. */
export function backupRule(ruleName: string, rule: SettingsBlock): Expression {
  const { cold, days, members } = rule.block('lifecycle', lifecycle) ?? { members: {} };
  const start = rule.numberText('start_backup_window_minutes');
  const continuous = flag(rule, 'enable_continuous_backup');
  refuseIf(!NAME.test(ruleName) || (start !== undefined && start < 60));
  refuseIf(continuous === true && (days === undefined || days > CONTINUOUS_DAYS || cold !== undefined));
  const copies = rule.block('copy_actions', (all) => all.blocks(copyAction));
  return {
    struct: 'BackupPolicyRule',
    members: given({
      ruleName,
      scheduleExpression: needed(rule.text('schedule_expression', SCHEDULE)).expression,
      vaultName: needed(rule.text('target_backup_vault_name', NAME)).expression,
      airGappedVaultArn: rule.text('target_logically_air_gapped_backup_vault_arn', VAULT_ARN)?.expression,
      startWindow: minutes(start),
      completionWindow: minutes(rule.numberText('complete_backup_window_minutes')),
      continuousBackup: continuous,
      ...members,
      copyActions: copies && { list: copies },
      recoveryPointTags: rule.block('recovery_point_tags', tagsIn),
      indexResourceTypes: rule.block('index_actions', (block) => needed(block.constants('resource_types', 'BackupIndexResourceType', INDEXED))),
    }),
  };
}

function copyAction(name: string, copy: SettingsBlock): Expression {
  const vaultArn = needed(copy.plain('target_backup_vault_arn', VAULT_ARN));
  refuseIf(vaultArn !== name);
  return { struct: 'BackupPolicyCopyAction', members: given({ vaultArn, ...copy.block('lifecycle', lifecycle)?.members }) };
}

function lifecycle(block: SettingsBlock): Lifecycle {
  const [cold, days] = [block.numberText('move_to_cold_storage_after_days'), block.numberText('delete_after_days')];
  refuseIf([cold, days].some((each) => each !== undefined && each < 1));
  refuseIf(cold !== undefined && days !== undefined && days < cold + COLD_DAYS);
  const archives = flag(block, 'opt_in_to_archive_for_supported_resources');
  return { cold, days, members: { moveToColdStorageAfter: daysOf(cold), deleteAfter: daysOf(days), optInToArchive: archives } };
}

/** A boolean in quotes. */
function flag(block: SettingsBlock, name: string): boolean | undefined {
  const text = block.plain(name, /^(?:true|false)$/);
  return text === undefined ? undefined : text === 'true';
}

function minutes(count: number | undefined): Expression | undefined {
  refuseIf(count !== undefined && count < 1);
  return count === undefined ? undefined : { call: ['Duration', 'minutes'], given: [count] };
}

function daysOf(count: number | undefined): Expression | undefined {
  return count === undefined ? undefined : { call: ['Duration', 'days'], given: [count] };
}
