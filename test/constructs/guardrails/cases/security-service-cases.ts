import type { GuardrailCase } from './guardrail-case';
import { SecurityServiceGuardrails } from '../../../../src';

const trail = (name: string) => `arn:aws:cloudtrail:eu-west-1:111122223333:trail/${name}`;

export const SECURITY_SERVICE_CASES: readonly GuardrailCase[] = [
  {
    build: SecurityServiceGuardrails.protectCloudTrail,
    denied: [
      { action: 'cloudtrail:StopLogging' }, { action: 'cloudtrail:DeleteTrail' }, { action: 'cloudtrail:DeleteEventDataStore' },
      { action: 'cloudtrail:PutEventConfiguration' },
    ],
    allowed: [{ action: 'cloudtrail:LookupEvents' }],
  },
  {
    build: (exempt) => SecurityServiceGuardrails.protectCloudTrail({ ...exempt, resources: ['arn:*:cloudtrail:*:*:trail/organization'] }),
    denied: [{ action: 'cloudtrail:StopLogging', resource: trail('organization') }],
    allowed: [{ action: 'cloudtrail:StopLogging', resource: trail('team') }],
    published: 'Deny-modifications-to-specific-CloudTrail-trails.json',
  },
  {
    build: SecurityServiceGuardrails.protectConfig,
    denied: [
      { action: 'config:StopConfigurationRecorder' }, { action: 'config:DeleteConfigRule' }, { action: 'config:PutDeliveryChannel' },
      { action: 'config:DeleteOrganizationConfigRule' }, { action: 'config:DeleteOrganizationConformancePack' },
      { action: 'config:DisassociateResourceTypes' }, { action: 'config:DeleteRemediationConfiguration' }, { action: 'config:PutConfigRule' },
    ],
    allowed: [{ action: 'config:DescribeConfigRules' }],
    published: 'Deny-enabling-and-disabling-AWS-Config.json',
  },
  {
    build: SecurityServiceGuardrails.protectGuardDuty,
    denied: [{ action: 'guardduty:DeleteDetector' }, { action: 'guardduty:DisassociateFromAdministratorAccount' }],
    allowed: [{ action: 'guardduty:GetFindings' }],
    published: 'Deny-users-from-disabling-Amazon-GuardDuty-or-modifying-its-configuration.json',
  },
  {
    build: SecurityServiceGuardrails.protectSecurityHub,
    denied: [
      { action: 'securityhub:DisableSecurityHub' }, { action: 'securityhub:DisableSecurityHubV2' },
      { action: 'securityhub:DeleteConfigurationPolicy' }, { action: 'securityhub:UpdateConfigurationPolicy' },
      { action: 'securityhub:UpdateOrganizationConfiguration' }, { action: 'securityhub:BatchDeleteAutomationRules' },
      { action: 'securityhub:DeleteAutomationRuleV2' },
    ],
    allowed: [{ action: 'securityhub:GetFindings' }],
    published: 'Deny-deletion-or-disassociation-or-updation-to-AWS-SecurityHub.json',
  },
  {
    build: SecurityServiceGuardrails.protectMacie,
    denied: [{ action: 'macie2:DisableMacie' }, { action: 'macie2:UpdateMacieSession' }],
    allowed: [{ action: 'macie2:GetMacieSession' }],
    published: 'Protect-disabling-or-deleting-Amazon-Macie.json',
  },
  {
    build: SecurityServiceGuardrails.protectAccessAnalyzer,
    denied: [{ action: 'access-analyzer:DeleteAnalyzer' }, { action: 'access-analyzer:CreateArchiveRule' }],
    allowed: [{ action: 'access-analyzer:ListFindings' }],
    published: 'Deny-deletion-of-AWS-Access-Analyzer-and-findings-in-an-account.json',
  },
  {
    build: SecurityServiceGuardrails.protectInspector,
    denied: [{ action: 'inspector2:Disable' }, { action: 'inspector2:DisassociateMember' }],
    allowed: [{ action: 'inspector2:ListFindings' }, { action: 'inspector2:Enable' }],
  },
  {
    build: SecurityServiceGuardrails.protectDetective,
    denied: [{ action: 'detective:DeleteGraph' }, { action: 'detective:DisassociateMembership' }],
    allowed: [{ action: 'detective:SearchGraph' }],
  },
];
