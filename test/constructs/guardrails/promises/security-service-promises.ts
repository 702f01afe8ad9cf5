import { CHANGES, type GuardrailPromise } from './guardrail-promise';

export const SECURITY_SERVICE_PROMISES: readonly GuardrailPromise[] = [
  {
    guardrailId: 'protect-guard-duty',
    promised: [{ services: ['guardduty'], names: ['*'], levels: CHANGES }],
    decided: [
      {
        reason: 'Enables, adds or restores: it weakens nothing',
        actions: [
          'guardduty:CreateCustomDetectionRuleAssociation', 'guardduty:CreateCustomDetectionRuleOrgConfiguration',
          'guardduty:CreateDetector', 'guardduty:CreateInvestigation', 'guardduty:CreateMalwareProtectionPlan',
          'guardduty:CreateMembers', 'guardduty:CreatePublishingDestination', 'guardduty:CreateSampleFindings',
          'guardduty:CreateThreatEntitySet', 'guardduty:CreateThreatIntelSet', 'guardduty:InviteMembers',
          'guardduty:SendObjectMalwareScan', 'guardduty:SendSecurityTelemetry', 'guardduty:StartMalwareScan',
          'guardduty:StartMonitoringMembers', 'guardduty:UnarchiveFindings',
        ],
      },
      {
        reason: 'Removes what hides findings',
        actions: ['guardduty:DeleteFilter', 'guardduty:DeleteIPSet', 'guardduty:DeleteTrustedEntitySet'],
      },
      {
        reason: 'Refuses an administrator outside the organization',
        actions: ['guardduty:DeclineInvitations', 'guardduty:DeleteInvitations'],
      },
      {
        reason: 'Only records whether a finding was useful',
        actions: ['guardduty:UpdateFindingsFeedback'],
      },
      {
        reason: 'Only an administrator of the organization calls it, whom the policy of member accounts need not deny',
        actions: ['guardduty:DisableOrganizationAdminAccount', 'guardduty:EnableOrganizationAdminAccount'],
      },
    ],
  },
  {
    guardrailId: 'protect-security-hub',
    promised: [{ services: ['securityhub'], names: ['*'], levels: CHANGES }],
    decided: [
      {
        reason: 'Enables, adds or restores: it weakens nothing',
        actions: [
          'securityhub:AllowVendedLogDeliveryForResource', 'securityhub:BatchEnableStandards', 'securityhub:CreateActionTarget',
          'securityhub:CreateAggregatorV2', 'securityhub:CreateConfigurationPolicy', 'securityhub:CreateFindingAggregator',
          'securityhub:CreateInsight', 'securityhub:CreateMembers', 'securityhub:EnableImportFindingsForProduct',
          'securityhub:EnableOrganizationAdminAccount', 'securityhub:EnableSecurityHub', 'securityhub:EnableSecurityHubFeatureV2',
          'securityhub:EnableSecurityHubV2', 'securityhub:GenerateRecommendedPolicyV2', 'securityhub:InviteMembers',
        ],
      },
      {
        reason: 'Everyday work: products and analysts set the status of findings',
        actions: ['securityhub:BatchImportFindings', 'securityhub:BatchUpdateFindings', 'securityhub:UpdateFindings'],
      },
      {
        reason: 'Refuses an administrator outside the organization',
        actions: ['securityhub:DeclineInvitations', 'securityhub:DeleteInvitations'],
      },
      {
        reason: 'Shows or forwards findings; they exist without it',
        actions: [
          'securityhub:ConnectorRegistrationsV2', 'securityhub:CreateConnector', 'securityhub:CreateConnectorV2',
          'securityhub:CreateTicketV2', 'securityhub:DeleteActionTarget', 'securityhub:DeleteInsight', 'securityhub:UpdateActionTarget',
          'securityhub:UpdateInsight',
        ],
      },
      {
        reason: 'Only an administrator of the organization calls it, whom the policy of member accounts need not deny',
        actions: ['securityhub:DisableOrganizationAdminAccount'],
      },
    ],
  },
  {
    guardrailId: 'protect-macie',
    promised: [{ services: ['macie2'], names: ['*'], levels: CHANGES }],
    decided: [
      {
        reason: 'Enables, adds or restores: it weakens nothing',
        actions: [
          'macie2:CreateClassificationJob', 'macie2:CreateCustomDataIdentifier', 'macie2:CreateInvitations', 'macie2:CreateMember',
          'macie2:CreateSampleFindings', 'macie2:EnableMacie',
        ],
      },
      {
        reason: 'Refuses an administrator outside the organization',
        actions: ['macie2:DeclineInvitations', 'macie2:DeleteInvitations'],
      },
      {
        reason: 'Changes searches and views, which is everyday work; the service stays enabled',
        actions: [
          'macie2:DeleteAllowList', 'macie2:DeleteFindingsFilter', 'macie2:TestCustomDataIdentifier', 'macie2:UpdateRevealConfiguration',
        ],
      },
      {
        reason: 'Only an administrator of the organization calls it, whom the policy of member accounts need not deny',
        actions: ['macie2:EnableOrganizationAdminAccount'],
      },
    ],
  },
  {
    guardrailId: 'protect-access-analyzer',
    promised: [{ services: ['access-analyzer'], names: ['*'], levels: CHANGES }],
    decided: [
      {
        reason: 'Enables, adds or restores: it weakens nothing',
        actions: [
          'access-analyzer:CreateAccessPreview', 'access-analyzer:CreateAnalyzer', 'access-analyzer:CreateServiceLinkedAnalyzer',
          'access-analyzer:GenerateFindingRecommendation', 'access-analyzer:StartResourceScan',
        ],
      },
      {
        reason: 'Removes a rule that archives findings',
        actions: ['access-analyzer:DeleteArchiveRule'],
      },
      {
        reason: 'Drafts policies',
        actions: ['access-analyzer:CancelPolicyGeneration', 'access-analyzer:StartPolicyGeneration'],
      },
    ],
  },
  {
    guardrailId: 'protect-guard-duty',
    promised: [{ services: ['eks'], names: ['Delete*Addon', 'Update*Addon'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'protect-inspector',
    promised: [{ services: ['ecr'], names: ['Put*ScanningConfiguration'], levels: CHANGES }],
    decided: [{
      reason: 'Sets the older basic scanning of one repository, which the configuration of the registry replaces',
      actions: ['ecr:PutImageScanningConfiguration'],
    }],
  },
  {
    guardrailId: 'protect-inspector',
    promised: [{ services: ['inspector2'], names: ['*'], levels: CHANGES }],
    decided: [
      {
        reason: 'Enables, adds or restores: it weakens nothing',
        actions: [
          'inspector2:AssociateMember', 'inspector2:CreateCisScanConfiguration', 'inspector2:CreateCodeSecurityIntegration',
          'inspector2:CreateCodeSecurityScanConfiguration', 'inspector2:CreateConnector', 'inspector2:CreateFindingsReport',
          'inspector2:CreateSbomExport', 'inspector2:Enable', 'inspector2:StartCisSession', 'inspector2:StartCodeSecurityScan',
        ],
      },
      {
        reason: 'Removes what suppresses findings',
        actions: ['inspector2:DeleteFilter'],
      },
      {
        reason: 'Concerns benchmarks of CIS and scans of code, set up besides the service',
        actions: [
          'inspector2:BatchAssociateCodeSecurityScanConfiguration', 'inspector2:SendCisSessionHealth',
          'inspector2:SendCisSessionTelemetry', 'inspector2:StopCisSession',
        ],
      },
      {
        reason: 'Reports, exports and the key of code scans',
        actions: [
          'inspector2:CancelFindingsReport', 'inspector2:CancelSbomExport', 'inspector2:ResetEncryptionKey',
          'inspector2:UpdateEncryptionKey',
        ],
      },
      {
        reason: 'Only an administrator of the organization calls it, whom the policy of member accounts need not deny',
        actions: ['inspector2:EnableDelegatedAdminAccount'],
      },
    ],
  },
  {
    guardrailId: 'protect-detective',
    promised: [{ services: ['detective'], names: ['*'], levels: CHANGES }],
    decided: [
      {
        reason: 'Enables, adds or restores: it weakens nothing',
        actions: ['detective:CreateGraph', 'detective:CreateMembers', 'detective:StartInvestigation', 'detective:StartMonitoringMember'],
      },
      {
        reason: 'Refuses an administrator outside the organization',
        actions: ['detective:RejectInvitation'],
      },
      {
        reason: 'Work with an investigation',
        actions: ['detective:UpdateInvestigationState'],
      },
      {
        reason: 'Only an administrator of the organization calls it, whom the policy of member accounts need not deny',
        actions: ['detective:EnableOrganizationAdminAccount'],
      },
    ],
  },
];
