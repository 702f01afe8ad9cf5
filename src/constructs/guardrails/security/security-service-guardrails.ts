import type { Guardrail } from '../guardrail';
import {
  CLOUD_TRAIL_ACTIONS, CONFIG_ACTIONS, GUARD_DUTY_ACTIONS, INSPECTOR_ACTIONS,
  MACIE_ACTIONS, SECURITY_HUB_ACTIONS, TAGGING_OF_CLUSTERS, TAGGING_OF_FUNCTIONS_AND_KEYS, TAGGING_OF_INSTANCES,
} from './security-service-actions';
import { itemProblems } from '../../policy/management/list-rules';
import { TAGS_OF_TEMPLATES } from '../accounts/protected-tags';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { type Denial, serviceControlGuardrail } from '../shared/guardrail-builders';
import { RESOURCE_RULES } from '../shared/parameter-rules';

/** Properties of `SecurityServiceGuardrails.protectCloudTrail`. */
export interface ProtectCloudTrailProps extends ExemptPrincipalsProps {
  /**
   * ARNs of the trails, event data stores and channels to protect, as in `arn:*:cloudtrail:*:*:trail/organization`.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_cloudtrail.html
   * @default - all of them
   */
  readonly resources?: string[];
}

/**
 * Guardrails that keep the security services running. Exempt the roles of the security team, and the roles with which an
 * organization-wide administrator sets up accounts.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 *
 * @example
 * declare const organization: Organization;
 * const exempt = { exemptPrincipals: ['arn:*:iam::*:role/security/*'] };
 * organization.root.attachPolicy(new ServiceControlPolicy(this, 'Security', {
 *   guardrails: [
 *     SecurityServiceGuardrails.protectCloudTrail(exempt),
 *     SecurityServiceGuardrails.protectConfig(exempt),
 *     SecurityServiceGuardrails.protectGuardDuty(exempt),
 *   ],
 * }));
 */
