import type { PolicyTypeName } from '../../../src/contract';
import { type JsonValue, problemText, unknownText, validatePolicy } from '../../../src/policy';

const is = (value: JsonValue) => ({ '@@assign': value });
const adds = (...values: JsonValue[]) => ({ '@@append': values });
const tag = (tags: JsonValue): JsonValue => ({ tags: { Team: tags } });
const rule = (settings: JsonValue): JsonValue => ({ plans: { daily: { rules: { night: settings } } } });
const optOut = (service: JsonValue): JsonValue => ({ services: { default: service } });

const findings = (type: PolicyTypeName, policy: JsonValue) => validatePolicy(type, JSON.stringify(policy))
  .map((finding) => `${finding.rule}: ${problemText(finding)}`);

test.each<[string, PolicyTypeName, JsonValue, string]>([
  ['a spelling of another tag', 'TAG_POLICY', tag({ tag_key: is('Projekt') }),
    'tags.Team.tag_key spells another key than the one that it stands below: "Projekt". Write "Team" in the capitals that you want, or rename the key above it to "Projekt".'],
  ['a list in place of a text', 'TAG_POLICY', tag({ tag_key: is(['Team']) }), 'tags.Team.tag_key takes one value, not a list: ["Team"]. Write {"@@assign": "…"}.'],
  ['null', 'TAG_POLICY', tag({ tag_key: is(null) }), 'tags.Team.tag_key takes a text, not null: null. Write a text: {"@@assign": "…"}.'],
  ['null in place of a list', 'TAG_POLICY', tag({ tag_value: is(null) }), 'tags.Team.tag_value takes texts, not null: null. Write a list of texts: {"@@assign": ["…"]}.'],
  ['an object', 'TAG_POLICY', tag({ tag_key: is({ a: 1 }) }), 'tags.Team.tag_key takes a text, not an object: {"a":1}. Write a text: {"@@assign": "…"}.'],
  ['an object in a list', 'TAG_POLICY', tag({ tag_value: adds({ a: 1 }) }), 'tags.Team.tag_value takes texts, not an object: {"a":1}. Write a list of texts: {"@@assign": ["…"]}.'],
  ['an addition to a text', 'TAG_POLICY', tag({ tag_key: adds('Team') }), 'tags.Team.tag_key takes one value, which @@append cannot change: ["Team"]. Write @@assign.'],
  ['a value in place of settings', 'TAG_POLICY', tag(is('Team')),
    'tags.Team holds settings, and @@assign gives it a value: "Team". Write tag_key, tag_value, enforced_for, report_required_tag_for below it.'],
  ['a value in place of names', 'TAG_POLICY', { tags: is('Team') }, 'tags holds settings, and @@assign gives it a value: "Team". Write settings below a name.'],
  ['settings in place of a value', 'BACKUP_POLICY', rule({ schedule_expression: { cron: is('0') } }),
    'plans.daily.rules.night.schedule_expression has a key below it where a value belongs: "cron". Write {"@@assign": "…"}.'],
  ['a choice in another case', 'AISERVICES_OPT_OUT_POLICY', optOut({ opt_out_policy: is('optout') }),
    'services.default.opt_out_policy has a value that is not known there: "optout". Did you mean "optOut"?'],
  ['a misspelled name of the only key', 'AISERVICES_OPT_OUT_POLICY', optOut({ optout_policy: is('optOut') }),
    'services.default.optout_policy is not a key that this type has there: "optout_policy". Did you mean "opt_out_policy"?'],
])('%s in a management policy is an error', (_, type, policy, says) => expect(findings(type, policy)).toEqual([`management-syntax: ${says}`]));

