import { CfnOutput, CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import {
  AiService, AiServicesOptOutPolicy, AllowedImageCriterion, AllowedImagesState, BackupPolicy, BackupPolicyPlan, BackupPolicyRule,
  BackupScanMode, BedrockGuardrailEnforcement, BedrockPolicy, ChatApplicationsPolicy, ChatRoleSetting, ChildControl,
  DeclarativeEc2Policy, GuardDutyPolicy, InspectorPolicy, MicrosoftTeamsSettings, NetworkSecurityDirectorPolicy, PolicyContent,
  PolicyValue, S3Policy, SecurityHubPolicy, SlackSettings, TagPolicy, TagPolicyTag, UpgradeOrder, UpgradeRolloutPolicy,
} from '../../../src';
import { synthesisProblems, testStack } from '../test-app';

type Case = [name: string, build: (stack: Stack) => void, ...problems: string[]];

const RULE: BackupPolicyRule = { ruleName: 'Daily', scheduleExpression: 'cron(0 3 ? * * *)', vaultName: 'Vault' };
const SELECTION = { selectionName: 'Tagged', roleArn: 'arn:aws:iam::$account:role/Backup', tagKey: 'backup', tagValues: ['daily'] };
const PLAN: BackupPolicyPlan = { planName: 'Plan', regions: ['eu-west-1'], rules: [RULE], tagSelections: [SELECTION] };
const GUARDRAIL: BedrockGuardrailEnforcement = {
  region: 'eu-west-1', guardrailArn: 'arn:aws:bedrock:eu-west-1:123456789012:guardrail/abc', guardrailVersion: '1',
};

const TENANT = '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9';

const tags = (...given: TagPolicyTag[]) => (stack: Stack) => new TagPolicy(stack, 'Policy', { tags: given });
const plan = (change: Partial<BackupPolicyPlan>) => (stack: Stack) => new BackupPolicy(stack, 'Policy', { plans: [{ ...PLAN, ...change }] });
const rule = (change: Partial<BackupPolicyRule>) => plan({ rules: [{ ...RULE, ...change }] });
const guardrail = (change: Partial<BedrockGuardrailEnforcement>) => (stack: Stack) =>
  new BedrockPolicy(stack, 'Policy', { guardrails: [{ ...GUARDRAIL, ...change }] });
const slack = (settings: Partial<SlackSettings>) => (stack: Stack) =>
  new ChatApplicationsPolicy(stack, 'Policy', { slack: { enabled: true, ...settings } });
const teams = (settings: Partial<MicrosoftTeamsSettings>) => (stack: Stack) =>
  new ChatApplicationsPolicy(stack, 'Policy', { microsoftTeams: { enabled: true, ...settings } });
const images = (...criteria: AllowedImageCriterion[]) => (stack: Stack) =>
  new DeclarativeEc2Policy(stack, 'Policy', { allowedImages: { state: AllowedImagesState.ENABLED, criteria } });

const CASES: Case[] = [
  ['an empty tag key', tags({ tagKey: '' }), 'The key of a tag in the tag policy is not valid (given: ""). Use 1 to 128 letters'],
  ['a tag key with an invalid character', tags({ tagKey: PolicyValue.text('a;b', ChildControl.NONE) }), 'not valid (given: "a;b"). Use 1 to'],
  ['one tag key in two capitalizations', tags({ tagKey: 'Stage' }, { tagKey: 'stage' }),
    'A tag key is listed more than once, ignoring case (given: "stage"). Keep one of them, or merge them.'],
  ['a tag value with two wildcards', tags({ tagKey: 'a', values: PolicyValue.append(['*@*.com']) }),
    'A value in the tag policy has more than one * (given: "*@*.com"). Keep one * in each value.'],
  ['a tag value with an invalid character', tags({ tagKey: 'a', values: ['a;b'] }), 'A value in the tag policy is not valid (given: "a;b"). Use at most 256'],
  ['a wildcard for all services', tags({ tagKey: 'a', enforcedFor: ['*'], reportRequiredTagFor: ['ec2'] }),
    'This is not a resource type (given: "*"). Write service:type, such as ec2:instance, or service:ALL_SUPPORTED', '(given: "ec2"). Write service:type'],
  ['a tag policy without tags', tags(), 'The policy is empty', 'There is no tag (given: "0"). Give at least one, or leave the prop out.'],

  ['an AI service that opts in and out', (stack) => new AiServicesOptOutPolicy(stack, 'Policy', { optOut: [AiService.LEX], optIn: [AiService.LEX] }),
    'A service that opts in or out is listed more than once (given: "lex"). Keep one of them'],
  ['an AI service that is named by its display name', (stack) => new AiServicesOptOutPolicy(stack, 'Policy', { optOut: [AiService.of('Amazon Lex')] }),
    'This is not the key of an AI service (given: "Amazon Lex"). Use a constant of AiService, or the key as AWS documents it.'],
  ['a final service that neither opts in nor out', (stack) => new AiServicesOptOutPolicy(stack, 'Policy', { optOut: [AiService.ALL], finalServices: [AiService.Q] }),
    'A final service neither opts in nor out (given: "q"). Name it in optOut or optIn as well'],

  ['a missing schedule', rule({ scheduleExpression: undefined }),
    'The schedule of a backup rule is not a cron expression of six fields (given: ""). Write it as cron(0 5 ? * * *), in UTC.'],
  ['a schedule of five fields', rule({ scheduleExpression: 'cron(0 3 * * *)' }), 'six fields (given: "cron(0 3 * * *)"). Write it as'],
  ['a vault without a name', rule({ vaultName: '' }), 'The name of a backup vault is not valid (given: ""). Give it a name that does not start with @@.'],
  ['a start window of half an hour', rule({ startWindow: Duration.minutes(30) }),
    'The start window of a backup rule is too short (given: "30 minutes"). Give at least 60 minutes.'],
  ['a backup that expires too soon after its move to cold storage', rule({ moveToColdStorageAfter: Duration.days(30), deleteAfter: Duration.days(100) }),
    'A backup is deleted too soon after it moved to cold storage (given: "moved after 30 days, deleted after 100"). Leave it there for at least 90 days.'],
  ['a copy that expires too soon after its move to cold storage', rule({
    copyActions: [{
      vaultArn: 'arn:aws:backup:eu-west-1:$account:backup-vault:a', moveToColdStorageAfter: Duration.days(1), deleteAfter: Duration.days(2),
    }],
  }), 'moved after 1 days, deleted after 2'],
  ['a continuous backup that is kept for months', rule({ continuousBackup: true, deleteAfter: Duration.days(90) }),
    'A continuous backup is kept too long (given: "90 days"). Delete it after at most 35 days, or make snapshots.'],
  ['a continuous backup that never expires', rule({ continuousBackup: true }),
    'A continuous backup never expires (given: "Daily"). Give deleteAfter, from 1 to 35 days.'],
  ['a continuous backup that moves to cold storage', plan({
    completesInheritedPlan: true, rules: [{ ...RULE, continuousBackup: true, moveToColdStorageAfter: Duration.days(7) }],
  }), 'A continuous backup cannot move to cold storage (given: "moved after 7 days"). Leave moveToColdStorageAfter out, or make snapshots.'],
  ['an air-gapped vault of one Region', rule({ airGappedVaultArn: 'arn:aws:backup:eu-west-1:$account:backup-vault:Sealed' }),
    'target_logically_air_gapped_backup_vault_arn has a value that is not known there: "arn:aws:backup:eu-west-1:$account:backup-vault:Sealed". '
    + 'Write "arn:aws:backup:$region:$account:backup-vault:<name>", with $region and $account as they stand.'],
  ['an air-gapped vault of one account', rule({ airGappedVaultArn: PolicyValue.text('arn:aws:backup:$region:111122223333:backup-vault:a', ChildControl.NONE) }),
    'not known there: "arn:aws:backup:$region:111122223333:backup-vault:a". Write "arn:aws:backup:$region:$account'],
  ['a copy to the name of a vault', rule({ copyActions: [{ vaultArn: 'Vault' }] }), 'This is not the ARN of a backup vault (given: "Vault"). Write it as arn:aws:backup:'],
  ['two copies to one vault', rule({ copyActions: Array(2).fill({ vaultArn: 'arn:aws:backup:eu-west-1:$account:backup-vault:a' }) }),
    'A vault for copies is listed more than once (given: "arn:aws:backup:eu-west-1:$account:backup-vault:a"). Keep one'],
  ['a scan without malwareScan in the plan', rule({ scanMode: BackupScanMode.FULL_SCAN }),
    'A backup rule scans for malware, but its plan has no malwareScan (given: "Daily"). Give malwareScan in the plan.'],
  ['the name of a Region as its code', plan({ regions: ['Ireland'] }), 'This is not a Region (given: "Ireland"). Give the code of a Region, such as eu-west-1.'],
  ['a plan without Regions', plan({ regions: PolicyValue.assign([]) }), 'There is no Region in the backup plan Plan (given: "0"). Give at least one'],
  ['a plan without rules', plan({ rules: [] }), 'There is no rule in the backup plan Plan (given: "0"). Give at least one'],
  ['two rules with the same name', plan({ rules: [RULE, RULE] }), 'A backup rule is listed more than once (given: "Daily"). Keep one of them'],
  ['a plan that selects nothing', plan({ tagSelections: [] }), 'A backup plan selects nothing (given: "Plan"). Give either tagSelections or resourceSelections'],
  ['a plan that changes an inherited one and selects by tag and by type', plan({
    completesInheritedPlan: true, resourceSelections: [{ selectionName: 'All', roleArn: SELECTION.roleArn, resourceTypes: ['*'] }],
  }), 'A backup plan selects both by tag and by type (given: "Plan"). Give either'],
  ['a plan that selects by tag and by type', plan({
    resourceSelections: [{ selectionName: 'All', roleArn: SELECTION.roleArn, resourceTypes: ['*'] }],
  }), 'A backup plan selects both by tag and by type (given: "Plan"). Give either'],
  ['the name of a role as its ARN', plan({ tagSelections: [{ ...SELECTION, roleArn: 'Backup' }] }),
    'This is not the ARN of a role for backups (given: "Backup"). Write it as arn:aws:iam::$account:role/<name>; $account stands for each account.'],
  ['the name of a service as a resource type', plan({
    tagSelections: undefined, resourceSelections: [{ selectionName: 'All', roleArn: SELECTION.roleArn, resourceTypes: ['ec2'] }],
  }), 'This is not a type of resources to back up (given: "ec2"). Give a pattern such as arn:aws:ec2:*:*:volume/*, or * for all.'],

  ['a Slack workspace with a space', slack({ workspaces: ['my workspace'] }),
    'This is not the ID of a Slack workspace (given: "my workspace"). Give uppercase letters and digits, such as T02ABCDEF, or * for all.'],
  ['a Slack workspace ID in lowercase letters', slack({ workspaces: ['t02abcdef'] }), 'This is not the ID of a Slack workspace (given: "t02abcdef"). Give'],
  ['an override of all Slack workspaces', slack({ overrides: [{ workspaceId: '*', roleSettings: [ChatRoleSetting.USER_ROLE] }] }),
    'This is not the ID of a Slack workspace (given: "*"). Give uppercase letters and digits, such as T02ABCDEF.'],
  ['the name of a tenant as its ID', teams({ tenants: [{ tenantId: 'contoso', teamIds: ['*'] }] }),
    'This is not the ID of a tenant or a team of Microsoft Teams (given: "contoso"). Give a UUID in lowercase letters, such as '
    + '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9, or * for all.'],
  ['a team ID in uppercase letters', teams({ tenants: [{ tenantId: '*', teamIds: ['0A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9'] }] }),
    'Microsoft Teams (given: "0A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9"). Give a UUID in lowercase letters'],
  ['an override of all teams of a tenant', teams({ overrides: [{ tenantId: TENANT, teamId: '*', roleSettings: [ChatRoleSetting.USER_ROLE] }] }),
    'This is not the ID of a tenant or a team of Microsoft Teams (given: "*"). Give a UUID in lowercase letters'],
  ['256 workspaces', slack({ workspaces: Array.from({ length: 256 }, (_, index) => `T${index}`) }),
    'The list has too many items: workspace of Slack (given: "256"). Give at most 255.'],
  ['an empty list of channel types', slack({ channelTypes: [] }), 'There is no channel type of Slack (given: "0"). Give at least one'],
  ['an override without settings', slack({ overrides: [{ workspaceId: 'T1' }] }),
    'An override of Slack sets nothing (given: "T1"). Give channelTypes, roleSettings or both.'],
  ['two overrides for the same workspace', slack({ overrides: Array(2).fill({ workspaceId: 'T1', roleSettings: [ChatRoleSetting.USER_ROLE] }) }),
    'A workspace with an override is listed more than once (given: "T1")'],
  ['a tenant without teams', teams({ tenants: [{ tenantId: TENANT, teamIds: [] }] }), 'There is no team in a tenant (given: "0"). Give at least one'],
  ['37 tenants', teams({ tenants: Array.from({ length: 37 }, (_, index) => ({ tenantId: `${10 + index}${TENANT.slice(2)}`, teamIds: ['*'] })) }),
    'The list has too many items: tenant of Microsoft Teams (given: "37"). Give at most 36.'],

  ['a hop limit of 65', (stack) => new DeclarativeEc2Policy(stack, 'Policy', { instanceMetadataDefaults: { httpPutResponseHopLimit: 65 } }),
    'The hop limit of instance metadata is out of range (given: 65). Give a whole number from -1, which is no preference, to 64.'],
  ['an empty exception message', (stack) => new DeclarativeEc2Policy(stack, 'Policy', { serialConsoleAccess: false, exceptionMessage: '' }),
    'The exception message is empty (given: ""). Explain what callers can do instead, or leave it out.'],
  ['eleven criteria for images', images(...Array(11).fill({ imageProviders: ['amazon'] })), 'The list has too many items: criterion for images (given: "11"). Give at most 10.'],
  ['an empty criterion for images', images({}), 'A criterion for images is empty (given: "{}"). Give providers, names, product codes, an age or watermarks.'],
  ['201 providers of images', images({ imageProviders: Array.from({ length: 201 }, (_, index) => `${111122223000 + index}`) }),
    'The list has too many items: provider of images (given: "201"). Give at most 200.'],
  ['51 names of images', images({ imageNames: Array.from({ length: 51 }, (_, index) => `golden-${index}`) }),
    'The list has too many items: name of images (given: "51"). Give at most 50.'],
  ['51 product codes', images({ marketplaceProductCodes: Array.from({ length: 51 }, (_, index) => `code${index}`) }),
    'The list has too many items: product code of AWS Marketplace (given: "51"). Give at most 50.'],
  ['51 watermarks of images', images({ imageWatermarks: Array(51).fill({ watermarkKey: '111122223333:approved' }) }),
    'The list has too many items: watermark of images (given: "51"). Give at most 50.'],
  ['a watermark without an account', images({ imageWatermarks: [{ watermarkKey: 'approved' }] }),
    'This is not the key of a watermark of images (given: "approved"). Write <account ID>:<name>, the name with 3 to 128 letters, digits'],
  ['a watermark with an incomplete account ID', images({ imageWatermarks: [{ watermarkKey: '1111:approved' }] }), '(given: "1111:approved"). Write <account ID>:<name>'],
  ['a watermark with the name of a Region as its code', images({ imageWatermarks: [{ watermarkKey: '11*:approved', sourceImageRegion: 'Ireland' }] }),
    'This is not the Region of a watermark (given: "Ireland"). Give the code of a Region, such as eu-west-1; * and ? are wildcards.'],
  ['a watermark age of half a day', images({ imageWatermarks: [{ watermarkKey: '111122223333:approved', maximumDaysSinceWatermarkCreated: 0.5 }] }),
    'An age of images is not a number of days (given: 0.5). Give a whole number'],
  ['the name of an image provider as its ID', images({ imageProviders: ['Canonical'] }), 'This is not a provider of images (given: "Canonical"). Give an account ID, amazon'],
  ['an image name that is too short for its wildcard', images({ imageNames: ['a?'] }), 'This is not a name of images (given: "a?"). Use 1 to 128 characters, with ? at least 3.'],
  ['a product code with a hyphen', images({ marketplaceProductCodes: ['a-b'] }), 'This is not a product code of AWS Marketplace (given: "a-b"). Use 1 to 25'],
  ['a negative age of images', images({ maximumDaysSinceCreated: -1 }),
    'An age of images is not a number of days (given: -1). Give a whole number from 0 to 2147483647.'],

  ['Security Hub in an unknown Region', (stack) => new SecurityHubPolicy(stack, 'Policy', { regions: { enableInRegions: ['ALL'] } }),
    'This is not a Region (given: "ALL"). Give codes of Regions, such as eu-west-1, or ALL_SUPPORTED.'],
  ['an Availability Zone instead of a Region', (stack) => new NetworkSecurityDirectorPolicy(stack, 'Policy', { networkSecurityScan: { disableInRegions: ['eu-west-1a'] } }),
    'This is not a Region (given: "eu-west-1a"). Give codes'],
  ['Lambda code scanning without Lambda standard scanning', (stack) => new InspectorPolicy(stack, 'Policy', { lambdaCodeScanning: { enableInRegions: ['eu-west-1'] } }),
    'Lambda code scanning needs Lambda standard scanning (given: "lambdaCodeScanning"). Give lambdaStandardScanning as well.'],
  ['GuardDuty features without foundational', (stack) => new GuardDutyPolicy(stack, 'Policy', { regionalFeatures: { 'eu-west-1': { s3DataEvents: true } } }),
    'Features of GuardDuty are enabled without foundational (eu-west-1) (given: "s3DataEvents"). Add foundational: true.'],
  ['GuardDuty in an unknown Region', (stack) => new GuardDutyPolicy(stack, 'Policy', { regionalFeatures: { all: { foundational: true } } }),
    'This is not a Region (given: "all"). Give the code'],
  ['a tag without upgrade orders', (stack) => new UpgradeRolloutPolicy(stack, 'Policy', { defaultOrder: UpgradeOrder.LAST, tags: [{ tagKey: 'stage', orders: {} }] }),
    'A tag of the upgrade rollout policy needs a key, and at least one value with its order (given: "{"tagKey":"stage","orders":{}}"). Write {'],
  ['a draft of a guardrail', guardrail({ guardrailVersion: 'DRAFT' }), 'This is not the version of a guardrail (given: "DRAFT"). Give the number of a version'],
  ['a guardrail of another Region', guardrail({ region: 'us-east-1' }),
    'This is not the ARN of a guardrail in us-east-1 (given: "arn:aws:bedrock:eu-west-1:123456789012:guardrail/abc"). Give it as arn:aws:bedrock:us-east-1:'],
  ['two guardrails in one Region', (stack) => new BedrockPolicy(stack, 'Policy', { guardrails: [GUARDRAIL, GUARDRAIL] }),
    'A Region is listed more than once (given: "eu-west-1"). Keep one'],

  ['a policy without content', (stack) => new S3Policy(stack, 'Policy', {}),
    'The policy is empty', 'The S3 policy has no content (given: "nothing"). Give either content or blockPublicAccess.'],
  ['a policy with both content and typed props', (stack) => new S3Policy(stack, 'Policy', { blockPublicAccess: true, content: PolicyContent.fromJson({ s3_attributes: {} }) }),
    'The S3 policy has both content and typed props (given: "content, blockPublicAccess"). Give either content or blockPublicAccess.'],
  ['a policy without any of several typed props', (stack) => new SecurityHubPolicy(stack, 'Policy', {}),
    'The policy is empty', 'Give either content or any of regions, networkScanning.'],
  ['childControl together with content', (stack) => new S3Policy(stack, 'Policy', { childControl: ChildControl.NONE, content: PolicyContent.fromJson({ s3_attributes: {} }) }),
    'The childControl of the S3 policy applies to typed props only (given: "["@@none"]"). Write @@operators_allowed_for_child_policies into the content'],
];

test.each(CASES)('the policy is refused for %s', (_, build, ...problems) => {
  const stack = testStack();
  build(stack);
  expect(synthesisProblems(stack)).toEqual(problems.map((problem) => expect.stringContaining(problem)));
});

test('lists that are known only at deployment are not validated', () => {
  const stack = testStack();
  const list = new CfnParameter(stack, 'List', { type: 'CommaDelimitedList' }).valueAsList;
  plan({ regions: list, tagSelections: [{ ...SELECTION, tagValues: list }] })(stack);
  new SecurityHubPolicy(stack, 'Hub', { regions: { enableInRegions: list } });
  expect(synthesisProblems(stack)).toEqual([]);
});

test('a PolicyValue cannot be used outside of a policy', () => {
  const stack = testStack();
  new CfnOutput(stack, 'Output', { value: PolicyValue.text('a', ChildControl.NONE) });
  expect(synthesisProblems(stack)).toEqual([expect.stringContaining(
    'A PolicyValue is used outside of a policy (given: ""a""). Use it as the whole value of a prop of a policy construct')]);
});
