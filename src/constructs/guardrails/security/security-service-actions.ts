/** Actions that delete, stop or change trails, event data stores and the channels of AWS CloudTrail. */
export const CLOUD_TRAIL_ACTIONS = [
  'cloudtrail:DeleteChannel', 'cloudtrail:DeleteEventDataStore', 'cloudtrail:DeleteResourcePolicy', 'cloudtrail:DeleteServiceLinkedChannel',
  'cloudtrail:DeleteTrail', 'cloudtrail:DisableFederation', 'cloudtrail:EnableFederation', 'cloudtrail:PutEventConfiguration',
  'cloudtrail:PutEventSelectors', 'cloudtrail:PutInsightSelectors', 'cloudtrail:PutResourcePolicy', 'cloudtrail:StopEventDataStoreIngestion',
  'cloudtrail:StopLogging', 'cloudtrail:UpdateChannel', 'cloudtrail:UpdateEventDataStore', 'cloudtrail:UpdateServiceLinkedChannel',
  'cloudtrail:UpdateTrail',
];

/**
 * Actions that stop AWS Config, reduce its recording, or change its rules and remediation. Each `Put…` action replaces the existing
 * configuration, so that an update can remove rules, accounts or resources.
 */
export const CONFIG_ACTIONS = [
  'config:DeleteAggregationAuthorization', 'config:DeleteConfigRule', 'config:DeleteConfigurationAggregator',
  'config:DeleteConfigurationRecorder', 'config:DeleteConformancePack', 'config:DeleteConnector', 'config:DeleteDeliveryChannel',
  'config:DeleteEvaluationResults', 'config:DeleteOrganizationConfigRule', 'config:DeleteOrganizationConformancePack',
  'config:DeletePendingAggregationRequest', 'config:DeleteRemediationConfiguration', 'config:DeleteRetentionConfiguration',
  'config:DeleteServiceLinkedConfigurationRecorder', 'config:DisassociateResourceTypes', 'config:PutConfigRule',
  'config:PutConfigurationAggregator', 'config:PutConfigurationRecorder', 'config:PutConformancePack', 'config:PutConnector',
  'config:PutDeliveryChannel', 'config:PutOrganizationConfigRule', 'config:PutOrganizationConformancePack',
  'config:PutRemediationConfigurations', 'config:PutRemediationExceptions', 'config:PutRetentionConfiguration',
  'config:PutThirdPartyServiceLinkedConfigurationRecorder', 'config:StopConfigurationRecorder',
];

/** Actions that disable Amazon GuardDuty, disassociate the account from its administrator, or reduce its detection or findings. */
export const GUARD_DUTY_ACTIONS = [
  'guardduty:AcceptAdministratorInvitation', 'guardduty:AcceptInvitation', 'guardduty:ArchiveFindings', 'guardduty:CreateFilter',
  'guardduty:CreateIPSet', 'guardduty:CreateTrustedEntitySet', 'guardduty:DeleteCustomDetectionRuleAssociation',
  'guardduty:DeleteCustomDetectionRuleOrgConfiguration', 'guardduty:DeleteDetector', 'guardduty:DeleteMalwareProtectionPlan',
  'guardduty:DeleteMembers', 'guardduty:DeletePublishingDestination', 'guardduty:DeleteThreatEntitySet', 'guardduty:DeleteThreatIntelSet',
  'guardduty:DisassociateFromAdministratorAccount', 'guardduty:DisassociateFromMasterAccount', 'guardduty:DisassociateMembers',
  'guardduty:StopMonitoringMembers', 'guardduty:UpdateCustomDetectionRuleAssociation', 'guardduty:UpdateCustomDetectionRuleOrgConfiguration',
  'guardduty:UpdateDetector', 'guardduty:UpdateFilter', 'guardduty:UpdateIPSet', 'guardduty:UpdateMalwareProtectionPlan',
  'guardduty:UpdateMalwareScanSettings', 'guardduty:UpdateMemberDetectors', 'guardduty:UpdateOrganizationConfiguration',
  'guardduty:UpdatePublishingDestination', 'guardduty:UpdateThreatEntitySet', 'guardduty:UpdateThreatIntelSet',
  'guardduty:UpdateTrustedEntitySet',
];