test.each<[PolicyTypeName, JsonValue, string, string]>([
  ['TAG_POLICY', tag({ values: is(['a']) }), 'tags.Team.values', 'Known are tag_key, tag_value, enforced_for, report_required_tag_for.'],
  ['BACKUP_POLICY', { plans: { daily: { region: is(['eu-west-1']) } } }, 'plans.daily.region', 'Did you mean "regions"?'],
  ['BACKUP_POLICY', rule({ schedule: is('cron(0 5 ? * * *)') }), 'plans.daily.rules.night.schedule', 'Did you mean "schedule_expression"?'],
  ['AISERVICES_OPT_OUT_POLICY', { services: { lexx: { opt_out_policy: is('optOut') } } }, 'services.lexx', 'Did you mean "lex"?'],
  ['AISERVICES_OPT_OUT_POLICY', { services: { Default: { opt_out_policy: is('optOut') } } }, 'services.Default', 'Did you mean "default"?'],
  ['CHATBOT_POLICY', { chatbot: { platforms: { slak: { client: is('enabled') } } } }, 'chatbot.platforms.slak', 'Did you mean "slack"?'],
  ['DECLARATIVE_POLICY_EC2', { ec2_attributes: { serial_console: { status: is('enabled') } } }, 'ec2_attributes.serial_console', 'Did you mean "serial_console_access"?'],
  ['DECLARATIVE_POLICY_EC2', { ec2_attributes: { allowed_images_settings: { image_criteria: { criteria_1: { image_name: is(['a']) } } } } },
    'ec2_attributes.allowed_images_settings.image_criteria.criteria_1.image_name', 'Did you mean "image_names"?'],
  ['SECURITYHUB_POLICY', { securityhub: { enabled_in_regions: is(['eu-west-1']) } }, 'securityhub.enabled_in_regions', 'Did you mean "enable_in_regions"?'],
  ['INSPECTOR_POLICY', { inspector: { ec2_scanning: { enable_in_regions: is(['eu-west-1']) } } }, 'inspector.ec2_scanning', 'Known are enablement.'],
  ['GUARDDUTY_POLICY', { guardduty: { enablement: { default: { s3_data_event: { status: is('enabled') } } } } },
    'guardduty.enablement.default.s3_data_event', 'Did you mean "s3_data_events"?'],
  ['UPGRADE_ROLLOUT_POLICY', { upgrade_rollout: { default: { order: is('first') } } }, 'upgrade_rollout.default.order', 'Known are patch_order.'],
  ['BEDROCK_POLICY', { bedrock: { guardrail_inference: { 'eu-west-1': { config_1: { identifer: is('a') } } } } },
    'bedrock.guardrail_inference.eu-west-1.config_1.identifer', 'Did you mean "identifier"?'],
  ['S3_POLICY', { s3_attributes: { public_access_block: is('all') } }, 's3_attributes.public_access_block', 'Did you mean "public_access_block_configuration"?'],
  ['NETWORK_SECURITY_DIRECTOR_POLICY', { network_security_director: { enablement: { network_security_scans: { enable_in_regions: is([]) } } } },
    'network_security_director.enablement.network_security_scans', 'Did you mean "network_security_scan"?'],
])('a key that a %s is not known to have is a warning: %j', (type, policy, path, advice) => expect(findings(type, policy)).toEqual([
  `unknown-setting: ${path} is not a key that is known there: "${path.split('.').pop()}". ${advice} If AWS added the key lately, acknowledge the warning.`,
]));

