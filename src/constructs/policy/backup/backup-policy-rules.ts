import type { BackupLifecycle, BackupPolicyPlan, BackupPolicyRule } from './backup-policy-plan';
import type { BackupSelectionOptions } from './backup-policy-selection';
import { brokenRules, problem, Rule } from '../../validation';
import { countProblems, itemProblems, repeatedNameProblems } from '../management/list-rules';
import { itemsOf, textOf } from '../management/policy-tree';
import { REGION_RULES } from '../management/regions';

/**
 * Problems of a backup plan. The validation of the policy document checks the ARNs of air-gapped vaults.
 * Source: AWS Organizations User Guide, "Backup policy syntax and examples".
 */
export function backupPlanProblems(plan: BackupPolicyPlan): string[] {
  const { rules, tagSelections, resourceSelections } = plan;
  const selections: BackupSelectionOptions[] = [...tagSelections ?? [], ...resourceSelections ?? []];
  return [
    ...brokenRules(plan.planName, nameRules('backup plan')),
    ...countProblems(`rule in the backup plan ${plan.planName}`, rules),
    ...repeatedNameProblems('A backup rule', rules.map(({ ruleName }) => ruleName)),
    ...countProblems(`Region in the backup plan ${plan.planName}`, itemsOf(plan.regions)),
    ...itemProblems(plan.regions, REGION_RULES),
    ...selectionKindProblems(plan),
    ...repeatedNameProblems('A backup selection', selections.map(({ selectionName }) => selectionName)),
    ...selections.flatMap(selectionProblems),
    ...(tagSelections ?? []).flatMap(({ tagValues }) => countProblems('value of the tag', itemsOf(tagValues))),
    ...(resourceSelections ?? []).flatMap(({ resourceTypes, notResourceTypes }) => [
      ...countProblems('resource type', itemsOf(resourceTypes)),
      ...itemProblems(resourceTypes, RESOURCE_TYPE_RULES),
      ...itemProblems(notResourceTypes, RESOURCE_TYPE_RULES),
    ]),
    ...rules.flatMap(ruleProblems),
    ...(plan.completesInheritedPlan ? [] : rules.flatMap(continuousBackupProblems)),
    ...(plan.malwareScan ? brokenRules(textOf(plan.malwareScan.scannerRoleArn), ROLE_RULES) : scanProblems(rules)),
  ];
}

function ruleProblems(rule: BackupPolicyRule): string[] {
  const { continuousBackup, deleteAfter, moveToColdStorageAfter, startWindow, copyActions = [] } = rule;
  const days = deleteAfter?.toDays();
  return [
    ...brokenRules(rule.ruleName, nameRules('backup rule')),
    ...brokenRules(textOf(rule.scheduleExpression ?? ''), SCHEDULE_RULES),
    ...brokenRules(textOf(rule.vaultName ?? ''), nameRules('backup vault')),
    ...(startWindow && startWindow.toMinutes() < 60 ? [problem({
      wrong: 'The start window of a backup rule is too short', given: `${startWindow.toMinutes()} minutes`, remedy: 'Give at least 60 minutes',
    })] : []),
    ...(continuousBackup && days !== undefined && days > 35 ? [problem({
      wrong: 'A continuous backup is kept too long', given: `${days} days`, remedy: 'Delete it after at most 35 days, or make snapshots',
    })] : []),
    ...(continuousBackup && moveToColdStorageAfter ? [problem({
      wrong: 'A continuous backup cannot move to cold storage',
      given: `moved after ${moveToColdStorageAfter.toDays()} days`,
      remedy: 'Leave moveToColdStorageAfter out, or make snapshots',
    })] : []),
    ...[rule, ...copyActions].flatMap(lifecycleProblems),
    ...repeatedNameProblems('A vault for copies', copyActions.map(({ vaultArn }) => vaultArn)),
    ...copyActions.flatMap(({ vaultArn }) => brokenRules(vaultArn, VAULT_ARN_RULES)),
  ];
}

