import { guide, is, type RefusedPolicy } from './published-policy';
import type { JsonObject } from '../../../../src/policy/language/problem-list';

const TAG_PAGE = guide('Tag policy syntax and examples');
const BACKUP_PAGE = guide('Backup policy syntax and examples');

const tag = (settings: JsonObject): JsonObject => ({ tags: { Ledger: settings } });

const rule = (settings: JsonObject): JsonObject => ({ plans: { Ledger: { rules: { Daily: settings } } } });

const SYNTAX = 'management-syntax';
const VALUE = 'unknown-setting-value';

const TAG: readonly RefusedPolicy[] = [
  {
    source: 'Terraform provider for AWS, issue 26332: MalformedPolicyDocumentException',
    says: 'values are a list',
    type: 'TAG_POLICY',
    document: tag({ tag_key: is('Ledger'), tag_value: is('main') }),
    rule: SYNTAX,
    path: 'tags.Ledger.tag_value',
  },
  {
    source: TAG_PAGE,
    says: 'a tag key matches its policy key',
    type: 'TAG_POLICY',
    document: tag({ tag_key: is('Ledgers') }),
    rule: SYNTAX,
    path: 'tags.Ledger.tag_key',
  },
  {
    source: TAG_PAGE,
    says: 'a value has one wildcard',
    type: 'TAG_POLICY',
    document: tag({ tag_value: is(['*-*.example']) }),
    rule: VALUE,
    path: 'tags.Ledger.tag_value',
  },
  ...['*', '*:*', '*:bucket'].map((resources): RefusedPolicy => ({
    source: TAG_PAGE,
    says: `no wildcard represents all services (${resources})`,
    type: 'TAG_POLICY',
    document: tag({ enforced_for: is([resources]) }),
    rule: VALUE,
    path: 'tags.Ledger.enforced_for',
  })),
  {
    source: guide('Inheritance operators'),
    says: '@@all and @@none stand alone',
    type: 'TAG_POLICY',
    document: tag({ tag_key: { ...is('Ledger'), '@@operators_allowed_for_child_policies': ['@@all', '@@none'] } }),
    rule: 'management-operators',
    path: 'tags.Ledger.tag_key',
  },
];

const BACKUP: readonly RefusedPolicy[] = [
  {
    source: BACKUP_PAGE,
    says: 'the ARN of an air-gapped vault has both placeholders',
    type: 'BACKUP_POLICY',
    document: rule({ target_logically_air_gapped_backup_vault_arn: is('arn:aws:backup:eu-west-3:111122223333:backup-vault:Sealed') }),
    rule: SYNTAX,
    path: 'plans.Ledger.rules.Daily.target_logically_air_gapped_backup_vault_arn',
  },
  {
    source: BACKUP_PAGE,
    says: 'backups stay in cold storage for 90 days',
    type: 'BACKUP_POLICY',
    document: rule({ lifecycle: { move_to_cold_storage_after_days: is('30'), delete_after_days: is('119') } }),
    rule: VALUE,
    path: 'plans.Ledger.rules.Daily.lifecycle.delete_after_days',
  },
  {
    source: BACKUP_PAGE,
    says: 'continuous backups stay for 35 days at most',
    type: 'BACKUP_POLICY',
    document: rule({ enable_continuous_backup: is('true'), lifecycle: { delete_after_days: is('36') } }),
    rule: VALUE,
    path: 'plans.Ledger.rules.Daily.lifecycle.delete_after_days',
  },
  {
    source: `${BACKUP_PAGE}, misprint in the edition of 2022`,
    says: 'the key is delete_after_days',
    type: 'BACKUP_POLICY',
    document: rule({ lifecycle: { to_delete_after_days: is('30') } }),
    rule: 'unknown-setting',
    path: 'plans.Ledger.rules.Daily.lifecycle.to_delete_after_days',
  },
];

const SECURITY: readonly RefusedPolicy[] = [
  {
    source: guide('Security Hub policy syntax and examples'),
    says: 'both lists are required',
    type: 'SECURITYHUB_POLICY',
    document: { securityhub: { enable_in_regions: is(['eu-west-3']) } },
    rule: VALUE,
    path: 'securityhub',
  },
  {
    source: guide('Security Hub policy syntax and examples'),
    says: 'a Region has a valid name',
    type: 'SECURITYHUB_POLICY',
    document: { securityhub: { enable_in_regions: is(['Paris']), disable_in_regions: is([]) } },
    rule: VALUE,
    path: 'securityhub.enable_in_regions',
  },
  {
    source: guide('Security Hub policy syntax and examples (edition of 2025)'),
    says: 'lists have operators in each example of the later edition',
    type: 'SECURITYHUB_POLICY',
    document: { securityhub: { enable_in_regions: ['eu-west-3'], disable_in_regions: ['ca-central-1'] } },
    rule: 'management-operators',
    path: 'securityhub.enable_in_regions',
  },
  ...['ec2_scanning', 'lambda_standard_scanning'].map((scan): RefusedPolicy => ({
    source: guide('Amazon Inspector policy syntax and examples'),
    says: `both lists are required for each type of scan (${scan})`,
    type: 'INSPECTOR_POLICY',
    document: { inspector: { enablement: { [scan]: { disable_in_regions: is(['eu-west-3']) } } } },
    rule: VALUE,
    path: `inspector.enablement.${scan}`,
  })),
];

export const REFUSED_POLICIES: readonly RefusedPolicy[] = [...BACKUP, ...SECURITY, ...TAG];
