import { adds, allows, guide, is, type PublishedPolicy } from './published-policy';
import type { JsonObject } from '../../../../src/policy/language/problem-list';

/** Policies of other publications than the syntax pages, which `test/constructs/policy/documented` has. */

const of = (type: PublishedPolicy['type'], source: string, ...documents: JsonObject[]): PublishedPolicy[] => (
  documents.map((document) => ({ source, type, document })));

const vault = (region: string, name: string) => `arn:aws:backup:${region}:$account:backup-vault:${name}`;

const retention = (cold: string, deleted: string) => ({ move_to_cold_storage_after_days: is(cold), delete_after_days: is(deleted) });

/** A plan with a copy in another Region, with or without the name of the vault in the settings of the copy. */
const plan = (copy: JsonObject): JsonObject => ({
  plans: {
    Ledger_Plan: {
      regions: is(['eu-west-3', 'eu-south-1', 'ca-central-1']),
      rules: {
        Daily: {
          schedule_expression: is('cron(0 3/6 ? * * *)'),
          start_backup_window_minutes: is('120'),
          complete_backup_window_minutes: is('2880'),
          lifecycle: retention('60', '365'),
          target_backup_vault_name: is('Ledger'),
          copy_actions: { [vault('eu-south-1', 'copies')]: { ...copy, lifecycle: retention('8', '120') } },
        },
      },
      selections: {
        tags: { ledger: { iam_role_arn: is('arn:aws:iam::$account:role/LedgerBackup'), tag_key: is('ledger'), tag_value: is(['main']) } },
      },
    },
  },
});

const WINDOWS_ROLE = { iam_role_arn: is('arn:aws:iam::$account:role/service-role/WindowsBackup') };

const BACKUP: readonly PublishedPolicy[] = [
  ...of('BACKUP_POLICY', guide('Creating backup policies'), plan({})),
  ...of('BACKUP_POLICY', 'Terraform provider for AWS, acceptance test of backup policies',
    plan({ target_backup_vault_arn: is(vault('eu-south-1', 'copies')) })),
  ...of('BACKUP_POLICY', 'Blog post "Centralize Backup Vault with AWS Backup" of January 2026', {
    plans: {
      Windows: {
        regions: is(['eu-west-3']),
        rules: {
          Weekly: {
            schedule_expression: is('cron(0 1 ? * SUN *)'),
            target_backup_vault_name: is('Windows'),
            lifecycle: { delete_after_days: is('30') },
            recovery_point_tags: { owner: { tag_key: is('owner'), tag_value: is('ledger') } },
          },
        },
        selections: { tags: { windows: { ...WINDOWS_ROLE, tag_key: is('example:os'), tag_value: is(['windows']) } } },
        advanced_backup_settings: { ec2: { windows_vss: is('enabled') }, s3: { backup_acls: is('disabled'), backup_object_tags: is('enabled') } },
        backup_plan_tags: { owner: { tag_key: is('owner'), tag_value: is('ledger') } },
      },
    },
  }),
];

const tags = (settings: JsonObject): JsonObject => ({ tags: settings });

const INHERITANCE = guide('Policy syntax and inheritance for management policy types');

