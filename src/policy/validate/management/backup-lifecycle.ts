import type { SchemaProblem } from './check-schema';
import { isJsonObject, type JsonObject } from '../../language/problem-list';
import type { JsonValue } from '../../parse-json';

/** The minimum number of days for a backup in cold storage. Source: AWS Backup API Reference, "Lifecycle". */
const COLD_DAYS = 90;

/** The maximum number of days for a continuous backup. */
const CONTINUOUS_DAYS = 35;

/** Backups that would be deleted too early. Only a policy with both values is judged, since the other value may be inherited. */
export function backupLifecycleProblems(plans: JsonValue | undefined): SchemaProblem[] {
  return below(plans, 'plans').flatMap(([plan, planPath]) => below(plan.rules, `${planPath}.rules`)).flatMap(([rule, rulePath]) => [
    ...lifecycleProblems(rule.lifecycle, rulePath),
    ...continuousBackupProblems(rule, rulePath),
    ...below(rule.copy_actions, `${rulePath}.copy_actions`).flatMap(([copy, copyPath]) => lifecycleProblems(copy.lifecycle, copyPath)),
  ]);
}

/** Source: AWS Backup Developer Guide, "Continuous backups and point-in-time recovery (PITR)". */
function continuousBackupProblems({ enable_continuous_backup: continuous, lifecycle }: JsonObject, path: string): SchemaProblem[] {
  if (!isJsonObject(continuous) || String(continuous['@@assign']) !== 'true' || !isJsonObject(lifecycle)) return [];
  const moved = daysOf(lifecycle.move_to_cold_storage_after_days);
  const deleted = daysOf(lifecycle.delete_after_days);
  return [
    ...(moved === undefined ? [] : [{
      kind: 'value' as const,
      path: `${path}.lifecycle.move_to_cold_storage_after_days`,
      what: 'moves continuous backups to cold storage, which they cannot',
      value: String(moved),
      advice: 'Leave it out, or make snapshots.',
    }]),
    ...(deleted === undefined || deleted <= CONTINUOUS_DAYS ? [] : [{
      kind: 'value' as const,
      path: `${path}.lifecycle.delete_after_days`,
      what: `keeps continuous backups for more than ${CONTINUOUS_DAYS} days`,
      value: String(deleted),
      advice: `Write "${CONTINUOUS_DAYS}" or less, or make snapshots.`,
    }]),
  ];
}

function lifecycleProblems(lifecycle: JsonValue | undefined, path: string): SchemaProblem[] {
  if (!isJsonObject(lifecycle)) return [];
  const moved = daysOf(lifecycle.move_to_cold_storage_after_days);
  const deleted = daysOf(lifecycle.delete_after_days);
  if (moved === undefined || deleted === undefined || deleted >= moved + COLD_DAYS) return [];
  return [{
    kind: 'value',
    path: `${path}.lifecycle.delete_after_days`,
    what: `deletes backups that have not been in cold storage for ${COLD_DAYS} days`,
    value: String(deleted),
    advice: `Write "${moved + COLD_DAYS}" or more, or move them to cold storage earlier or not at all.`,
  }];
}

function daysOf(setting: JsonValue | undefined): number | undefined {
  const days = isJsonObject(setting) ? setting['@@assign'] : undefined;
  return /^\d+$/.test(String(days)) ? Number(days) : undefined;
}

/** The blocks below names that the author chose, with their paths. */
function below(value: JsonValue | undefined, path: string): [JsonObject, string][] {
  return isJsonObject(value) ? Object.entries(value).flatMap(([name, block]): [JsonObject, string][] => (
    isJsonObject(block) ? [[block, `${path}.${name}`]] : [])) : [];
}
