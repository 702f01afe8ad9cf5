import { SecurityServiceGuardrails } from '../../../../../src';
import type { GuardrailCase, Request } from '../guardrail-case';
import { eachOf } from '../requests';

/** A request for each action of a service. */
const INSTANCE = 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0123456789abcdef0';
const FUNCTION = 'arn:aws:lambda:eu-west-1:111122223333:function:orders';

/** A request that sets a tag. */
const tagging = (action: string, resource: string, key: string, value: string): Request => ({
  action, resource, context: { 'aws:TagKeys': [key], [`aws:RequestTag/${key}`]: value },
});

/** The request for tags that comes with a launch. */
const taggingOfLaunch = (key: string, value: string): Request => {
  const request = tagging('ec2:CreateTags', INSTANCE, key, value);
  return { ...request, context: { ...request.context, 'ec2:CreateAction': 'RunInstances' } };
};

/** Actions that give tags to instances. */
const TAGGING = ['autoscaling:CreateAutoScalingGroup', 'autoscaling:CreateOrUpdateTags', 'ec2:CreateTags'];

const TAGGING_OF_CLUSTERS = ['ecs:CreateCluster', 'ecs:TagResource', 'eks:CreateCluster', 'eks:TagResource'];
const TAGGING_OF_FUNCTIONS_AND_KEYS = ['lambda:CreateFunction', 'lambda:TagResource', 'kms:CreateKey', 'kms:TagResource'];

const addon = (name: string) => `arn:aws:eks:eu-west-1:111122223333:addon/shop/${name}/0a1b2c3d`;