const TAG: readonly PublishedPolicy[] = [
  ...of('TAG_POLICY', guide('Creating tag policies'),
    tags({ Ledger: { tag_key: is('Ledger') } }),
    tags({ Stage: { tag_key: is('Stage'), tag_value: is(['Live', 'Trial']) } })),
  ...of('TAG_POLICY', guide('Tag policy syntax and examples (edition of 2022)'),
    tags({ ledger: { tag_key: is('Ledger'), tag_value: is(['7', '8']), enforced_for: is(['kms:*']) } }),
    tags({ ledger: { tag_key: is('Ledger'), enforced_for: is(['dynamodb:*', 'secretsmanager:*']), report_required_tag_for: is(['secretsmanager:*']) } }),
    tags({ Ledger: { tag_key: { ...is('Ledger'), ...allows('@@none') } }, Stage: { tag_key: is('Stage') } }),
    tags({ Ledger: { tag_value: is(['main', 'side']) }, Stage: { tag_value: is(['x', 'y']) } })),
  ...of('TAG_POLICY', INHERITANCE,
    tags({ ledger: { tag_key: is('Ledger'), tag_value: is(['Build', 'Help']) } }),
    tags({ ledger: { tag_key: is('Ledger'), tag_value: is(['Lab']), enforced_for: is(['sqs:*', 'sns:topic']) } }),
    tags({ ledger: { tag_key: is('Ledger'), tag_value: adds('Sales'), enforced_for: adds('sqs:*', 'sns:topic') } }),
    tags({ ledger: { tag_key: is('Ledger'), tag_value: { '@@remove': ['Build', 'Sales'] }, enforced_for: { '@@remove': ['sqs:*'] } } }),
    tags({ stage: { tag_key: { ...allows('@@none'), ...is('Stage') }, tag_value: { ...allows('@@append'), ...is(['Live', 'Trial']) } } }),
    tags({ stage: { tag_key: is('STAGE'), tag_value: adds('Trial - late') } }),
    tags({ stage: { tag_value: { ...allows('@@append'), ...is(['Live']) } } }),
    tags({ stage: { tag_value: allows('@@append', '@@remove') } }),
    tags({ stage: { tag_key: is('stage') } })),
  ...of('TAG_POLICY', guide('Report tagging compliance'),
    tags({ Ledger: { tag_key: is('Ledger'), report_required_tag_for: is(['ecr:ALL_SUPPORTED']) } })),
  ...of('TAG_POLICY', 'Terraform provider for AWS, acceptance test of tag policies',
    tags({ Ledger: { tag_key: is('Ledger'), enforced_for: is(['ec2:volume']) } })),
];

const AI: readonly PublishedPolicy[] = [
  ...of('AISERVICES_OPT_OUT_POLICY', guide('Creating AI services opt-out policies'),
    { services: { default: { opt_out_policy: is('optOut') }, polly: { opt_out_policy: is('optIn') } } },
    { services: { default: { opt_out_policy: is('optOut') }, polly: { opt_out_policy: { ...allows('@@none'), ...is('optOut') } } } }),
  ...of('AISERVICES_OPT_OUT_POLICY', 'Terraform provider for AWS, acceptance test of AI services opt-out policies',
    { services: { polly: { opt_out_policy: is('optOut') }, lex: { opt_out_policy: is('optIn') } } }),
];

const control = (id: string, attributes: JsonObject): PublishedPolicy[] => (
  of('DECLARATIVE_POLICY_EC2', `AWS Control Tower Controls Reference, "${id}"`, { ec2_attributes: attributes }));

const settable = (value: string) => ({ ...is(value), ...allows('@@all') });

const EC2: readonly PublishedPolicy[] = [
  ...control('CT.EC2.PV.7', { snapshot_block_public_access: { state: settable('block_all_sharing') } }),
  ...control('CT.EC2.PV.8', {
    vpc_block_public_access: { internet_gateway_block: { mode: settable('block_bidirectional'), exclusions_allowed: settable('enabled') } },
  }),
  ...control('CT.EC2.PV.9', { serial_console_access: { status: settable('disabled') } }),
  ...control('CT.EC2.PV.11', { image_block_public_access: { state: settable('block_new_sharing') } }),
];

const regions = (enabled: string[], disabled: string[]) => ({ enable_in_regions: is(enabled), disable_in_regions: is(disabled) });

const SECURITY: readonly PublishedPolicy[] = [
  ...of('SECURITYHUB_POLICY', 'SRA Verify, check of Security Hub policies', { securityhub: regions(['ALL_SUPPORTED'], []) }),
  ...of('SECURITYHUB_POLICY', guide('Security Hub policy syntax and examples'), {
    securityhub: {
      enable_in_regions: { ...adds('ALL_SUPPORTED'), ...allows('@@all') }, disable_in_regions: { ...adds(), ...allows('@@all') },
    },
  }),
  ...of('INSPECTOR_POLICY', guide('Amazon Inspector policy syntax and examples'), {
    inspector: {
      enablement: { lambda_standard_scanning: { ...regions(['eu-west-3'], ['ca-central-1']), lambda_code_scanning: regions(['eu-west-3'], []) } },
    },
  }),
  ...of('NETWORK_SECURITY_DIRECTOR_POLICY', guide('AWS Shield Network Security Director policy syntax and examples'), {
    network_security_director: { enablement: { network_security_scan: regions(['eu-west-3', 'us-east-2'], []) } },
  }),
];

export const ACCEPTED_POLICIES: readonly PublishedPolicy[] = [...AI, ...BACKUP, ...EC2, ...SECURITY, ...TAG];
