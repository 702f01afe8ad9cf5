/** Documents of each type with typed props, which use as many of them as possible. */

interface TypedDocument {
  readonly type: string;
  readonly document: object;
}

const CONTROL = '@@operators_allowed_for_child_policies';
const NONE = { [CONTROL]: ['@@none'] };
const ROLE = 'arn:aws:iam::$account:role/backup';

function assign(value: unknown, control: object = {}): object {
  return { ...control, '@@assign': value };
}

const TAGS = { team: { tag_key: assign('team'), tag_value: assign('red') }, stage: { tag_key: assign('stage'), tag_value: assign('prod') } };
const REGIONS = { enable_in_regions: assign(['eu-west-1', 'us-east-1']), disable_in_regions: assign(['ALL_SUPPORTED']) };
const RULE = { schedule_expression: assign('cron(0 5 ? * * *)'), target_backup_vault_name: assign('vault-1') };
const CONDITIONS = {
  string_equals: { condition_1: { condition_key: assign('aws:ResourceTag/stage'), condition_value: assign('prod') } },
  string_not_like: { condition_2: { condition_key: assign('aws:ResourceTag/team'), condition_value: assign('x*') } },
};
const UUIDS = ['0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9', '1a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9'];

const TAG_DOCUMENTS: readonly object[] = [
  {
    tags: {
      stage: {
        tag_key: assign('stage', NONE),
        tag_value: { [CONTROL]: ['@@append', '@@remove'], '@@append': ['prod', 'dev-*'] },
        enforced_for: assign(['ec2:instance', 's3:*']),
      },
      team: { tag_value: assign(['red', 'blue']), report_required_tag_for: { '@@remove': ['ec2:ALL_SUPPORTED'] } },
    },
  },
  { tags: { ...NONE, owner: { ...NONE, tag_key: assign('owner', NONE) }, cost: { ...NONE, tag_key: assign('cost', NONE), tag_value: assign([], NONE) } } },
];

const BACKUP_DOCUMENTS: readonly object[] = [
  {
    plans: {
      daily: {
        regions: assign(['eu-west-1', 'eu-central-1']),
        rules: {
          first: {
            ...RULE,
            start_backup_window_minutes: assign('60'),
            complete_backup_window_minutes: assign('604800'),
            lifecycle: {
              move_to_cold_storage_after_days: assign('30'), delete_after_days: assign('120'), opt_in_to_archive_for_supported_resources: assign('false'),
            },
            copy_actions: {
              'arn:aws:backup:eu-west-1:$account:backup-vault:copies': {
                target_backup_vault_arn: assign('arn:aws:backup:eu-west-1:$account:backup-vault:copies'), lifecycle: { delete_after_days: assign('7') },
              },
              'arn:aws:backup:$region:111122223333:backup-vault:x': { target_backup_vault_arn: assign('arn:aws:backup:$region:111122223333:backup-vault:x') },
            },
            recovery_point_tags: TAGS,
            index_actions: { resource_types: assign(['EBS', 'S3']) },
          },
          second: { ...RULE, enable_continuous_backup: assign('true'), lifecycle: { delete_after_days: assign('35') } },
        },
        selections: {
          tags: {
            one: { iam_role_arn: assign(ROLE), tag_key: assign('backup'), tag_value: assign(['yes', 'true']), conditions: CONDITIONS },
            two: { iam_role_arn: assign(ROLE), tag_key: assign('other'), tag_value: { '@@append': ['yes'] } },
          },
        },
        advanced_backup_settings: {
          ec2: { windows_vss: assign('enabled') }, s3: { backup_acls: assign('disabled'), backup_object_tags: assign('enabled') },
        },
        backup_plan_tags: TAGS,
      },
      weekly: {
        regions: assign(['eu-west-1']),
        rules: { only: RULE },
        selections: {
          resources: {
            all: { iam_role_arn: assign(ROLE), resource_types: assign(['*']), not_resource_types: assign(['arn:aws:ec2:*:*:volume/*']), conditions: CONDITIONS },
          },
        },
      },
    },
  },
];

