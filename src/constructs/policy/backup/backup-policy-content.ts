import type { BackupLifecycle, BackupPolicyCopyAction, BackupPolicyPlan, BackupPolicyRule } from './backup-policy-plan';
import {
  BackupCondition, BackupConditionOperator, BackupResourceSelection, BackupSelectionOptions, BackupTagSelection,
} from './backup-policy-selection';
import { block, blocksByName, PolicyTree, setting, toggle, withChildControl } from '../management/policy-tree';

/** The block of one backup plan. AWS Backup expects numbers and booleans as strings. */
export function backupPlanBlock(plan: BackupPolicyPlan): PolicyTree | undefined {
  const tree = settingsBlock(plan);
  return tree && plan.childControl ? withChildControl(tree, plan.childControl) : tree;
}

function settingsBlock(plan: BackupPolicyPlan): PolicyTree | undefined {
  return block({
    rules: blocksByName(plan.rules, ({ ruleName }) => ruleName, ruleBlock),
    regions: setting(plan.regions),
    selections: block({
      tags: blocksByName(plan.tagSelections, ({ selectionName }) => selectionName, tagSelectionBlock),
      resources: blocksByName(plan.resourceSelections, ({ selectionName }) => selectionName, resourceSelectionBlock),
    }),
    advanced_backup_settings: block({
      ec2: block({ windows_vss: toggle(plan.windowsVss) }),
      s3: block({ backup_acls: toggle(plan.s3Acls), backup_object_tags: toggle(plan.s3ObjectTags) }),
    }),
    backup_plan_tags: tagsBlock(plan.planTags),
    scan_settings: plan.malwareScan && block({
      GUARDDUTY: block({
        resource_types: setting(plan.malwareScan.resourceTypes), scanner_role_arn: setting(plan.malwareScan.scannerRoleArn),
      }),
    }),
  });
}

function ruleBlock(rule: BackupPolicyRule): PolicyTree | undefined {
  return block({
    schedule_expression: setting(rule.scheduleExpression),
    target_backup_vault_name: setting(rule.vaultName),
    target_logically_air_gapped_backup_vault_arn: setting(rule.airGappedVaultArn),
    start_backup_window_minutes: setting(rule.startWindow?.toMinutes().toString()),
    complete_backup_window_minutes: setting(rule.completionWindow?.toMinutes().toString()),
    enable_continuous_backup: setting(rule.continuousBackup?.toString()),
    lifecycle: lifecycleBlock(rule),
    copy_actions: blocksByName(rule.copyActions, ({ vaultArn }) => vaultArn, copyActionBlock),
    recovery_point_tags: tagsBlock(rule.recoveryPointTags),
    index_actions: block({ resource_types: setting(rule.indexResourceTypes) }),
    scan_actions: block({ GUARDDUTY: block({ scan_mode: setting(rule.scanMode) }) }),
  });
}

function copyActionBlock(action: BackupPolicyCopyAction): PolicyTree | undefined {
  return block({ target_backup_vault_arn: setting(action.vaultArn), lifecycle: lifecycleBlock(action) });
}

function lifecycleBlock({ moveToColdStorageAfter, deleteAfter, optInToArchive }: BackupLifecycle): PolicyTree | undefined {
  return block({
    move_to_cold_storage_after_days: setting(moveToColdStorageAfter?.toDays().toString()),
    delete_after_days: setting(deleteAfter?.toDays().toString()),
    opt_in_to_archive_for_supported_resources: setting(optInToArchive?.toString()),
  });
}

function tagSelectionBlock(selection: BackupTagSelection): PolicyTree | undefined {
  return block({
    iam_role_arn: setting(selection.roleArn),
    tag_key: setting(selection.tagKey),
    tag_value: setting(selection.tagValues),
    conditions: conditionsBlock(selection),
  });
}

function resourceSelectionBlock(selection: BackupResourceSelection): PolicyTree | undefined {
  return block({
    iam_role_arn: setting(selection.roleArn),
    resource_types: setting(selection.resourceTypes),
    not_resource_types: setting(selection.notResourceTypes),
    conditions: conditionsBlock(selection),
  });
}

/** The conditions, grouped by operator. The policy syntax requires a name for each; the name has no meaning. */
function conditionsBlock({ conditions = [] }: BackupSelectionOptions): PolicyTree | undefined {
  const named = conditions.map((condition, index) => ({ ...condition, name: `condition_${index + 1}` }));
  return block(Object.fromEntries(Object.values(BackupConditionOperator).map((operator) => {
    const those = named.filter((condition) => condition.operator === operator);
    return [operator, blocksByName(those, ({ name }) => name, conditionBlock)];
  })));
}

function conditionBlock({ tagKey, value }: BackupCondition): PolicyTree | undefined {
  return block({ condition_key: setting(`aws:ResourceTag/${tagKey}`), condition_value: setting(value) });
}

function tagsBlock(tags: Record<string, string> | undefined): PolicyTree | undefined {
  const entries = tags && Object.entries(tags);
  return blocksByName(entries, ([key]) => key, ([key, value]) => block({ tag_key: setting(key), tag_value: setting(value) }));
}
