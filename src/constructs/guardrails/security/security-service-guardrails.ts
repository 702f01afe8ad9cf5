import type { Guardrail } from '../guardrail';
import {
  CLOUD_TRAIL_ACTIONS, CONFIG_ACTIONS, GUARD_DUTY_ACTIONS, INSPECTOR_ACTIONS,
  MACIE_ACTIONS, SECURITY_HUB_ACTIONS, TAGGING_OF_CLUSTERS, TAGGING_OF_FUNCTIONS_AND_KEYS, TAGGING_OF_INSTANCES,
} from './security-service-actions';
import { itemProblems } from '../../policy/management/list-rules';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { type Denial, serviceControlGuardrail } from '../shared/guardrail-builders';
import { RESOURCE_RULES } from '../shared/parameter-rules';

/** Properties of `SecurityServiceGuardrails.protectCloudTrail`. */
export interface ProtectCloudTrailProps extends ExemptPrincipalsProps {
  /**
   * ARNs of the trails, event data stores and channels that it is about, as in `arn:*:cloudtrail:*:*:trail/organization`.
   * @default - all
   */
  readonly resources?: string[];
}

const TAGS_OF_TEMPLATES = 'Auto Scaling groups and fleets set the tags of their launch templates through service-linked roles';

/**
 * Guardrails that keep security services running: those that record, detect and check. Exempt the roles of the security team, and
 * those through which an organization-wide administrator sets accounts up.
 */
