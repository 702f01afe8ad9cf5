import { Duration } from 'aws-cdk-lib';
import { adds, type DocumentedExample, final, is } from './example';
import {
  BackupIndexResourceType, BackupPolicy, type BackupPolicyPlan, type BackupPolicyProps, type BackupPolicyRule, BackupScanMode,
  BackupScanResourceType, ChildControl, InheritanceOperator, PolicyValue,
} from '../../../../src';
import type { JsonObject } from '../../../../src/policy/language/problem-list';

export const backups = (props: BackupPolicyProps): DocumentedExample['build'] => (stack) => new BackupPolicy(stack, 'Policy', props);

const lifecycle = (cold: string, deleted: string) => ({
  move_to_cold_storage_after_days: is(cold), delete_after_days: is(deleted), opt_in_to_archive_for_supported_resources: is('false'),
});
const stay = (cold: number, deleted: number) => ({
  moveToColdStorageAfter: Duration.days(cold), deleteAfter: Duration.days(deleted), optInToArchive: false,
});

const SECOND_VAULT = 'arn:aws:backup:ca-central-1:$account:backup-vault:Second';
const OTHER_ACCOUNT = 'arn:aws:backup:eu-west-3:111122223333:backup-vault:Third';
const copy = (arn: string, cold: string, deleted: string) => ({
  [arn]: { target_backup_vault_arn: is(arn), lifecycle: lifecycle(cold, deleted) },
});

const BY_TAG = {
  tags: { Ledgers: { iam_role_arn: is('arn:aws:iam::$account:role/Backups'), tag_key: is('books'), tag_value: is(['open', 'audited']) } },
};
export const SELECTION = {
  selectionName: 'Ledgers', roleArn: 'arn:aws:iam::$account:role/Backups', tagKey: 'books', tagValues: ['open', 'audited'],
};

/** The parent of Example 2; Examples 3 and 4 forbid changes to it. */
const PARENT_RULE: BackupPolicyRule = {
  ruleName: 'TwiceADay',
  scheduleExpression: 'cron(0 3/12 ? * * *)',
  startWindow: Duration.minutes(90),
  vaultName: 'Strongbox',
  indexResourceTypes: [BackupIndexResourceType.EBS, BackupIndexResourceType.S3],
  ...stay(30, 200),
  copyActions: [{ vaultArn: SECOND_VAULT, ...stay(30, 200) }],
};
const PARENT_PLAN: BackupPolicyPlan = {
  planName: 'Ledger_Plan', regions: PolicyValue.append(['eu-north-1', 'eu-west-3']), rules: [PARENT_RULE], tagSelections: [SELECTION],
};
const PARENT = {
  regions: adds('eu-north-1', 'eu-west-3'),
  rules: {
    TwiceADay: {
      schedule_expression: is('cron(0 3/12 ? * * *)'),
      start_backup_window_minutes: is('90'),
      target_backup_vault_name: is('Strongbox'),
      index_actions: { resource_types: is(['EBS', 'S3']) },
      lifecycle: lifecycle('30', '200'),
      copy_actions: copy(SECOND_VAULT, '30', '200'),
    },
  },
  selections: BY_TAG,
};

const CHILD_PLAN: BackupPolicyPlan = {
  planName: 'Quarterly_Plan',
  regions: PolicyValue.append(['eu-north-1', 'ap-south-1']),
  rules: [{
    ruleName: 'Quarterly',
    scheduleExpression: 'cron(0 4 1 1/3 ? *)',
    startWindow: Duration.hours(6),
    vaultName: 'Default',
    ...stay(60, 400),
    copyActions: [{ vaultArn: SECOND_VAULT, ...stay(60, 400) }],
  }],
  tagSelections: [SELECTION],
};
const CHILD = {
  regions: adds('eu-north-1', 'ap-south-1'),
  rules: {
    Quarterly: {
      schedule_expression: is('cron(0 4 1 1/3 ? *)'),
      start_backup_window_minutes: is('360'),
      target_backup_vault_name: is('Default'),
      lifecycle: lifecycle('60', '400'),
      copy_actions: copy(SECOND_VAULT, '60', '400'),
    },
  },
  selections: BY_TAG,
};

/** The same block with child control that allows no operators, at each of its settings. */
function finalBlock(block: JsonObject): JsonObject {
  const parts = Object.entries(block).map(([key, part]) => [key, key.startsWith('@@') ? part : finalBlock(part as JsonObject)]);
  return { ...final, ...Object.fromEntries(parts) as JsonObject };
}

