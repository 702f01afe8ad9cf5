import { BACKUP_PLANS, backups, SELECTION } from './backup-plans';
import { type DocumentedExample, type DocumentedPage, is } from './example';
import {
  type BackupCondition, BackupConditionOperator, type BackupPolicyPlan, BackupScanMode, BackupScanResourceType,
} from '../../../../src';
import type { JsonObject } from '../../../../src/policy/language/problem-list';

/** An example of one part of a plan, in the smallest plan that can contain it. */
function partOfPlan(name: string, part: JsonObject, props: Partial<BackupPolicyPlan>, ruleSettings: JsonObject = {}): DocumentedExample {
  const plan: BackupPolicyPlan = {
    planName: 'Small_Plan',
    regions: ['eu-north-1'],
    rules: [{ ruleName: 'Nightly', scheduleExpression: 'cron(0 2 ? * * *)', vaultName: 'Strongbox' }],
    ...props,
  };
  const rule = { schedule_expression: is('cron(0 2 ? * * *)'), target_backup_vault_name: is('Strongbox'), ...ruleSettings };
  return {
    name,
    document: { plans: { Small_Plan: { regions: is(['eu-north-1']), rules: { Nightly: rule }, ...part } } },
    build: backups({ plans: [plan] }),
  };
}

const ROLE = 'arn:aws:iam::$account:role/Backups';
const BY_TAG = { tags: { Ledgers: { iam_role_arn: is(ROLE), tag_key: is('books'), tag_value: is(['open', 'audited']) } } };
const VOLUMES = 'arn:aws:ec2:*:*:volume/*';
const DATABASES = 'arn:aws:rds:*:*:db:*';
const TABLES = 'arn:aws:dynamodb:*:*:table/*';

const condition = (key: string, value: string) => ({ condition_key: is(`aws:ResourceTag/${key}`), condition_value: is(value) });
const { STRING_EQUALS, STRING_NOT_EQUALS, STRING_LIKE, STRING_NOT_LIKE } = BackupConditionOperator;

/** One of the selections of Example 7. */
function selected(
  name: string, types: string[], excluded?: string[], conditions?: JsonObject, conditionProps?: BackupCondition[],
): DocumentedExample {
  const block = {
    iam_role_arn: is(ROLE),
    resource_types: is(types),
    ...(excluded && { not_resource_types: is(excluded) }),
    ...(conditions && { conditions }),
  };
  return partOfPlan(`Example 7, ${name}`, { selections: { resources: { Chosen: block } } }, {
    resourceSelections: [{ selectionName: 'Chosen', roleArn: ROLE, resourceTypes: types, notResourceTypes: excluded, conditions: conditionProps }],
  });
}

export const BACKUP_PAGE: DocumentedPage = {
  page: 'orgs_manage_policies_backup_syntax',
  type: 'BACKUP_POLICY',
  shows: 19,
  examples: [
    partOfPlan('advanced backup settings', {
      selections: BY_TAG,
      advanced_backup_settings: { ec2: { windows_vss: is('enabled') }, s3: { backup_acls: is('disabled'), backup_object_tags: is('disabled') } },
    }, { tagSelections: [SELECTION], windowsVss: true, s3Acls: false, s3ObjectTags: false }),
    partOfPlan('scan actions and scan settings', {
      selections: BY_TAG,
      scan_settings: { GUARDDUTY: { resource_types: is(['EC2']), scanner_role_arn: is('arn:aws:iam::$account:role/Scanner') } },
    }, {
      rules: [{
        ruleName: 'Nightly', scheduleExpression: 'cron(0 2 ? * * *)', vaultName: 'Strongbox', scanMode: BackupScanMode.FULL_SCAN,
      }],
      tagSelections: [SELECTION],
      malwareScan: { resourceTypes: [BackupScanResourceType.EC2], scannerRoleArn: 'arn:aws:iam::$account:role/Scanner' },
    }, { scan_actions: { GUARDDUTY: { scan_mode: is('FULL_SCAN') } } }),
    ...BACKUP_PLANS,
    partOfPlan('Example 6', {
      selections: { tags: { Ledgers: { ...BY_TAG.tags.Ledgers, conditions: { string_not_equals: { condition_1: condition('copied', 'no') } } } } },
    }, { tagSelections: [{ ...SELECTION, conditions: [{ operator: STRING_NOT_EQUALS, tagKey: 'copied', value: 'no' }] }] }),
    selected('all resources', ['*']),
    selected('all resources but volumes', ['*'], [VOLUMES]),
    selected('all resources with a tag but volumes', ['*'], [VOLUMES], { string_equals: { condition_1: condition('copied', 'yes') } },
      [{ operator: STRING_EQUALS, tagKey: 'copied', value: 'yes' }]),
    selected('volumes and databases with two tags', [VOLUMES, DATABASES], undefined,
      { string_equals: { condition_1: condition('copied', 'yes'), condition_2: condition('ring', 'outer') } },
      [{ operator: STRING_EQUALS, tagKey: 'copied', value: 'yes' }, { operator: STRING_EQUALS, tagKey: 'ring', value: 'outer' }]),
    selected('volumes and databases with one tag and without another', [VOLUMES, DATABASES], undefined,
      { string_equals: { condition_1: condition('copied', 'yes') }, string_not_equals: { condition_2: condition('ring', 'inner') } },
      [{ operator: STRING_EQUALS, tagKey: 'copied', value: 'yes' }, { operator: STRING_NOT_EQUALS, tagKey: 'ring', value: 'inner' }]),
    selected('tags like one pattern and unlike another', ['*'], undefined,
      { string_like: { condition_1: condition('books', 'open*') }, string_not_like: { condition_2: condition('notes', '*draft*') } },
      [{ operator: STRING_LIKE, tagKey: 'books', value: 'open*' }, { operator: STRING_NOT_LIKE, tagKey: 'notes', value: '*draft*' }]),
    selected('all resources with a tag but two types', ['*'], [TABLES, DATABASES], { string_equals: { condition_1: condition('copied', 'yes') } },
      [{ operator: STRING_EQUALS, tagKey: 'copied', value: 'yes' }]),
  ],
};