export class SecurityServiceGuardrails {
  /**
   * Denies deleting, stopping and reducing trails, event data stores and channels of AWS CloudTrail.
   *
   * Source: AWS CloudTrail User Guide, "Creating a trail for an organization"; Service Authorization Reference, "AWS CloudTrail".
   */
  public static protectCloudTrail(props: ProtectCloudTrailProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-cloud-trail',
      description: 'Denies deleting, stopping and changing trails and event data stores',
      controls: ['AWS-GR_CLOUDTRAIL_CHANGE_PROHIBITED'],
      limits: [
        'The bucket, the log group and the key of a trail are separate resources: '
          + 'add protect-buckets, protect-log-groups and deny-key-deletion',
      ],
      denials: [{ sid: 'ProtectCloudTrail', actions: CLOUD_TRAIL_ACTIONS, resources: props.resources }],
      problems: itemProblems(props.resources, RESOURCE_RULES),
    }, props);
  }

  /**
   * Denies deleting and stopping the recorder of AWS Config and its delivery. Also denies deleting, adding and changing rules, conformance
   * packs, remediation, aggregators and connectors.
   *
   * Source: AWS Organizations User Guide, "Example SCPs for AWS Config"; Service Authorization Reference, "AWS Config".
   */
  public static protectConfig(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-config',
      description: 'Denies stopping AWS Config and changing its recorder, rules, conformance packs and remediation',
      controls: ['AWS-GR_CONFIG_CHANGE_PROHIBITED', 'AWS-GR_CONFIG_RULE_CHANGE_PROHIBITED'],
      limits: [
        'PutEvaluations and PutExternalEvaluation are allowed, since custom rules and process checks report their results with them',
      ],
      denials: [{ sid: 'ProtectConfig', actions: CONFIG_ACTIONS }],
    }, props);
  }

  /**
   * Denies disabling Amazon GuardDuty, disassociating the account from its administrator, hiding findings, and excluding resources with
   * the tags `GuardDutyExcluded` and `GuardDutyManaged: false`. Also denies deleting and changing its agent add-on in Amazon EKS clusters.
   *
   * Source: AWS Organizations User Guide, "Example SCPs for Amazon GuardDuty"; Amazon GuardDuty User Guide, "GuardDuty-initiated malware
   * scan" and "Configuring EKS Runtime Monitoring"; Service Authorization Reference, "Amazon GuardDuty".
   */
  public static protectGuardDuty(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-guard-duty',
      description: 'Denies disabling Amazon GuardDuty, excluding resources from it and hiding its findings',
      limits: [
        'If only resources with the tag GuardDutyManaged are monitored, removing the tag ends the monitoring: add protect-tags',
        TAGS_OF_TEMPLATES,
        'Agents on instances depend on an association and a VPC endpoint, whose deletion is allowed: ssm:DeleteAssociation, ec2:DeleteVpcEndpoints',
      ],
      denials: [
        { sid: 'ProtectGuardDuty', actions: GUARD_DUTY_ACTIONS },
        denyTagKeys('ProtectGuardDutyScans', TAGGING_OF_INSTANCES, 'GuardDutyExcluded'),
        {
          sid: 'ProtectGuardDutyAgents',
          actions: [...TAGGING_OF_INSTANCES, ...TAGGING_OF_CLUSTERS],
          conditions: { StringEqualsIgnoreCase: { 'aws:RequestTag/GuardDutyManaged': 'false' } },
        },
        {
          sid: 'ProtectGuardDutyAddons',
          actions: ['eks:DeleteAddon', 'eks:UpdateAddon'],
          resources: ['arn:*:eks:*:*:addon/*/aws-guardduty-agent/*'],
        },
      ],
    }, props);
  }

  /**
   * Denies disabling AWS Security Hub and Security Hub CSPM, and disassociating the account from its administrator. Also denies changing
   * the policies, controls, automation rules and aggregators with which it configures accounts and findings. Exempt the roles that do so
   * for the organization.
   *
   * Source: AWS Security Hub User Guide, "Security best practices": prevent disabling by service control policies; Service Authorization
   * Reference, "AWS Security Hub".
   */
  public static protectSecurityHub(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-security-hub',
      description: 'Denies disabling AWS Security Hub and changing its configuration',
      limits: ['BatchUpdateFindings and UpdateFindings, with which analysts suppress single findings, are allowed'],
      denials: [{ sid: 'ProtectSecurityHub', actions: SECURITY_HUB_ACTIONS }],
    }, props);
  }

  /**
   * Denies disabling and suspending Amazon Macie, disassociating the account from its administrator, stopping its jobs and discovery, and
   * hiding findings.
   *
   * Source: Amazon Macie User Guide, "Managing multiple Macie accounts"; Amazon Macie API Reference, "Classification Scope"; Service
   * Authorization Reference, "Amazon Macie".
   */
  public static protectMacie(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-macie',
      description: 'Denies disabling Amazon Macie, reducing its inspection and hiding its findings',
      limits: ['A bucket policy that denies the service-linked role of Amazon Macie keeps it from reading the objects'],
      denials: [{ sid: 'ProtectMacie', actions: MACIE_ACTIONS }],
    }, props);
  }

  /**
   * Denies deleting analyzers of IAM Access Analyzer, including those of services, and archiving their findings with rules.
   *
   * Source: IAM User Guide, "Using IAM Access Analyzer"; Service Authorization Reference, "AWS IAM Access Analyzer".
   */
  public static protectAccessAnalyzer(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-access-analyzer',
      description: 'Denies deleting analyzers and archiving their findings',
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
   * Denies disabling Amazon Inspector, disassociating the account from its administrator, suppressing findings, and excluding resources
   * with the tags `InspectorEc2Exclusion`, `InspectorExclusion` and `InspectorCodeExclusion`. Also denies changing the scanning of the
   * registry in Amazon ECR, which turns Amazon Inspector on and off for its repositories.
   *
   * Source: Amazon Inspector User Guide, "Managing multiple accounts in Amazon Inspector with AWS Organizations", "Excluding functions from
   * Lambda standard scanning", "Excluding functions from Lambda code scanning", "Service-linked role permissions for Amazon Inspector
   * agentless scans" and "Deactivating Amazon Inspector"; Service Authorization Reference, "Amazon Inspector".
   */
  public static protectInspector(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-inspector',
      description: 'Denies disabling Amazon Inspector, excluding resources from it and suppressing its findings',
      limits: ['Agent-based scans use AWS Systems Manager associations, whose deletion is allowed', TAGS_OF_TEMPLATES],
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
   * Denies deleting the behavior graph of Amazon Detective, removing the account from it and reducing its data sources. Also denies
   * accepting invitations, since the inviting account would see the activity of this account.
   *
   * Source: Amazon Detective Administration Guide, "Managing accounts"; Service Authorization Reference, "Amazon Detective".
   */
  public static protectDetective(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-detective',
      description: 'Denies deleting, leaving and reducing the behavior graph of Amazon Detective, and joining another one',
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