/** Source: AWS Backup Developer Guide, "Continuous backups and point-in-time recovery (PITR)". */
function continuousBackupProblems({ ruleName, continuousBackup, deleteAfter }: BackupPolicyRule): string[] {
  if (!continuousBackup || deleteAfter) return [];
  return [problem({ wrong: 'A continuous backup never expires', given: ruleName, remedy: 'Give deleteAfter, from 1 to 35 days' })];
}

function lifecycleProblems({ moveToColdStorageAfter, deleteAfter }: BackupLifecycle): string[] {
  if (!moveToColdStorageAfter || !deleteAfter || deleteAfter.toDays() >= moveToColdStorageAfter.toDays() + 90) return [];
  return [problem({
    wrong: 'A backup is deleted too soon after it moved to cold storage',
    given: `moved after ${moveToColdStorageAfter.toDays()} days, deleted after ${deleteAfter.toDays()}`,
    remedy: 'Leave it there for at least 90 days',
  })];
}

function selectionKindProblems({ planName, tagSelections, resourceSelections, completesInheritedPlan }: BackupPolicyPlan): string[] {
  const [byTag, byType] = [tagSelections?.length ?? 0, resourceSelections?.length ?? 0];
  if ((byTag > 0) !== (byType > 0) || (completesInheritedPlan && byTag === 0)) return [];
  return [problem({
    wrong: byTag > 0 ? 'A backup plan selects both by tag and by type' : 'A backup plan selects nothing',
    given: planName,
    remedy: 'Give either tagSelections or resourceSelections; for both together, use resourceSelections with conditions',
  })];
}

function selectionProblems({ selectionName, roleArn, conditions }: BackupSelectionOptions): string[] {
  return [
    ...brokenRules(selectionName, nameRules('backup selection')),
    ...brokenRules(textOf(roleArn), ROLE_RULES),
    ...countProblems('condition of a backup selection', conditions, 30),
  ];
}

function scanProblems(rules: readonly BackupPolicyRule[]): string[] {
  return rules.filter(({ scanMode }) => scanMode).map(({ ruleName }) => problem({
    wrong: 'A backup rule scans for malware, but its plan has no malwareScan', given: ruleName, remedy: 'Give malwareScan in the plan',
  }));
}

function nameRules(what: string): Rule<string>[] {
  return [{
    broken: (name) => name.trim() === '' || name.startsWith('@@'),
    mistake: (given) => ({ wrong: `The name of a ${what} is not valid`, given, remedy: 'Give it a name that does not start with @@' }),
  }];
}

const SCHEDULE_RULES: readonly Rule<string>[] = [{
  broken: (expression) => !/^cron\((\S+ ){5}\S+\)$/.test(expression),
  mistake: (given) => ({
    wrong: 'The schedule of a backup rule is not a cron expression of six fields', given, remedy: 'Write it as cron(0 5 ? * * *), in UTC',
  }),
}];

const ROLE_RULES: readonly Rule<string>[] = [{
  broken: (arn) => !/^arn:[a-z-]+:iam::(\$account|\d{12}):role\/\S+$/.test(arn),
  mistake: (given) => ({
    wrong: 'This is not the ARN of a role for backups', given, remedy: 'Write it as arn:aws:iam::$account:role/<name>; $account stands for each account',
  }),
}];

const VAULT_ARN_RULES: readonly Rule<string>[] = [{
  broken: (arn) => !/^arn:[a-z-]+:backup:(\$region|[a-z0-9-]+):(\$account|\d{12}):backup-vault:\S+$/.test(arn),
  mistake: (given) => ({
    wrong: 'This is not the ARN of a backup vault', given, remedy: 'Write it as arn:aws:backup:<Region>:$account:backup-vault:<name>; $account stands for each account',
  }),
}];

const RESOURCE_TYPE_RULES: readonly Rule<string>[] = [{
  broken: (type) => !/^(\*|arn:\S+)$/.test(type),
  mistake: (given) => ({ wrong: 'This is not a type of resources to back up', given, remedy: 'Give a pattern such as arn:aws:ec2:*:*:volume/*, or * for all' }),
}];