test.each<[PolicyTypeName, JsonValue, string]>([
  ['TAG_POLICY', tag({ enforced_for: is(['everything']) }), '"everything". Write a type of resources, such as "ec2:instance" or "ec2:ALL_SUPPORTED".'],
  ['BACKUP_POLICY', rule({ lifecycle: { delete_after_days: is('a week') } }), '"a week". Write a whole number in quotes.'],
  ['TAG_POLICY', tag({ tag_value: is(['a*b', 'a*b*c']) }), '"a*b*c". Write a value with one * at most.'],
  ['TAG_POLICY', tag({ tag_value: adds('**') }), '"**". Write a value with one * at most.'],
  ['BACKUP_POLICY', rule({ schedule_expression: is('0 5 ? * * *') }), '"0 5 ? * * *". Write "cron(…)" or "rate(…)", such as "cron(0 5 ? * * *)".'],
  ['BACKUP_POLICY', { plans: { daily: { regions: is(['us-west1']) } } }, '"us-west1". Write the code of a Region, such as "eu-west-1".'],
  ['BACKUP_POLICY', { plans: { daily: { regions: adds('Ireland') } } }, '"Ireland". Write the code of a Region, such as "eu-west-1".'],
  ['CHATBOT_POLICY', { chatbot: { default: { client: is('disable') } } }, '"disable". Did you mean "disabled"?'],
  ['SECURITYHUB_POLICY', { securityhub: { enable_in_regions: is(['ALL']), disable_in_regions: is([]) } }, '"ALL". Write the code of a Region, such as "eu-west-1", or "ALL_SUPPORTED".'],
  ['BACKUP_POLICY', { plans: { daily: { selections: { resources: { all: { resource_types: is(['arn:aws:ec2:*:*:volumes/*']) } } } } } },
    '"arn:aws:ec2:*:*:volumes/*". Did you mean "arn:aws:ec2:*:*:volume/*"?'],
  ['BACKUP_POLICY', { plans: { daily: { selections: { resources: { all: { not_resource_types: is(['arn:aws:lambda:*:*:function:*']) } } } } } },
    '"arn:aws:lambda:*:*:function:*". Write a type that AWS Backup supports, such as "arn:aws:ec2:*:*:volume/*", or "*".'],
  ['BACKUP_POLICY', { plans: { daily: { selections: { tags: { all: { iam_role_arn: is('Backup') } } } } } },
    '"Backup". Write the ARN of a role, such as "arn:aws:iam::$account:role/Backup".'],
  ['BACKUP_POLICY', rule({ copy_actions: { a: { target_backup_vault_arn: is('Second') } } }),
    '"Second". Write the ARN of a vault, such as "arn:aws:backup:eu-west-1:$account:backup-vault:Default".'],
  ['BACKUP_POLICY', rule({ index_actions: { resource_types: is(['EC2']) } }), '"EC2". Write one of "EBS", "S3".'],
  ['BACKUP_POLICY', { plans: { daily: { scan_settings: { GUARDDUTY: { resource_types: is(['RDS']) } } } } }, '"RDS". Write one of "EBS", "EC2", "S3", "ALL".'],
  ['BEDROCK_POLICY', { bedrock: { guardrail_inference: { 'eu-west-1': { config_1: { identifier: is('arn:aws:bedrock:eu-west-1:111122223333:guardrail/abc:DRAFT') } } } } },
    '"arn:aws:bedrock:eu-west-1:111122223333:guardrail/abc:DRAFT". Write the ARN of a guardrail of the management account and a version'],
  ['CHATBOT_POLICY', { chatbot: { platforms: { slack: { workspaces: is(['ledger']) } } } },
    '"ledger". Write the ID of a workspace in capital letters and digits, such as "T02ABCDEF", or "*".'],
  ['TAG_POLICY', tag({ enforced_for: is(['*:*']) }), '"*:*". Write a type of resources, such as "ec2:instance" or "ec2:ALL_SUPPORTED".'],
  ['UPGRADE_ROLLOUT_POLICY', { upgrade_rollout: { default: { patch_order: is('third') } } }, '"third". Write one of "first", "second", "last".'],
])('a value that a setting of a %s is not known to take is a warning: %j', (type, policy, says) => {
  expect(findings(type, policy)).toEqual([expect.stringMatching(/ If AWS added the value lately, acknowledge the warning\.$/)]);
  expect(findings(type, policy)[0]).toContain(`has a value that is not known there: ${says}`);
});

test.each<[string, PolicyTypeName, JsonValue, string]>([
  ['an eleventh criterion', 'DECLARATIVE_POLICY_EC2', { ec2_attributes: { allowed_images_settings: { image_criteria: { criteria_11: { image_names: is(['a']) } } } } },
    'ec2_attributes.allowed_images_settings.image_criteria.criteria_11 is not a key that is known there: "criteria_11". Write "criteria_1" to "criteria_10".'],
  ['a criterion of another name', 'DECLARATIVE_POLICY_EC2', { ec2_attributes: { allowed_images_settings: { image_criteria: { golden: { image_names: is(['a']) } } } } },
    'image_criteria.golden is not a key that is known there: "golden". Write "criteria_1" to "criteria_10".'],
  ['a misspelled filter of images', 'DECLARATIVE_POLICY_EC2', {
    ec2_attributes: { allowed_images_settings: { image_criteria: { criteria_1: { watermarks: is(['a']) } } } },
  }, 'criteria_1.watermarks is not a key that is known there: "watermarks". Known are allowed_image_providers, image_names'],
  ['a Region of GuardDuty without its dashes', 'GUARDDUTY_POLICY', { guardduty: { enablement: { euwest1: { foundational: { status: is('enabled') } } } } },
    'guardduty.enablement.euwest1 is not a key that is known there: "euwest1". Write the code of a Region, such as "eu-west-1", or "default".'],
  ['a Region of Bedrock by its name', 'BEDROCK_POLICY', { bedrock: { guardrail_inference: { Ireland: { config_1: { input_tags: is('honor') } } } } },
    'bedrock.guardrail_inference.Ireland is not a key that is known there: "Ireland". Write the code of a Region, such as "eu-west-1".'],
  ['an override of a workspace by its name', 'CHATBOT_POLICY', { chatbot: { platforms: { slack: { overrides: { ledger: { supported_role_settings: is(['user_role']) } } } } } },
    'overrides.ledger is not a key that is known there: "ledger". Write the ID of a workspace in capital letters and digits, such as "T02ABCDEF".'],
  ['a tenant by its name', 'CHATBOT_POLICY', { chatbot: { platforms: { microsoft_teams: { tenants: { contoso: is(['*']) } } } } },
    'tenants.contoso is not a key that is known there: "contoso". Write a UUID in small letters'],
])('%s in a management policy is a warning', (_, type, policy, says) => {
  expect(findings(type, policy)).toEqual([expect.stringMatching(/^unknown-setting: /)]);
  expect(findings(type, policy)[0]).toContain(`${says}`);
});