/** Actions that disable AWS Security Hub, disassociate the account from its administrator, or change its controls and findings. */
export const SECURITY_HUB_ACTIONS = [
  'securityhub:AcceptAdministratorInvitation', 'securityhub:AcceptInvitation', 'securityhub:BatchDeleteAutomationRules',
  'securityhub:BatchDisableStandards', 'securityhub:BatchUpdateAutomationRules', 'securityhub:BatchUpdateStandardsControlAssociations',
  'securityhub:CreateAutomationRule', 'securityhub:CreateAutomationRuleV2', 'securityhub:DeleteAggregatorV2',
  'securityhub:DeleteAutomationRuleV2', 'securityhub:DeleteConfigurationPolicy', 'securityhub:DeleteConnector',
  'securityhub:DeleteConnectorV2', 'securityhub:DeleteFindingAggregator', 'securityhub:DeleteMembers',
  'securityhub:DisableImportFindingsForProduct', 'securityhub:DisableSecurityHub', 'securityhub:DisableSecurityHubFeatureV2',
  'securityhub:DisableSecurityHubV2', 'securityhub:DisassociateFromAdministratorAccount', 'securityhub:DisassociateFromMasterAccount',
  'securityhub:DisassociateMembers', 'securityhub:StartConfigurationPolicyAssociation', 'securityhub:StartConfigurationPolicyDisassociation',
  'securityhub:UpdateAggregatorV2', 'securityhub:UpdateAutomationRuleV2', 'securityhub:UpdateConfigurationPolicy',
  'securityhub:UpdateConnector', 'securityhub:UpdateConnectorV2', 'securityhub:UpdateFindingAggregator',
  'securityhub:UpdateOrganizationConfiguration', 'securityhub:UpdateSecurityControl', 'securityhub:UpdateSecurityHubConfiguration',
  'securityhub:UpdateStandardsControl',
];

/** Actions that disable or suspend Amazon Macie, disassociate the account from its administrator, or reduce its inspection or findings. */
export const MACIE_ACTIONS = [
  'macie2:AcceptInvitation', 'macie2:BatchUpdateAutomatedDiscoveryAccounts', 'macie2:CreateAllowList', 'macie2:CreateFindingsFilter',
  'macie2:DeleteCustomDataIdentifier', 'macie2:DeleteMember', 'macie2:DisableMacie', 'macie2:DisableOrganizationAdminAccount',
  'macie2:DisassociateFromAdministratorAccount', 'macie2:DisassociateFromMasterAccount', 'macie2:DisassociateMember',
  'macie2:PutClassificationExportConfiguration', 'macie2:PutFindingsPublicationConfiguration', 'macie2:UpdateAllowList',
  'macie2:UpdateAutomatedDiscoveryConfiguration', 'macie2:UpdateClassificationJob', 'macie2:UpdateClassificationScope',
  'macie2:UpdateFindingsFilter', 'macie2:UpdateMacieSession', 'macie2:UpdateMemberSession', 'macie2:UpdateOrganizationConfiguration',
  'macie2:UpdateResourceProfile', 'macie2:UpdateResourceProfileDetections', 'macie2:UpdateSensitivityInspectionTemplate',
];

/** Actions that disable Amazon Inspector, disassociate the account from its administrator, or reduce its scans or findings. */
export const INSPECTOR_ACTIONS = [
  'ecr:PutRegistryScanningConfiguration', 'inspector2:BatchDisassociateCodeSecurityScanConfiguration', 'inspector2:BatchUpdateMemberEc2DeepInspectionStatus',
  'inspector2:CreateFilter', 'inspector2:DeleteCisScanConfiguration', 'inspector2:DeleteCodeSecurityIntegration',
  'inspector2:DeleteCodeSecurityScanConfiguration', 'inspector2:DeleteConnector', 'inspector2:Disable',
  'inspector2:DisableDelegatedAdminAccount', 'inspector2:DisassociateMember', 'inspector2:UpdateCisScanConfiguration',
  'inspector2:UpdateCodeSecurityIntegration', 'inspector2:UpdateCodeSecurityScanConfiguration', 'inspector2:UpdateConfiguration',
  'inspector2:UpdateConnector', 'inspector2:UpdateConnectorScanConfiguration', 'inspector2:UpdateEc2DeepInspectionConfiguration',
  'inspector2:UpdateFilter', 'inspector2:UpdateOrgEc2DeepInspectionConfiguration', 'inspector2:UpdateOrganizationConfiguration',
];

/**
 * Actions that set tags of instances, on an existing resource or at its creation. A launch with tags also needs `ec2:CreateTags`.
 *
 * Source: Service Authorization Reference (`aws:TagKeys` and `aws:RequestTag`); Amazon EC2 User Guide, "Grant permission to tag Amazon EC2
 * resources during creation".
 */
export const TAGGING_OF_INSTANCES = ['autoscaling:CreateAutoScalingGroup', 'autoscaling:CreateOrUpdateTags', 'ec2:CreateTags'];

/** Actions that set tags of clusters. */
export const TAGGING_OF_CLUSTERS = ['ecs:CreateCluster', 'ecs:TagResource', 'eks:CreateCluster', 'eks:TagResource'];

/** Actions that set tags of functions and keys. */
export const TAGGING_OF_FUNCTIONS_AND_KEYS = ['kms:CreateKey', 'kms:TagResource', 'lambda:CreateFunction', 'lambda:TagResource'];
