import { Duration, type Stack } from 'aws-cdk-lib';
import {
  AiService, AiServicesOptOutPolicy, AllowedImagesState, BackupConditionOperator, BackupIndexResourceType, BackupPolicy,
  BackupPolicyPlan, BackupScanMode, BackupScanResourceType, BedrockPolicy, ChatApplicationsPolicy, ChatRoleSetting, ChildControl,
  DeclarativeEc2Policy, Ec2Toggle, GuardDutyPolicy, GuardedContent, HttpTokens, ImageBlockPublicAccess, InheritanceOperator,
  InspectorPolicy, NetworkSecurityDirectorPolicy, PolicyContent, PolicyValue, S3Policy, SecurityHubCspmPolicy, SecurityHubPolicy,
  SlackChannelType, SnapshotBlockPublicAccess, TagPolicy, UpgradeOrder, UpgradeRolloutPolicy, VpcBlockPublicAccessMode,
  VpcEncryptionExclusion, VpcEncryptionMode,
} from '../../../src';
import type { PolicyTypeName } from '../../../src/contract';

/** A policy construct, with the document that AWS documents for it. */
type Case = [name: string, type: PolicyTypeName, build: (stack: Stack) => unknown, document: object];

export const is = (value: unknown) => ({ '@@assign': value });
const adds = (...values: string[]) => ({ '@@append': values });
const final = { '@@operators_allowed_for_child_policies': ['@@none'] };
const on = { status: is('enabled') };

const TENANT = '3f1c0b52-7d0e-4c8e-9b1a-52a4f0d6c811';
const TEAMS = ['8a6e4d10-1f2b-4d3c-8e5f-6071829304a5', '9b7f5e21-2a3c-4e4d-9f60-7182930415b6'];

const PLAN: BackupPolicyPlan = {
  planName: 'Ledger',
  regions: ['eu-central-1', 'eu-north-1'],
  rules: [{
    ruleName: 'Daily',
    scheduleExpression: 'cron(0 3 ? * * *)',
    vaultName: 'Vault',
    airGappedVaultArn: 'arn:aws:backup:$region:$account:backup-vault:Sealed',
    startWindow: Duration.hours(1),
    completionWindow: Duration.hours(12),
    moveToColdStorageAfter: Duration.days(30),
    deleteAfter: Duration.days(120),
    optInToArchive: false,
    copyActions: [{ vaultArn: 'arn:aws:backup:eu-west-1:$account:backup-vault:Copies', deleteAfter: Duration.days(14) }],
    recoveryPointTags: { owner: 'ledger' },
    indexResourceTypes: [BackupIndexResourceType.EBS],
    scanMode: BackupScanMode.INCREMENTAL_SCAN,
  }],
  tagSelections: [{
    selectionName: 'Tagged',
    roleArn: 'arn:aws:iam::$account:role/Backup',
    tagKey: 'backup',
    tagValues: ['daily', 'hourly'],
    conditions: [{ operator: BackupConditionOperator.STRING_NOT_EQUALS, tagKey: 'stage', value: 'test' }],
  }],
  windowsVss: true,
  s3Acls: false,
  planTags: { stage: 'prod' },
  malwareScan: { resourceTypes: [BackupScanResourceType.EBS], scannerRoleArn: 'arn:aws:iam::$account:role/Scanner' },
};

