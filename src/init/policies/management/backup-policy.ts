import { backupRule } from './backup-rule';
import { tagsIn } from './backup-tags';
import { type Expression, given, type Member } from '../expression';
import { needed, refuseIf, type SettingsBlock } from './settings-block';

const REGION = /^[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}$/;
const NAME = /^(?!@@)[\w .-]*\w[\w .-]*$/;
const ROLE = /^arn:[a-z-]+:iam::(?:\$account|\d{12}):role\/\S+$/;
const RESOURCES = /^(?:\*|arn:\S+)$/;
const TEXT = /^[\x20-\x7e]{1,256}$/;
const OPERATORS = ['string_equals', 'string_not_equals', 'string_like', 'string_not_like'];
const TAG_PREFIX = 'aws:ResourceTag/';

/** `BackupPolicy`. Plans with scans for malware stay documents. */
export function backupPolicy(plans: SettingsBlock): Member[] {
  return given({ plans: { list: plans.blocks(planOf) } });
}

function planOf(planName: string, plan: SettingsBlock): Expression {
  const rules = needed(plan.block('rules', (all) => all.blocks(backupRule)));
  const selections = needed(plan.block('selections', (block) => ({
    tagSelections: block.block('tags', (all) => all.blocks(tagSelection)),
    resourceSelections: block.block('resources', (all) => all.blocks(resourceSelection)),
  })));
  const advanced = plan.block('advanced_backup_settings', advancedSettings);
  refuseIf(!NAME.test(planName) || (selections.tagSelections === undefined) === (selections.resourceSelections === undefined));
  return {
    struct: 'BackupPolicyPlan',
    members: given({
      planName,
      regions: needed(plan.list('regions', REGION, { least: 1 })),
      rules: { list: rules },
      tagSelections: selections.tagSelections && { list: selections.tagSelections },
      resourceSelections: selections.resourceSelections && { list: selections.resourceSelections },
      ...advanced,
      planTags: plan.block('backup_plan_tags', tagsIn),
    }),
  };
}

function advancedSettings(block: SettingsBlock): Record<string, boolean | undefined> {
  return {
    windowsVss: block.block('ec2', (ec2) => needed(ec2.toggle('windows_vss'))),
    ...block.block('s3', (s3) => ({ s3Acls: s3.toggle('backup_acls'), s3ObjectTags: s3.toggle('backup_object_tags') })),
  };
}

function tagSelection(selectionName: string, block: SettingsBlock): Expression {
  refuseIf(!NAME.test(selectionName));
  return {
    struct: 'BackupTagSelection',
    members: given({
      selectionName,
      roleArn: needed(block.text('iam_role_arn', ROLE)).expression,
      tagKey: needed(block.text('tag_key', TEXT)).expression,
      tagValues: needed(block.list('tag_value', TEXT, { least: 1 })),
      conditions: conditionsOf(block),
    }),
  };
}

function resourceSelection(selectionName: string, block: SettingsBlock): Expression {
  refuseIf(!NAME.test(selectionName));
  return {
    struct: 'BackupResourceSelection',
    members: given({
      selectionName,
      roleArn: needed(block.text('iam_role_arn', ROLE)).expression,
      resourceTypes: needed(block.list('resource_types', RESOURCES, { least: 1 })),
      notResourceTypes: block.list('not_resource_types', RESOURCES),
      conditions: conditionsOf(block),
    }),
  };
}

/** Conditions have the names `condition_1` and so on, over all operators. */
function conditionsOf(selection: SettingsBlock): Expression | undefined {
  const found = selection.block('conditions', (block) => new Map(OPERATORS.flatMap((operator) => (
    block.block(operator, (all) => all.blocks((name, each) => [name, conditionOf(operator, each)] as const)) ?? []))));
  if (found === undefined) return undefined;
  refuseIf(found.size > 30);
  return { list: [...Array(found.size).keys()].map((index) => needed(found.get(`condition_${index + 1}`))) };
}

function conditionOf(operator: string, block: SettingsBlock): Expression {
  const key = needed(block.plain('condition_key', TEXT));
  refuseIf(!key.startsWith(TAG_PREFIX) || key === TAG_PREFIX);
  return {
    struct: 'BackupCondition',
    members: given({
      operator: { constant: ['BackupConditionOperator', operator.toUpperCase()] },
      tagKey: key.slice(TAG_PREFIX.length),
      value: needed(block.plain('condition_value', TEXT)),
    }),
  };
}