export class SecurityServiceGuardrails {
  /**
   * Nobody deletes, stops or thins out trails, event data stores and channels of AWS CloudTrail.
   *
   * Source: AWS CloudTrail User Guide, "Creating a trail for an organization"; Service Authorization Reference, "AWS CloudTrail".
   */
  public static protectCloudTrail(props: ProtectCloudTrailProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-cloud-trail',
      description: 'Nobody deletes, stops or changes trails and event data stores',
      controls: ['AWS-GR_CLOUDTRAIL_CHANGE_PROHIBITED'],
      limits: [
        'The bucket, the log group and the key to which a trail writes are resources of their own: '
          + 'protect-buckets, protect-log-groups and deny-key-deletion protect them',
      ],
      denials: [{ sid: 'ProtectCloudTrail', actions: CLOUD_TRAIL_ACTIONS, resources: props.resources }],
      problems: itemProblems(props.resources, RESOURCE_RULES),
    }, props);
  }

  /**
   * Nobody deletes or stops the recorder of AWS Config and its delivery. Nobody deletes, adds or changes rules, conformance packs,
   * remediation, aggregators and connectors.
   *
   * Source: AWS Organizations User Guide, "Example SCPs for AWS Config"; Service Authorization Reference, "AWS Config".
   */
  public static protectConfig(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-config',
      description: 'Nobody stops AWS Config or changes its recorder, rules, conformance packs and remediation',
      controls: ['AWS-GR_CONFIG_CHANGE_PROHIBITED', 'AWS-GR_CONFIG_RULE_CHANGE_PROHIBITED'],
      limits: [
        'Functions of custom rules and people who attest process checks report results by PutEvaluations and PutExternalEvaluation, which pass',
      ],
      denials: [{ sid: 'ProtectConfig', actions: CONFIG_ACTIONS }],
    }, props);
  }

  /**
   * Nobody disables Amazon GuardDuty, takes the account from its administrator, hides findings, or excludes a resource by the tags
   * `GuardDutyExcluded` and `GuardDutyManaged: false`.
   *
   * Source: AWS Organizations User Guide, "Example SCPs for Amazon GuardDuty"; Amazon GuardDuty User Guide, "GuardDuty-initiated malware
   * scan" and "Configuring EKS Runtime Monitoring"; Service Authorization Reference, "Amazon GuardDuty".
   */
  public static protectGuardDuty(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-guard-duty',
      description: 'Nobody disables Amazon GuardDuty, excludes resources from it or hides its findings',
      limits: [
        'Where only resources with the tag GuardDutyManaged are monitored, taking it off ends that: protect-tags protects it',
        TAGS_OF_TEMPLATES,
      ],
      denials: [
        { sid: 'ProtectGuardDuty', actions: GUARD_DUTY_ACTIONS },
        denyTagKeys('ProtectGuardDutyScans', TAGGING_OF_INSTANCES, 'GuardDutyExcluded'),
        {
          sid: 'ProtectGuardDutyAgents',
          actions: [...TAGGING_OF_INSTANCES, ...TAGGING_OF_CLUSTERS],
          conditions: { StringEqualsIgnoreCase: { 'aws:RequestTag/GuardDutyManaged': 'false' } },
        },
      ],
    }, props);
  }

  /**
   * Nobody disables AWS Security Hub and Security Hub CSPM, or takes the account from its administrator. Nobody changes the policies,
   * controls, automation rules and aggregators by which it configures accounts and findings. Exempt the roles that do so for the
   * organization.
   *
   * Source: AWS Security Hub User Guide, "Security best practices": prevent disabling by service control policies; Service Authorization
   * Reference, "AWS Security Hub".
   */
  public static protectSecurityHub(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-security-hub',
      description: 'Nobody disables AWS Security Hub or changes how it is configured',
      limits: ['Analysts suppress single findings by BatchUpdateFindings and UpdateFindings, which pass'],
      denials: [{ sid: 'ProtectSecurityHub', actions: SECURITY_HUB_ACTIONS }],
    }, props);
  }

  /**
   * Nobody disables or suspends Amazon Macie, takes the account from its administrator, stops its jobs and discovery, or hides findings.
   *
   * Source: Amazon Macie User Guide, "Managing multiple Macie accounts"; Amazon Macie API Reference, "Classification Scope"; Service
   * Authorization Reference, "Amazon Macie".
   */
  public static protectMacie(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-macie',
      description: 'Nobody disables Amazon Macie, makes it inspect less or hides its findings',
      limits: ['A bucket policy that denies the service-linked role of Amazon Macie keeps it from reading the objects'],
      denials: [{ sid: 'ProtectMacie', actions: MACIE_ACTIONS }],
    }, props);
  }

  /**
   * Nobody deletes analyzers of IAM Access Analyzer, those of services included, or archives their findings by rules.
   *
   * Source: IAM User Guide, "Using IAM Access Analyzer"; Service Authorization Reference, "AWS IAM Access Analyzer".
   */
  public static protectAccessAnalyzer(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-access-analyzer',
      description: 'Nobody deletes analyzers or archives their findings',
      denials: [{
        sid: 'ProtectAccessAnalyzer',
        actions: [
          'access-analyzer:ApplyArchiveRule', 'access-analyzer:CreateArchiveRule', 'access-analyzer:DeleteAnalyzer',
          'access-analyzer:DeleteServiceLinkedAnalyzer', 'access-analyzer:UpdateAnalyzer', 'access-analyzer:UpdateArchiveRule',
          'access-analyzer:UpdateFindings',
        ],
      }],
    }, props);
  }

  /**
   * Nobody disables Amazon Inspector, takes the account from its administrator, suppresses findings, or excludes a resource by the tags
   * `InspectorEc2Exclusion`, `InspectorExclusion` and `InspectorCodeExclusion`.
   *
   * Source: Amazon Inspector User Guide, "Managing multiple accounts in Amazon Inspector with AWS Organizations", "Excluding functions from
   * Lambda standard scanning", "Excluding functions from Lambda code scanning", "Service-linked role permissions for Amazon Inspector
   * agentless scans" and "Deactivating Amazon Inspector"; Service Authorization Reference, "Amazon Inspector".
   */
  public static protectInspector(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-inspector',
      description: 'Nobody disables Amazon Inspector, excludes resources from it or suppresses its findings',
      limits: ['Scans by an agent run through associations of AWS Systems Manager, whose deletion passes', TAGS_OF_TEMPLATES],
      denials: [
        { sid: 'ProtectInspector', actions: INSPECTOR_ACTIONS },
        denyTagKeys(
          'ProtectInspectorScans', [...TAGGING_OF_INSTANCES, ...TAGGING_OF_FUNCTIONS_AND_KEYS],
          'InspectorCodeExclusion', 'InspectorEc2Exclusion', 'InspectorExclusion',
        ),
      ],
    }, props);
  }

  /**
   * Nobody deletes the behavior graph of Amazon Detective, takes the account out of it or lets it record less. Nobody accepts an
   * invitation, since the account that invites would see the activity of this one.
   *
   * Source: Amazon Detective Administration Guide, "Managing accounts"; Service Authorization Reference, "Amazon Detective".
   */
  public static protectDetective(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-detective',
      description: 'Nobody deletes or leaves the behavior graph of Amazon Detective, changes its sources or joins another one',
      denials: [{
        sid: 'ProtectDetective',
        actions: [
          'detective:AcceptInvitation', 'detective:DeleteGraph', 'detective:DeleteMembers', 'detective:DisableOrganizationAdminAccount',
          'detective:DisassociateMembership', 'detective:UpdateDatasourcePackages', 'detective:UpdateOrganizationConfiguration',
        ],
      }],
    }, props);
  }

  private constructor() {}
}

/** Denies requests that set one of the tags, at creation too. */
function denyTagKeys(sid: string, actions: string[], ...keys: string[]): Denial {
  return { sid, actions, conditions: { 'ForAnyValue:StringEquals': { 'aws:TagKeys': keys } } };
}