/** Some numbers of the page break its own rule of 90 days in cold storage; these numbers follow the rule. */
export const BACKUP_PLANS: readonly DocumentedExample[] = [{
  name: 'Example 1',
  document: {
    plans: {
      Ledger_Plan: {
        regions: is(['eu-north-1', 'eu-west-3', 'ap-south-1']),
        rules: {
          EveryOtherHour: {
            schedule_expression: is('cron(0 6/2 ? * * *)'),
            start_backup_window_minutes: is('240'),
            complete_backup_window_minutes: is('8640'),
            lifecycle: lifecycle('120', '240'),
            target_backup_vault_name: is('Strongbox'),
            target_logically_air_gapped_backup_vault_arn: is('arn:aws:backup:$region:$account:backup-vault:Sealed'),
            index_actions: { resource_types: is(['EBS', 'S3']) },
            copy_actions: { ...copy(SECOND_VAULT, '20', '130'), ...copy(OTHER_ACCOUNT, '20', '130') },
          },
        },
        selections: BY_TAG,
        advanced_backup_settings: { ec2: { windows_vss: is('enabled') } },
      },
    },
  },
  build: backups({
    plans: [{
      planName: 'Ledger_Plan',
      regions: ['eu-north-1', 'eu-west-3', 'ap-south-1'],
      rules: [{
        ruleName: 'EveryOtherHour',
        scheduleExpression: 'cron(0 6/2 ? * * *)',
        startWindow: Duration.hours(4),
        completionWindow: Duration.days(6),
        ...stay(120, 240),
        vaultName: 'Strongbox',
        airGappedVaultArn: 'arn:aws:backup:$region:$account:backup-vault:Sealed',
        indexResourceTypes: [BackupIndexResourceType.EBS, BackupIndexResourceType.S3],
        copyActions: [{ vaultArn: SECOND_VAULT, ...stay(20, 130) }, { vaultArn: OTHER_ACCOUNT, ...stay(20, 130) }],
      }],
      tagSelections: [SELECTION],
      windowsVss: true,
    }],
  }),
}, {
  name: 'Example 2, parent policy',
  document: { plans: { Ledger_Plan: PARENT } },
  build: backups({ plans: [PARENT_PLAN] }),
}, {
  name: 'Example 2, child policy',
  document: { plans: { Quarterly_Plan: CHILD } },
  build: backups({ plans: [CHILD_PLAN] }),
}, {
  name: 'Example 3',
  document: { plans: finalBlock({ Ledger_Plan: { ...PARENT, advanced_backup_settings: { ec2: { windows_vss: is('enabled') } } } }) },
  build: backups({ plans: [{ ...PARENT_PLAN, windowsVss: true }], childControl: ChildControl.NONE }),
}, {
  name: 'Example 4, parent policy',
  document: { plans: { '@@operators_allowed_for_child_policies': ['@@append'], 'Ledger_Plan': finalBlock(PARENT) } },
  build: backups({
    plans: [{ ...PARENT_PLAN, childControl: ChildControl.NONE }], childControl: ChildControl.only(InheritanceOperator.APPEND),
  }),
}, {
  name: 'Example 4, child policy',
  document: { plans: { Yearly_Plan: CHILD } },
  build: backups({ plans: [{ ...CHILD_PLAN, planName: 'Yearly_Plan' }] }),
}, {
  name: 'Example 5, parent policy',
  document: {
    plans: {
      Ledger_Plan: {
        ...PARENT,
        rules: {
          TwiceADay: {
            ...PARENT.rules.TwiceADay, lifecycle: { ...lifecycle('30', '200'), opt_in_to_archive_for_supported_resources: is(false) },
          },
        },
      },
    },
  },
  build: backups({ plans: [PARENT_PLAN] }),
  built: { document: { plans: { Ledger_Plan: PARENT } }, reason: 'Typed props write booleans in quotes, as the other examples of the page do.' },
}, {
  name: 'Example 5, child policy',
  above: { plans: { Ledger_Plan: PARENT } },
  document: {
    plans: {
      Ledger_Plan: {
        regions: is(['ap-south-1', 'ca-central-1']),
        rules: {
          TwiceADay: {
            schedule_expression: is('cron(0 3/8 ? * * *)'),
            start_backup_window_minutes: is('120'),
            target_backup_vault_name: is('Default'),
            lifecycle: lifecycle('40', '300'),
          },
        },
      },
    },
  },
  build: backups({
    plans: [{
      planName: 'Ledger_Plan',
      completesInheritedPlan: true,
      regions: ['ap-south-1', 'ca-central-1'],
      rules: [{
        ruleName: 'TwiceADay',
        scheduleExpression: 'cron(0 3/8 ? * * *)',
        startWindow: Duration.hours(2),
        vaultName: 'Default',
        ...stay(40, 300),
      }],
    }],
  }),
}, {
  name: 'Example 8',
  document: {
    plans: {
      Scanned_Plan: {
        regions: is(['eu-north-1', 'eu-west-3']),
        rules: {
          NightlyWithNewest: {
            schedule_expression: is('cron(0 2 ? * * *)'),
            start_backup_window_minutes: is('75'),
            target_backup_vault_name: is('Strongbox'),
            lifecycle: { delete_after_days: is('21') },
            scan_actions: { GUARDDUTY: { scan_mode: is('INCREMENTAL_SCAN') } },
          },
          MonthlyWithAll: {
            schedule_expression: is('cron(0 2 15 * ? *)'),
            start_backup_window_minutes: is('75'),
            target_backup_vault_name: is('Strongbox'),
            lifecycle: { delete_after_days: is('400') },
            scan_actions: { GUARDDUTY: { scan_mode: is('FULL_SCAN') } },
          },
        },
        selections: BY_TAG,
        scan_settings: { GUARDDUTY: { resource_types: is(['S3']), scanner_role_arn: is('arn:aws:iam::$account:role/Scanner') } },
      },
    },
  },
  build: backups({
    plans: [{
      planName: 'Scanned_Plan',
      regions: ['eu-north-1', 'eu-west-3'],
      rules: [{
        ruleName: 'NightlyWithNewest',
        scheduleExpression: 'cron(0 2 ? * * *)',
        startWindow: Duration.minutes(75),
        vaultName: 'Strongbox',
        deleteAfter: Duration.days(21),
        scanMode: BackupScanMode.INCREMENTAL_SCAN,
      }, {
        ruleName: 'MonthlyWithAll',
        scheduleExpression: 'cron(0 2 15 * ? *)',
        startWindow: Duration.minutes(75),
        vaultName: 'Strongbox',
        deleteAfter: Duration.days(400),
        scanMode: BackupScanMode.FULL_SCAN,
      }],
      tagSelections: [SELECTION],
      malwareScan: { resourceTypes: [BackupScanResourceType.S3], scannerRoleArn: 'arn:aws:iam::$account:role/Scanner' },
    }],
  }),
}];