test('a default for chats at a place where AWS has been observed to refuse it is a warning with the correct place', () => {
  expect(findings('CHATBOT_POLICY', { chatbot: { platforms: { default: { client: is('disabled') } } } })).toEqual([
    'unknown-setting: chatbot.platforms.default stands at a place where AWS may refuse it: "default". '
    + 'Move it one level up, beside "platforms": {"chatbot": {"default": …}}.',
  ]);
});

test('Security Hub CSPM needs both lists of Regions, and each has codes of Regions; other keys beside them are not judged', () => {
  const lists = { enable_in_regions: is(['ALL_SUPPORTED']), disable_in_regions: is([]) };
  expect(findings('SECURITYHUB_CSPM_POLICY', { top: { cspm_enablement: { ...lists, other: { setting: is('a') } }, other: { setting: is('a') } } })).toEqual([]);
  expect(findings('SECURITYHUB_CSPM_POLICY', { cspm_enablement: { ...lists, enable_in_regions: is(['Ireland']) } })).toEqual([expect.stringContaining(
    'unknown-setting-value: cspm_enablement.enable_in_regions has a value that is not known there: "Ireland". Write the code of a Region, such as "eu-west-1", or "ALL_SUPPORTED".',
  )]);
  expect(findings('SECURITYHUB_CSPM_POLICY', { top: { cspm_enablement: { enable_in_regions: is(['eu-west-1']) } } })).toEqual([
    'unknown-setting-value: top.cspm_enablement lacks one of the two lists that it needs: "disable_in_regions". '
    + 'Write "disable_in_regions": {"@@assign": []}, or {"@@append": []} to leave what is inherited.',
  ]);
});

test.each([
  'arn:aws:backup:eu-west-1:$account:backup-vault:Sealed', 'arn:aws:backup:$region:111122223333:backup-vault:Sealed', 'Sealed',
])('the air-gapped vault %s is an error, since its ARN must have both placeholders', (arn) => {
  expect(findings('BACKUP_POLICY', rule({ target_logically_air_gapped_backup_vault_arn: is(arn) }))).toEqual([
    `management-syntax: plans.daily.rules.night.target_logically_air_gapped_backup_vault_arn has a value that is not known there: "${arn}". `
    + 'Write "arn:aws:backup:$region:$account:backup-vault:<name>", with $region and $account as they stand.',
  ]);
});

test('errors below the name of an unknown service are reported as well', () => {
  expect(findings('AISERVICES_OPT_OUT_POLICY', { services: { lexx: { opt_out_policy: is('optout') } } })).toEqual([
    expect.stringMatching(/^management-syntax: services\.lexx\.opt_out_policy/), expect.stringMatching(/^unknown-setting: services\.lexx /),
  ]);
});

test('a backup that is deleted too soon after its move to cold storage is a warning', () => {
  const lifecycle = { move_to_cold_storage_after_days: is(8), delete_after_days: is('97') };
  const text = (place: string) => `unknown-setting-value: plans.daily.rules.night.${place}.delete_after_days deletes backups that have not been in cold storage `
    + 'for 90 days: "97". Write "98" or more, or move them to cold storage earlier or not at all.';
  expect(findings('BACKUP_POLICY', rule({ lifecycle, copy_actions: { vault: { lifecycle } } }))).toEqual([
    text('lifecycle'), text('copy_actions.vault.lifecycle'),
  ]);
});

test.each(['true', true])('a continuous backup (%j) that moves to cold storage, or that stays for more than 35 days, is a warning', (continuous) => {
  const lifecycle = { move_to_cold_storage_after_days: is('8'), delete_after_days: is('98') };
  expect(findings('BACKUP_POLICY', rule({ enable_continuous_backup: is(continuous), lifecycle }))).toEqual([
    'unknown-setting-value: plans.daily.rules.night.lifecycle.move_to_cold_storage_after_days moves continuous backups to cold storage, which they cannot: "8". '
    + 'Leave it out, or make snapshots.',
    'unknown-setting-value: plans.daily.rules.night.lifecycle.delete_after_days keeps continuous backups for more than 35 days: "98". '
    + 'Write "35" or less, or make snapshots.',
  ]);
  expect(findings('BACKUP_POLICY', rule({ enable_continuous_backup: is(continuous), lifecycle: { delete_after_days: is('35') } }))).toEqual([]);
  expect(findings('BACKUP_POLICY', rule({ enable_continuous_backup: is('false'), lifecycle }))).toEqual([]);
});

