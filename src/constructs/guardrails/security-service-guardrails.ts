import type { ExemptPrincipalsProps } from './exempt-principals';
import type { Guardrail } from './guardrail';
import { serviceControlGuardrail } from './guardrail-builders';
import { RESOURCE_RULES } from './parameter-rules';
import { itemProblems } from '../policies/list-rules';

/** Properties of `SecurityServiceGuardrails.protectCloudTrail`. */
export interface ProtectCloudTrailProps extends ExemptPrincipalsProps {
  /**
   * ARNs of the trails and event data stores that it is about, as in `arn:*:cloudtrail:*:*:trail/organization`.
   * @default - all
   */
  readonly resources?: string[];
}

/**
 * Guardrails that keep the services on which record and watch. Exempt the roles of the security team, and those through which an
 * organization-wide administrator sets accounts up.
 */
export class SecurityServiceGuardrails {
  /**
   * Nobody deletes, stops or thins out trails and event data stores of AWS CloudTrail.
   *
   * Source: AWS CloudTrail User Guide, "Creating a trail for an organization".
   */
  public static protectCloudTrail(props: ProtectCloudTrailProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-cloud-trail',
      description: 'Nobody deletes, stops or changes trails and event data stores',
      denials: [{
        sid: 'ProtectCloudTrail',
        actions: [
          'cloudtrail:DeleteEventDataStore', 'cloudtrail:DeleteTrail', 'cloudtrail:PutEventConfiguration', 'cloudtrail:PutEventSelectors',
          'cloudtrail:PutInsightSelectors', 'cloudtrail:StopEventDataStoreIngestion', 'cloudtrail:StopLogging',
          'cloudtrail:UpdateEventDataStore', 'cloudtrail:UpdateTrail',
        ],
        resources: props.resources,
      }],
      problems: itemProblems(props.resources, RESOURCE_RULES),
    }, props);
  }

  /**
   * Nobody deletes or stops the recorder of AWS Config, its delivery, or conformance packs, and nobody deletes, adds or changes rules.
   *
   * Source: AWS Organizations User Guide, "Example SCPs for AWS Config".
   */
  public static protectConfig(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-config',
      description: 'Nobody stops AWS Config, deletes its recorder and packs, or changes its rules',
      denials: [{
        sid: 'ProtectConfig',
        actions: [
          'config:DeleteAggregationAuthorization', 'config:DeleteConfigRule', 'config:DeleteConfigurationAggregator',
          'config:DeleteConfigurationRecorder', 'config:DeleteConformancePack', 'config:DeleteDeliveryChannel', 'config:DeleteEvaluationResults',
          'config:DeleteOrganizationConfigRule', 'config:DeleteOrganizationConformancePack', 'config:DeleteRemediationConfiguration',
          'config:DeleteRetentionConfiguration', 'config:DeleteServiceLinkedConfigurationRecorder', 'config:DisassociateResourceTypes',
          'config:PutConfigRule', 'config:PutConfigurationRecorder', 'config:PutDeliveryChannel', 'config:PutRetentionConfiguration',
          'config:StopConfigurationRecorder',
        ],
      }],
    }, props);
  }

  /**
   * Nobody disables Amazon GuardDuty, takes the account from its administrator, or hides findings.
   *
   * Source: AWS Organizations User Guide, "Example SCPs for Amazon GuardDuty".
   */
  public static protectGuardDuty(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-guard-duty',
      description: 'Nobody disables Amazon GuardDuty or hides its findings',
      denials: [{
        sid: 'ProtectGuardDuty',
        actions: [
          'guardduty:ArchiveFindings', 'guardduty:CreateFilter', 'guardduty:CreateIPSet', 'guardduty:CreateTrustedEntitySet',
          'guardduty:DeleteDetector', 'guardduty:DeleteMalwareProtectionPlan', 'guardduty:DeleteMembers',
          'guardduty:DeletePublishingDestination', 'guardduty:DeleteThreatIntelSet', 'guardduty:DisassociateFromAdministratorAccount',
          'guardduty:DisassociateFromMasterAccount', 'guardduty:DisassociateMembers', 'guardduty:StopMonitoringMembers',
          'guardduty:UpdateDetector', 'guardduty:UpdateFilter', 'guardduty:UpdateIPSet', 'guardduty:UpdateMalwareScanSettings',
          'guardduty:UpdateMemberDetectors', 'guardduty:UpdatePublishingDestination', 'guardduty:UpdateThreatIntelSet',
          'guardduty:UpdateTrustedEntitySet',
        ],
      }],
    }, props);
  }

  /**
   * Nobody disables AWS Security Hub and Security Hub CSPM, takes the account from its administrator, or changes the policies and rules by
   * which it configures accounts and findings. Exempt the roles that do so for the organization.
   *
   * Source: AWS Security Hub User Guide, "Security best practices": prevent disabling by service control policies.
   */
  public static protectSecurityHub(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-security-hub',
      description: 'Nobody disables AWS Security Hub or changes how it is configured',
      denials: [{
        sid: 'ProtectSecurityHub',
        actions: [
          'securityhub:BatchDeleteAutomationRules', 'securityhub:BatchDisableStandards',
          'securityhub:BatchUpdateStandardsControlAssociations', 'securityhub:DeleteAutomationRuleV2',
          'securityhub:DeleteConfigurationPolicy', 'securityhub:DeleteMembers',
          'securityhub:DisableImportFindingsForProduct', 'securityhub:DisableSecurityHub', 'securityhub:DisableSecurityHubV2',
          'securityhub:DisassociateFromAdministratorAccount', 'securityhub:DisassociateFromMasterAccount', 'securityhub:DisassociateMembers',
          'securityhub:UpdateConfigurationPolicy', 'securityhub:UpdateOrganizationConfiguration', 'securityhub:UpdateSecurityHubConfiguration',
          'securityhub:UpdateStandardsControl',
        ],
      }],
    }, props);
  }

  /**
   * Nobody disables or suspends Amazon Macie, or takes the account from its administrator.
   *
   * Source: Amazon Macie User Guide, "Managing multiple Macie accounts".
   */
  public static protectMacie(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-macie',
      description: 'Nobody disables or suspends Amazon Macie',
      denials: [{
        sid: 'ProtectMacie',
        actions: [
          'macie2:DeleteMember', 'macie2:DisableMacie', 'macie2:DisableOrganizationAdminAccount',
          'macie2:DisassociateFromAdministratorAccount', 'macie2:DisassociateFromMasterAccount', 'macie2:DisassociateMember',
          'macie2:UpdateMacieSession', 'macie2:UpdateMemberSession',
        ],
      }],
    }, props);
  }

  /**
   * Nobody deletes analyzers of IAM Access Analyzer or archives their findings by rules.
   *
   * Source: IAM User Guide, "Using IAM Access Analyzer".
   */
  public static protectAccessAnalyzer(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-access-analyzer',
      description: 'Nobody deletes analyzers or archives their findings',
      denials: [{
        sid: 'ProtectAccessAnalyzer',
        actions: [
          'access-analyzer:ApplyArchiveRule', 'access-analyzer:CreateArchiveRule', 'access-analyzer:DeleteAnalyzer',
          'access-analyzer:UpdateAnalyzer', 'access-analyzer:UpdateArchiveRule', 'access-analyzer:UpdateFindings',
        ],
      }],
    }, props);
  }

  /**
   * Nobody disables Amazon Inspector, takes the account from its administrator, or suppresses findings.
   *
   * Source: Amazon Inspector User Guide, "Managing multiple accounts in Amazon Inspector with AWS Organizations".
   */
  public static protectInspector(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-inspector',
      description: 'Nobody disables Amazon Inspector or suppresses its findings',
      denials: [{
        sid: 'ProtectInspector',
        actions: [
          'inspector2:CreateFilter', 'inspector2:Disable', 'inspector2:DisableDelegatedAdminAccount', 'inspector2:DisassociateMember',
          'inspector2:UpdateConfiguration', 'inspector2:UpdateEc2DeepInspectionConfiguration', 'inspector2:UpdateFilter',
        ],
      }],
    }, props);
  }

  /**
   * Nobody deletes the behavior graph of Amazon Detective or takes the account out of it.
   *
   * Source: Amazon Detective Administration Guide, "Managing accounts".
   */
  public static protectDetective(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-detective',
      description: 'Nobody deletes or leaves the behavior graph of Amazon Detective',
      denials: [{
        sid: 'ProtectDetective',
        actions: [
          'detective:DeleteGraph', 'detective:DeleteMembers', 'detective:DisableOrganizationAdminAccount', 'detective:DisassociateMembership',
        ],
      }],
    }, props);
  }

  private constructor() {}
}