const OTHERS: readonly TypedDocument[] = [
  {
    type: 'AISERVICES_OPT_OUT_POLICY',
    document: { services: { ...NONE, default: { ...NONE, opt_out_policy: assign('optOut', NONE) } } },
  },
  {
    type: 'AISERVICES_OPT_OUT_POLICY',
    document: {
      services: { 'default': { opt_out_policy: assign('optOut') }, 'lex': { opt_out_policy: assign('optIn') }, 'connecthealth::training': { opt_out_policy: assign('optIn') } },
    },
  },
  {
    type: 'CHATBOT_POLICY',
    document: {
      chatbot: {
        platforms: {
          slack: {
            client: assign('enabled'),
            workspaces: assign(['T02ABCDEF', '*']),
            default: { supported_channel_types: assign(['public', 'private']), supported_role_settings: assign(['user_role']) },
            overrides: { T02ABCDEF: { supported_channel_types: assign(['private']) }, T03: { supported_role_settings: assign(['channel_role', 'user_role']) } },
          },
          microsoft_teams: {
            client: assign('enabled'),
            tenants: { [UUIDS[0]]: assign([UUIDS[1], '*']), [UUIDS[1]]: { '@@append': [UUIDS[0]] } },
            default: { supported_role_settings: assign(['user_role']) },
            overrides: {
              [UUIDS[0]]: { [UUIDS[1]]: { supported_role_settings: assign(['user_role']) }, [UUIDS[0]]: { supported_role_settings: assign(['channel_role']) } },
            },
          },
          chime: { client: assign('disabled') },
        },
        default: { client: assign('disabled') },
      },
    },
  },
  {
    type: 'DECLARATIVE_POLICY_EC2',
    document: {
      ec2_attributes: {
        serial_console_access: { status: assign('disabled') },
        image_block_public_access: { state: assign('block_new_sharing') },
        snapshot_block_public_access: { state: assign('block_all_sharing') },
        vpc_block_public_access: { internet_gateway_block: { mode: assign('block_ingress'), exclusions_allowed: assign('disabled') } },
        instance_metadata_defaults: {
          http_tokens: assign('required'),
          http_put_response_hop_limit: assign('4'),
          http_endpoint: assign('enabled'),
          instance_metadata_tags: assign('no_preference'),
          http_tokens_enforced: assign('enabled'),
        },
        allowed_images_settings: {
          state: assign('audit_mode'),
          image_criteria: {
            criteria_1: { allowed_image_providers: assign(['amazon', '111122223333']), image_names: assign(['al2023-*']), marketplace_product_codes: assign(['abc123']) },
            criteria_2: {
              creation_date_condition: { maximum_days_since_created: assign(300) },
              deprecation_time_condition: { maximum_days_since_deprecated: assign(0) },
              image_watermarks: {
                image_watermark_1: { watermark_key: assign('111122223333:golden'), source_image_region: assign('eu-west-1') },
                image_watermark_2: {
                  watermark_key: assign('111122223333:other'), maximum_days_since_source_image_created: assign(10), maximum_days_since_watermark_created: assign(20),
                },
              },
            },
          },
        },
        vpc_encryption_control: { mode: assign('attempt_enforce'), exclusions: assign(['internet_gateway', 'lambda']) },
        exception_message: assign('Ask the platform team: platform@example.com'),
      },
    },
  },
  {
    type: 'DECLARATIVE_POLICY_EC2',
    document: { ec2_attributes: { vpc_block_public_access: { internet_gateway_block: { mode: assign('off'), exclusions_allowed: assign('enabled') } } } },
  },
  { type: 'SECURITYHUB_POLICY', document: { securityhub: { ...REGIONS, features: { network_scanning: REGIONS } } } },
  {
    type: 'INSPECTOR_POLICY',
    document: {
      inspector: {
        enablement: {
          ec2_scanning: REGIONS,
          ecr_scanning: { enable_in_regions: assign(['ALL_SUPPORTED']), disable_in_regions: { '@@append': [] } },
          lambda_standard_scanning: { ...REGIONS, lambda_code_scanning: REGIONS },
          code_repository_scanning: REGIONS,
        },
      },
    },
  },
  {
    type: 'UPGRADE_ROLLOUT_POLICY',
    document: {
      upgrade_rollout: {
        default: { patch_order: assign('last') },
        tags: {
          stage: { tag_values: { dev: { patch_order: assign('first') }, prod: { patch_order: assign('second') } } },
          team: { tag_values: { red: { patch_order: assign('last') } } },
        },
      },
    },
  },
  {
    type: 'BEDROCK_POLICY',
    document: {
      bedrock: {
        guardrail_inference: {
          'eu-west-1': {
            config_1: {
              identifier: assign('arn:aws:bedrock:eu-west-1:111122223333:guardrail/abc:1'),
              selective_content_guarding: { system: assign('comprehensive'), messages: assign('selective') },
              model_enforcement: { included_models: assign(['ALL']), excluded_models: assign(['amazon.nova-pro-v1:0', 'x.y']) },
            },
          },
          'us-east-1': { config_1: { identifier: assign('arn:aws:bedrock:us-east-1:111122223333:guardrail/def:12') } },
        },
      },
    },
  },
  { type: 'S3_POLICY', document: { s3_attributes: { public_access_block_configuration: assign('none') } } },
  { type: 'S3_POLICY', document: { s3_attributes: { ...NONE, public_access_block_configuration: assign('all', NONE) } } },
  { type: 'NETWORK_SECURITY_DIRECTOR_POLICY', document: { network_security_director: { enablement: { network_security_scan: REGIONS } } } },
  {
    type: 'GUARDDUTY_POLICY',
    document: {
      guardduty: {
        enablement: {
          'default': {
            foundational: { status: assign('enabled') },
            s3_data_events: { status: assign('enabled') },
            runtime_monitoring: {
              status: assign('enabled'),
              additional_configuration: { eks_addon_management: { status: assign('enabled') }, ecs_fargate_agent_management: { status: assign('disabled') } },
            },
          },
          'eu-west-1': { foundational: { status: assign('disabled') } },
          'us-east-1': { foundational: { status: assign('enabled') }, ai_protection: { status: assign('enabled') } },
        },
      },
    },
  },
];

export const TYPED_DOCUMENTS: readonly TypedDocument[] = [
  ...TAG_DOCUMENTS.map((document) => ({ type: 'TAG_POLICY', document })),
  ...BACKUP_DOCUMENTS.map((document) => ({ type: 'BACKUP_POLICY', document })),
  ...OTHERS,
];