test('a number in place of a text is a warning', () => {
  expect(findings('TAG_POLICY', tag({ tag_value: is([100]) }))).toEqual(['unknown-setting-value: tags.Team.tag_value takes texts, and has a number: 100. Write it in quotes: "100".']);
});

test.each<[string, PolicyTypeName, JsonValue]>([
  ['a spelling in another case', 'TAG_POLICY', tag({ tag_key: is('TEAM') })],
  ['a policy that contains only child control', 'TAG_POLICY', { tags: { '@@operators_allowed_for_child_policies': ['@@none'] } }],
  ['child control at every place', 'AISERVICES_OPT_OUT_POLICY', {
    services: {
      '@@operators_allowed_for_child_policies': ['@@none'],
      'default': {
        '@@operators_allowed_for_child_policies': ['@@none'],
        'opt_out_policy': { '@@operators_allowed_for_child_policies': ['@@none'], '@@assign': 'optOut' },
      },
    },
  }],
  ['all operators of a list', 'TAG_POLICY', tag({ tag_value: { '@@append': ['a'], '@@remove': ['b'], '@@operators_allowed_for_child_policies': ['@@append'] } })],
  ['numbers and booleans of a backup rule, in quotes or not', 'BACKUP_POLICY', rule({
    start_backup_window_minutes: is(480), complete_backup_window_minutes: is('600'), enable_continuous_backup: is(true),
  })],
  ['backups that stay in cold storage for long enough, or whose settings this policy contains only in part', 'BACKUP_POLICY', rule({
    schedule_expression: is('rate(12 hours)'),
    lifecycle: { move_to_cold_storage_after_days: is(8), delete_after_days: is('98') },
    copy_actions: {
      vault: { lifecycle: { delete_after_days: is(1) } },
      open: { lifecycle: { move_to_cold_storage_after_days: is(8), delete_after_days: is(unknownText(0)) } },
    },
  })],
  ['both kinds of values of the tags of a plan', 'BACKUP_POLICY', { plans: { daily: { backup_plan_tags: { a: { tag_value: is('b') }, c: { tag_value: is(['d']) } } } } }],
  ['all names that AWS defines for criteria and watermarks of images', 'DECLARATIVE_POLICY_EC2', {
    ec2_attributes: {
      allowed_images_settings: { image_criteria: { criteria_10: { image_watermarks: { image_watermark_50: { watermark_key: is('111122223333:ok1') } } } } },
    },
  }],
  ['types of resources in another partition', 'BACKUP_POLICY', {
    plans: { daily: { selections: { resources: { all: { resource_types: is(['arn:aws-us-gov:s3:::*']), not_resource_types: adds('arn:aws-cn:rds:*:*:db:*') } } } } },
  }],
  ['IDs of Regions, workspaces and tenants that only the deployment knows', 'CHATBOT_POLICY', {
    chatbot: {
      platforms: {
        slack: { workspaces: is([unknownText(0)]), overrides: { [unknownText(0)]: { supported_role_settings: is(['user_role']) } } },
        microsoft_teams: { tenants: { [unknownText(1)]: is([unknownText(2)]) } },
      },
    },
  }],
  ['input tags of a guardrail', 'BEDROCK_POLICY', { bedrock: { guardrail_inference: { 'us-east-1': { config_1: { input_tags: is('honor') } } } } }],
  ['values and spellings that only the deployment knows', 'TAG_POLICY', {
    tags: { [unknownText(0)]: { tag_key: is(unknownText(0)), tag_value: is(unknownText(1)), enforced_for: is([unknownText(2)]) } },
  }],
  ['AI services that only the deployment knows', 'AISERVICES_OPT_OUT_POLICY', { services: { [unknownText(0)]: { opt_out_policy: is('optOut') } } }],
  ['keys that only the deployment knows', 'S3_POLICY', { s3_attributes: { [unknownText(0)]: is('all') } }],
])('%s gives no finding', (_, type, policy) => expect(findings(type, policy)).toEqual([]));