export const CASES: Case[] = [
  ['tag keys with values', 'TAG_POLICY', (stack) => new TagPolicy(stack, 'Policy', {
    tags: [
      { tagKey: PolicyValue.text('Stage', ChildControl.NONE), values: ['Prod', 'Test*'], enforcedFor: ['ec2:ALL_SUPPORTED'] },
      { tagKey: 'Owner', reportRequiredTagFor: ['s3:bucket', 'rds:db'] },
    ],
  }), {
    tags: {
      Stage: { tag_key: { ...is('Stage'), ...final }, tag_value: is(['Prod', 'Test*']), enforced_for: is(['ec2:ALL_SUPPORTED']) },
      Owner: { tag_key: is('Owner'), report_required_tag_for: is(['s3:bucket', 'rds:db']) },
    },
  }],
  ['values of a tag whose capitalization a policy further up defines', 'TAG_POLICY', (stack) => new TagPolicy(stack, 'Policy', {
    tags: [{ tagKey: 'Stage', enforceCapitalization: false, values: PolicyValue.append(['Canary'], ChildControl.only(InheritanceOperator.APPEND)) }],
  }), { tags: { Stage: { tag_value: { ...adds('Canary'), '@@operators_allowed_for_child_policies': ['@@append'] } } } }],
  ['a tag without compliant values', 'TAG_POLICY', (stack) => new TagPolicy(stack, 'Policy', {
    tags: [{ tagKey: 'Color', values: PolicyValue.assign([], ChildControl.NONE) }],
  }), { tags: { Color: { tag_key: is('Color'), tag_value: { ...is([]), ...final } } } }],
  ['an opt-out from all AI services but one', 'AISERVICES_OPT_OUT_POLICY', (stack) => new AiServicesOptOutPolicy(stack, 'Policy', {
    optOut: [AiService.ALL, AiService.POLLY], optIn: [AiService.LEX], finalServices: [AiService.POLLY],
  }), {
    services: {
      default: { opt_out_policy: is('optOut') },
      polly: { ...final, opt_out_policy: { ...is('optOut'), ...final } },
      lex: { opt_out_policy: is('optIn') },
    },
  }],
  ['a final opt-out from all AI services', 'AISERVICES_OPT_OUT_POLICY', (stack) => new AiServicesOptOutPolicy(stack, 'Policy', {
    optOut: [AiService.ALL], childControl: ChildControl.NONE,
  }), { services: { ...final, default: { ...final, opt_out_policy: { ...is('optOut'), ...final } } } }],
  ['a backup plan', 'BACKUP_POLICY', (stack) => new BackupPolicy(stack, 'Policy', { plans: [PLAN] }), {
    plans: {
      Ledger: {
        regions: is(['eu-central-1', 'eu-north-1']),
        rules: {
          Daily: {
            schedule_expression: is('cron(0 3 ? * * *)'),
            target_backup_vault_name: is('Vault'),
            target_logically_air_gapped_backup_vault_arn: is('arn:aws:backup:$region:$account:backup-vault:Sealed'),
            start_backup_window_minutes: is('60'),
            complete_backup_window_minutes: is('720'),
            lifecycle: {
              move_to_cold_storage_after_days: is('30'), delete_after_days: is('120'), opt_in_to_archive_for_supported_resources: is('false'),
            },
            copy_actions: {
              'arn:aws:backup:eu-west-1:$account:backup-vault:Copies': {
                target_backup_vault_arn: is('arn:aws:backup:eu-west-1:$account:backup-vault:Copies'),
                lifecycle: { delete_after_days: is('14') },
              },
            },
            recovery_point_tags: { owner: { tag_key: is('owner'), tag_value: is('ledger') } },
            index_actions: { resource_types: is(['EBS']) },
            scan_actions: { GUARDDUTY: { scan_mode: is('INCREMENTAL_SCAN') } },
          },
        },
        selections: {
          tags: {
            Tagged: {
              iam_role_arn: is('arn:aws:iam::$account:role/Backup'),
              tag_key: is('backup'),
              tag_value: is(['daily', 'hourly']),
              conditions: { string_not_equals: { condition_1: { condition_key: is('aws:ResourceTag/stage'), condition_value: is('test') } } },
            },
          },
        },
        advanced_backup_settings: { ec2: { windows_vss: is('enabled') }, s3: { backup_acls: is('disabled') } },
        backup_plan_tags: { stage: { tag_key: is('stage'), tag_value: is('prod') } },
        scan_settings: { GUARDDUTY: { resource_types: is(['EBS']), scanner_role_arn: is('arn:aws:iam::$account:role/Scanner') } },
      },
    },
  }],
  ['a backup plan that selects by resource type', 'BACKUP_POLICY', (stack) => new BackupPolicy(stack, 'Policy', {
    plans: [{
      planName: 'All',
      regions: PolicyValue.append(['eu-west-1']),
      rules: [{ ruleName: 'Hourly', scheduleExpression: 'cron(0 * ? * * *)', vaultName: 'Default', continuousBackup: true, deleteAfter: Duration.days(35) }],
      resourceSelections: [{
        selectionName: 'Everything',
        roleArn: 'arn:aws:iam::$account:role/Backup',
        resourceTypes: ['*'],
        notResourceTypes: ['arn:aws:ec2:*:*:volume/*'],
        conditions: [
          { operator: BackupConditionOperator.STRING_EQUALS, tagKey: 'backup', value: 'true' },
          { operator: BackupConditionOperator.STRING_EQUALS, tagKey: 'stage', value: 'prod' },
        ],
      }],
    }],
  }), {
    plans: {
      All: {
        regions: adds('eu-west-1'),
        rules: {
          Hourly: {
            schedule_expression: is('cron(0 * ? * * *)'),
            target_backup_vault_name: is('Default'),
            enable_continuous_backup: is('true'),
            lifecycle: { delete_after_days: is('35') },
          },
        },
        selections: {
          resources: {
            Everything: {
              iam_role_arn: is('arn:aws:iam::$account:role/Backup'),
              resource_types: is(['*']),
              not_resource_types: is(['arn:aws:ec2:*:*:volume/*']),
              conditions: {
                string_equals: {
                  condition_1: { condition_key: is('aws:ResourceTag/backup'), condition_value: is('true') },
                  condition_2: { condition_key: is('aws:ResourceTag/stage'), condition_value: is('prod') },
                },
              },
            },
          },
        },
      },
    },
  }],
  ['chat applications', 'CHATBOT_POLICY', (stack) => new ChatApplicationsPolicy(stack, 'Policy', {
    slack: {
      enabled: true,
      workspaces: ['T0123456789', 'T9876543210'],
      channelTypes: [SlackChannelType.PRIVATE],
      roleSettings: [ChatRoleSetting.USER_ROLE],
      overrides: [{ workspaceId: 'T9876543210', channelTypes: [SlackChannelType.PUBLIC, SlackChannelType.PRIVATE] }],
    },
    microsoftTeams: {
      enabled: true,
      tenants: [{ tenantId: TENANT, teamIds: TEAMS }],
      roleSettings: [ChatRoleSetting.USER_ROLE],
      overrides: [
        { tenantId: TENANT, teamId: TEAMS[0], roleSettings: [ChatRoleSetting.CHANNEL_ROLE] },
        { tenantId: TENANT, teamId: TEAMS[1], roleSettings: [ChatRoleSetting.USER_ROLE] },
      ],
    },
    chimeEnabled: false,
    othersEnabled: false,
  }), {
    chatbot: {
      platforms: {
        slack: {
          client: is('enabled'),
          workspaces: is(['T0123456789', 'T9876543210']),
          default: { supported_channel_types: is(['private']), supported_role_settings: is(['user_role']) },
          overrides: { T9876543210: { supported_channel_types: is(['public', 'private']) } },
        },
        microsoft_teams: {
          client: is('enabled'),
          tenants: { [TENANT]: is(TEAMS) },
          default: { supported_role_settings: is(['user_role']) },
          overrides: {
            [TENANT]: {
              [TEAMS[0]]: { supported_role_settings: is(['channel_role']) }, [TEAMS[1]]: { supported_role_settings: is(['user_role']) },
            },
          },
        },
        chime: { client: is('disabled') },
      },
      default: { client: is('disabled') },
    },
  }],
  ['EC2 settings', 'DECLARATIVE_POLICY_EC2', (stack) => new DeclarativeEc2Policy(stack, 'Policy', {
    serialConsoleAccess: false,
    imageBlockPublicAccess: ImageBlockPublicAccess.BLOCK_NEW_SHARING,
    snapshotBlockPublicAccess: SnapshotBlockPublicAccess.BLOCK_ALL_SHARING,
    vpcBlockPublicAccess: { mode: VpcBlockPublicAccessMode.BLOCK_INGRESS, exclusionsAllowed: false },
    instanceMetadataDefaults: {
      httpTokens: HttpTokens.REQUIRED,
      httpPutResponseHopLimit: 2,
      httpEndpoint: Ec2Toggle.ENABLED,
      instanceMetadataTags: Ec2Toggle.NO_PREFERENCE,
      httpTokensEnforced: Ec2Toggle.ENABLED,
    },
    allowedImages: {
      state: AllowedImagesState.AUDIT_MODE,
      criteria: [
        { imageProviders: ['amazon', '123456789012'], maximumDaysSinceCreated: 300, maximumDaysSinceDeprecated: 0 },
        { imageNames: PolicyValue.append(['golden-*']), marketplaceProductCodes: ['abc123'] },
      ],
    },
    vpcEncryptionControl: { mode: VpcEncryptionMode.ATTEMPT_MONITOR, exclusions: [VpcEncryptionExclusion.NAT_GATEWAY] },
    exceptionMessage: 'Ask the platform team.',
  }), {
    ec2_attributes: {
      serial_console_access: { status: is('disabled') },
      image_block_public_access: { state: is('block_new_sharing') },
      snapshot_block_public_access: { state: is('block_all_sharing') },
      vpc_block_public_access: { internet_gateway_block: { mode: is('block_ingress'), exclusions_allowed: is('disabled') } },
      instance_metadata_defaults: {
        http_tokens: is('required'),
        http_put_response_hop_limit: is('2'),
        http_endpoint: is('enabled'),
        instance_metadata_tags: is('no_preference'),
        http_tokens_enforced: is('enabled'),
      },
      allowed_images_settings: {
        state: is('audit_mode'),
        image_criteria: {
          criteria_1: {
            allowed_image_providers: is(['amazon', '123456789012']),
            creation_date_condition: { maximum_days_since_created: is(300) },
            deprecation_time_condition: { maximum_days_since_deprecated: is(0) },
          },
          criteria_2: { image_names: adds('golden-*'), marketplace_product_codes: is(['abc123']) },
        },
      },
      vpc_encryption_control: { mode: is('attempt_monitor'), exclusions: is(['nat_gateway']) },
      exception_message: is('Ask the platform team.'),
    },
  }],
  ['Security Hub in all Regions but one', 'SECURITYHUB_POLICY', (stack) => new SecurityHubPolicy(stack, 'Policy', {
    regions: { enableInRegions: ['ALL_SUPPORTED'], disableInRegions: ['me-south-1'] },
    networkScanning: { enableInRegions: ['eu-west-1'] },
  }), {
    securityhub: {
      enable_in_regions: is(['ALL_SUPPORTED']),
      disable_in_regions: is(['me-south-1']),
      features: { network_scanning: { enable_in_regions: is(['eu-west-1']), disable_in_regions: adds() } },
    },
  }],
  ['an additional Region for Security Hub', 'SECURITYHUB_POLICY', (stack) => new SecurityHubPolicy(stack, 'Policy', {
    regions: { enableInRegions: PolicyValue.append(['eu-central-1']), disableInRegions: PolicyValue.remove(['eu-central-1']) },
  }), { securityhub: { enable_in_regions: adds('eu-central-1'), disable_in_regions: { '@@remove': ['eu-central-1'] } } }],
  ['Security Hub CSPM as JSON', 'SECURITYHUB_CSPM_POLICY', (stack) => new SecurityHubCspmPolicy(stack, 'Policy', {
    content: PolicyContent.fromJson({ any: { cspm_enablement: { enable_in_regions: is(['eu-west-1']), disable_in_regions: is([]) } } }),
  }), { any: { cspm_enablement: { enable_in_regions: is(['eu-west-1']), disable_in_regions: is([]) } } }],
  ['scan types of Amazon Inspector', 'INSPECTOR_POLICY', (stack) => new InspectorPolicy(stack, 'Policy', {
    ec2Scanning: { enableInRegions: ['eu-west-1'], disableInRegions: ['us-east-1'] },
    ecrScanning: { disableInRegions: ['ALL_SUPPORTED'] },
    lambdaStandardScanning: { enableInRegions: ['eu-west-1'] },
    lambdaCodeScanning: { enableInRegions: ['eu-west-1'] },
    codeRepositoryScanning: { enableInRegions: [] },
  }), {
    inspector: {
      enablement: {
        ec2_scanning: { enable_in_regions: is(['eu-west-1']), disable_in_regions: is(['us-east-1']) },
        ecr_scanning: { enable_in_regions: adds(), disable_in_regions: is(['ALL_SUPPORTED']) },
        lambda_standard_scanning: {
          enable_in_regions: is(['eu-west-1']),
          disable_in_regions: adds(),
          lambda_code_scanning: { enable_in_regions: is(['eu-west-1']), disable_in_regions: adds() },
        },
        code_repository_scanning: { enable_in_regions: is([]), disable_in_regions: adds() },
      },
    },
  }],
  ['GuardDuty features by Region', 'GUARDDUTY_POLICY', (stack) => new GuardDutyPolicy(stack, 'Policy', {
    defaultFeatures: { foundational: true, s3DataEvents: true, runtimeMonitoring: true, ec2AgentManagement: true },
    regionalFeatures: { 'eu-west-1': { foundational: true, ebsMalwareProtection: false } },
  }), {
    guardduty: {
      enablement: {
        'default': {
          foundational: on,
          s3_data_events: on,
          runtime_monitoring: { ...on, additional_configuration: { ec2_agent_management: on } },
        },
        'eu-west-1': { foundational: on, ebs_malware_protection: { status: is('disabled') } },
      },
    },
  }],
  ['upgrade orders', 'UPGRADE_ROLLOUT_POLICY', (stack) => new UpgradeRolloutPolicy(stack, 'Policy', {
    defaultOrder: UpgradeOrder.LAST, tags: [{ tagKey: 'stage', orders: { dev: UpgradeOrder.FIRST, test: UpgradeOrder.SECOND } }],
  }), {
    upgrade_rollout: {
      default: { patch_order: is('last') },
      tags: { stage: { tag_values: { dev: { patch_order: is('first') }, test: { patch_order: is('second') } } } },
    },
  }],
  ['Bedrock guardrails', 'BEDROCK_POLICY', (stack) => new BedrockPolicy(stack, 'Policy', {
    guardrails: [{
      region: 'eu-west-1',
      guardrailArn: 'arn:aws:bedrock:eu-west-1:123456789012:guardrail/abc123',
      guardrailVersion: '2',
      system: GuardedContent.SELECTIVE,
      messages: GuardedContent.COMPREHENSIVE,
      excludedModels: ['amazon.titan-embed-text-v2:0'],
    }],
  }), {
    bedrock: {
      guardrail_inference: {
        'eu-west-1': {
          config_1: {
            identifier: is('arn:aws:bedrock:eu-west-1:123456789012:guardrail/abc123:2'),
            selective_content_guarding: { system: is('selective'), messages: is('comprehensive') },
            model_enforcement: { included_models: is(['ALL']), excluded_models: is(['amazon.titan-embed-text-v2:0']) },
          },
        },
      },
    },
  }],
  ['blocked public access to S3', 'S3_POLICY', (stack) => new S3Policy(stack, 'Policy', { blockPublicAccess: true }),
    { s3_attributes: { public_access_block_configuration: is('all') } }],
  ['unblocked public access to S3', 'S3_POLICY', (stack) => new S3Policy(stack, 'Policy', { blockPublicAccess: false }),
    { s3_attributes: { public_access_block_configuration: is('none') } }],
  ['network security director', 'NETWORK_SECURITY_DIRECTOR_POLICY', (stack) => new NetworkSecurityDirectorPolicy(stack, 'Policy', {
    networkSecurityScan: { enableInRegions: ['us-east-1', 'eu-west-1'], disableInRegions: [] },
  }), {
    network_security_director: {
      enablement: { network_security_scan: { enable_in_regions: is(['us-east-1', 'eu-west-1']), disable_in_regions: is([]) } },
    },
  }],
];