export const DETECTION_SERVICE_CASES: readonly GuardrailCase[] = [
  {
    build: SecurityServiceGuardrails.protectGuardDuty,
    denied: [
      ...eachOf('guardduty', 'DeleteDetector', 'DisassociateFromAdministratorAccount', 'DisassociateFromMasterAccount', 'DisassociateMembers',
        'AcceptAdministratorInvitation', 'AcceptInvitation', 'ArchiveFindings', 'CreateFilter', 'UpdateFilter', 'CreateIPSet', 'UpdateIPSet',
        'CreateTrustedEntitySet', 'UpdateTrustedEntitySet', 'DeleteThreatIntelSet', 'UpdateThreatIntelSet', 'DeleteThreatEntitySet',
        'UpdateThreatEntitySet', 'DeleteMalwareProtectionPlan', 'UpdateMalwareProtectionPlan', 'UpdateMalwareScanSettings',
        'DeleteCustomDetectionRuleAssociation', 'UpdateCustomDetectionRuleAssociation', 'DeleteCustomDetectionRuleOrgConfiguration',
        'UpdateCustomDetectionRuleOrgConfiguration', 'DeleteMembers', 'StopMonitoringMembers', 'DeletePublishingDestination',
        'UpdatePublishingDestination', 'UpdateDetector', 'UpdateMemberDetectors', 'UpdateOrganizationConfiguration'),
      ...TAGGING.map((action) => tagging(action, '*', 'GuardDutyExcluded', 'true')),
      ...[...TAGGING, ...TAGGING_OF_CLUSTERS]
        .map((action) => tagging(action, '*', 'GuardDutyManaged', 'false')),
      ...eachOf('eks', 'DeleteAddon', 'UpdateAddon').map((request) => ({ ...request, resource: addon('aws-guardduty-agent') })),
    ],
    allowed: [{ action: 'eks:DeleteAddon', resource: addon('vpc-cni') }, ...eachOf('guardduty', 'GetFindings', 'CreateDetector', 'StartMalwareScan', 'SendSecurityTelemetry', 'CreateThreatEntitySet'),
      tagging('ec2:CreateTags', INSTANCE, 'Name', 'web'), tagging('ec2:CreateTags', INSTANCE, 'GuardDutyManaged', 'true')],
    forbids: [
      { actions: TAGGING, when: { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'GuardDutyExcluded' } } },
      { actions: [...TAGGING, ...TAGGING_OF_CLUSTERS], when: { StringEqualsIgnoreCase: { 'aws:RequestTag/GuardDutyManaged': 'false' } } },
      { actions: ['eks:DeleteAddon', 'eks:UpdateAddon'], resources: ['arn:*:eks:*:*:addon/*/aws-guardduty-agent/*'] },
    ],
    waysAround: [
      { request: { action: 'guardduty:DeleteThreatEntitySet' } },
      { request: { action: 'guardduty:UpdateMalwareProtectionPlan' } },
      { request: { action: 'guardduty:DeleteCustomDetectionRuleAssociation' } },
      { request: taggingOfLaunch('GuardDutyExcluded', 'true') },
      { request: tagging('ecs:CreateCluster', '*', 'GuardDutyManaged', 'false') },
      { request: tagging('ec2:CreateLaunchTemplate', '*', 'team', 'shop'), limit: 'Auto Scaling groups and fleets set the tags of their launch templates with service-linked roles' },
      ...[...eachOf('ssm', 'DeleteAssociation'), ...eachOf('ec2', 'DeleteVpcEndpoints')].map((request) => ({
        request,
        limit: 'Agents on instances depend on an association and a VPC endpoint, whose deletion is allowed: ssm:DeleteAssociation, ec2:DeleteVpcEndpoints',
      })),
      {
        request: { action: 'ec2:DeleteTags', resource: INSTANCE, context: { 'aws:TagKeys': ['GuardDutyManaged'] } },
        limit: 'If only resources with the tag GuardDutyManaged are monitored, removing the tag ends the monitoring: add protect-tags',
      },
    ],
    published: 'Deny-users-from-disabling-Amazon-GuardDuty-or-modifying-its-configuration.json',
    differences: [
      { difference: 'setup, sample findings and feedback are allowed', reason: 'They hide nothing' },
      { difference: 'removing trust is allowed: DeleteFilter, DeleteIPSet, UnarchiveFindings', reason: 'It shows findings again' },
      { difference: 'entity sets, malware protection, custom rules and exclusion tags are protected too', reason: 'They are newer than the example' },
    ],
  },
  {
    build: SecurityServiceGuardrails.protectSecurityHub,
    denied: eachOf('securityhub', 'DisableSecurityHub', 'DisableSecurityHubV2', 'DisableSecurityHubFeatureV2', 'DeleteConfigurationPolicy',
      'UpdateConfigurationPolicy', 'StartConfigurationPolicyAssociation', 'StartConfigurationPolicyDisassociation',
      'UpdateOrganizationConfiguration', 'UpdateSecurityHubConfiguration', 'UpdateSecurityControl', 'UpdateStandardsControl',
      'BatchDisableStandards', 'BatchUpdateStandardsControlAssociations', 'BatchDeleteAutomationRules', 'BatchUpdateAutomationRules',
      'CreateAutomationRule', 'CreateAutomationRuleV2', 'DeleteAutomationRuleV2', 'UpdateAutomationRuleV2', 'DeleteMembers',
      'DisassociateFromAdministratorAccount', 'DisassociateFromMasterAccount', 'DisassociateMembers', 'AcceptAdministratorInvitation',
      'AcceptInvitation', 'DisableImportFindingsForProduct', 'DeleteFindingAggregator', 'UpdateFindingAggregator', 'DeleteAggregatorV2',
      'UpdateAggregatorV2', 'DeleteConnector', 'UpdateConnector', 'DeleteConnectorV2', 'UpdateConnectorV2'),
    allowed: eachOf('securityhub', 'GetFindings', 'EnableSecurityHub', 'BatchImportFindings', 'CreateInsight'),
    waysAround: [
      { request: { action: 'securityhub:CreateAutomationRule' } },
      { request: { action: 'securityhub:UpdateAutomationRuleV2' } },
      { request: { action: 'securityhub:StartConfigurationPolicyDisassociation' } },
      { request: { action: 'securityhub:DisableSecurityHubFeatureV2' } },
      { request: { action: 'securityhub:UpdateSecurityControl' } },
      ...['BatchUpdateFindings', 'UpdateFindings'].map((name) => ({
        request: { action: `securityhub:${name}`, context: { 'securityhub:ASFFSyntaxPath/Workflow.Status': 'SUPPRESSED' } },
        limit: 'BatchUpdateFindings and UpdateFindings, with which analysts suppress single findings, are allowed',
      })),
    ],
    published: 'Deny-deletion-or-disassociation-or-updation-to-AWS-SecurityHub.json',
    differences: [
      { difference: 'insights, custom actions, invitations and tags are allowed', reason: 'They are views and names, which do not hide findings' },
      { difference: 'automation rules, associations, features, controls and aggregators are protected too', reason: 'They turn off controls or suppress findings' },
    ],
  },
  {
    build: SecurityServiceGuardrails.protectMacie,
    denied: eachOf('macie2', 'DisableMacie', 'UpdateMacieSession', 'UpdateMemberSession', 'DeleteMember', 'DisassociateMember',
      'DisassociateFromAdministratorAccount', 'DisassociateFromMasterAccount', 'DisableOrganizationAdminAccount', 'AcceptInvitation',
      'UpdateOrganizationConfiguration', 'UpdateAutomatedDiscoveryConfiguration', 'BatchUpdateAutomatedDiscoveryAccounts',
      'UpdateClassificationScope', 'UpdateClassificationJob', 'UpdateSensitivityInspectionTemplate', 'UpdateResourceProfile',
      'UpdateResourceProfileDetections', 'CreateAllowList', 'UpdateAllowList', 'DeleteCustomDataIdentifier', 'CreateFindingsFilter',
      'UpdateFindingsFilter', 'PutFindingsPublicationConfiguration', 'PutClassificationExportConfiguration'),
    allowed: eachOf('macie2', 'GetMacieSession', 'EnableMacie', 'CreateClassificationJob', 'CreateCustomDataIdentifier', 'GetFindings'),
    waysAround: [
      { request: { action: 'macie2:UpdateClassificationScope' } },
      { request: { action: 'macie2:CreateFindingsFilter' } },
      { request: { action: 'macie2:UpdateAutomatedDiscoveryConfiguration' } },
      {
        request: { action: 's3:PutBucketPolicy', resource: 'arn:aws:s3:::orders' },
        limit: 'A bucket policy that denies the service-linked role of Amazon Macie keeps it from reading the objects',
      },
    ],
    published: 'Protect-disabling-or-deleting-Amazon-Macie.json',
    differences: [
      { difference: 'discovery, jobs, allow lists, filters and publication are protected too', reason: 'Without them, Amazon Macie runs but finds nothing' },
    ],
  },
  {
    build: SecurityServiceGuardrails.protectAccessAnalyzer,
    denied: eachOf('access-analyzer', 'DeleteAnalyzer', 'DeleteServiceLinkedAnalyzer', 'UpdateAnalyzer', 'CreateArchiveRule', 'UpdateArchiveRule',
      'ApplyArchiveRule', 'UpdateFindings'),
    allowed: eachOf('access-analyzer', 'ListFindings', 'CreateAnalyzer', 'ValidatePolicy', 'StartResourceScan'),
    waysAround: [{ request: { action: 'access-analyzer:DeleteServiceLinkedAnalyzer' } }, { request: { action: 'access-analyzer:UpdateAnalyzer' } }],
    published: 'Deny-deletion-of-AWS-Access-Analyzer-and-findings-in-an-account.json',
    differences: [
      { difference: 'access-analyzer:DeleteArchiveRule is allowed', reason: 'Without the rule, new findings are active again' },
      { difference: 'UpdateAnalyzer and DeleteServiceLinkedAnalyzer are denied too', reason: 'They can exclude accounts or end the analysis' },
    ],
  },
  {
    build: SecurityServiceGuardrails.protectInspector,
    denied: [
      ...eachOf('inspector2', 'Disable', 'DisassociateMember', 'DisableDelegatedAdminAccount', 'CreateFilter', 'UpdateFilter',
        'UpdateConfiguration', 'UpdateOrganizationConfiguration', 'UpdateEc2DeepInspectionConfiguration',
        'UpdateOrgEc2DeepInspectionConfiguration', 'BatchUpdateMemberEc2DeepInspectionStatus', 'DeleteCisScanConfiguration',
        'UpdateCisScanConfiguration', 'BatchDisassociateCodeSecurityScanConfiguration', 'DeleteCodeSecurityScanConfiguration',
        'UpdateCodeSecurityScanConfiguration', 'DeleteCodeSecurityIntegration', 'UpdateCodeSecurityIntegration', 'DeleteConnector',
        'UpdateConnector', 'UpdateConnectorScanConfiguration'), ...eachOf('ecr', 'PutRegistryScanningConfiguration'),
      ...[...TAGGING, ...TAGGING_OF_FUNCTIONS_AND_KEYS]
        .map((action) => tagging(action, '*', 'InspectorEc2Exclusion', '')),
    ],
    allowed: [
      ...eachOf('ecr', 'GetRegistryScanningConfiguration', 'StartImageScan'), ...eachOf('inspector2', 'ListFindings', 'Enable', 'DeleteFilter', 'StartCisSession'), tagging('lambda:TagResource', FUNCTION, 'team', 'shop'),
    ],
    forbids: [{
      actions: [...TAGGING, ...TAGGING_OF_FUNCTIONS_AND_KEYS],
      when: { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['InspectorEc2Exclusion', 'InspectorExclusion', 'InspectorCodeExclusion'] } },
    }],
    waysAround: [
      { request: { action: 'inspector2:UpdateOrganizationConfiguration' } },
      { request: { action: 'inspector2:BatchDisassociateCodeSecurityScanConfiguration' } },
      { request: tagging('lambda:TagResource', FUNCTION, 'InspectorExclusion', 'LambdaStandardScanning') },
      { request: tagging('lambda:CreateFunction', FUNCTION, 'InspectorCodeExclusion', 'LambdaCodeScanning') },
      { request: tagging('kms:TagResource', '*', 'InspectorEc2Exclusion', '') },
      { request: tagging('ec2:CreateLaunchTemplate', '*', 'team', 'shop'), limit: 'Auto Scaling groups and fleets set the tags of their launch templates with service-linked roles' },
      {
        request: { action: 'ssm:DeleteAssociation' },
        limit: 'Agent-based scans use AWS Systems Manager associations, whose deletion is allowed',
      },
    ],
  },
  {
    build: SecurityServiceGuardrails.protectDetective,
    denied: eachOf('detective', 'DeleteGraph', 'DeleteMembers', 'DisassociateMembership', 'DisableOrganizationAdminAccount', 'AcceptInvitation',
      'UpdateDatasourcePackages', 'UpdateOrganizationConfiguration'),
    allowed: eachOf('detective', 'SearchGraph', 'StartInvestigation', 'CreateGraph'),
    waysAround: [{ request: { action: 'detective:UpdateDatasourcePackages' } }, { request: { action: 'detective:AcceptInvitation' } }],
  },
];
