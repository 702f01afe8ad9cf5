import { Construct } from 'constructs';
import type { GuardDutyFeatures } from './guard-duty-features';
import { brokenRules, problem } from '../../validation';
import { ManagementPolicyDraft } from '../management/management-policy-draft';
import type { ManagementPolicyProps } from '../management/management-policy-props';
import { block, blocksByName, PolicyTree, toggle } from '../management/policy-tree';
import { REGION_RULES } from '../management/regions';
import { Policy } from '../policy';
import { PolicyType } from '../policy-type';

/** Properties of `GuardDutyPolicy`. */
export interface GuardDutyPolicyProps extends ManagementPolicyProps {
  /**
   * Features in Regions that `regionalFeatures` does not name.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html#guardduty-policy-components
   * @default - not set by this policy
   */
  readonly defaultFeatures?: GuardDutyFeatures;
  /**
   * Features by Region, such as `{ 'eu-west-1': { foundational: true } }`. They replace all `defaultFeatures` in that Region: a feature
   * that is not set for the Region does not fall back to the default.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html#guardduty-policy-components
   * @default - none
   */
  readonly regionalFeatures?: { [region: string]: GuardDutyFeatures };
}

/**
 * An Amazon GuardDuty policy: the features that are enabled in each Region. AWS does not document quotas for this type; the library
 * applies those of the other types.
 *
 * Source: AWS Organizations User Guide, "Amazon GuardDuty policy syntax and examples".
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html
 * @example
 * declare const organization: Organization;
 * organization.root.attachPolicy(new GuardDutyPolicy(this, 'ThreatDetection', {
 *   defaultFeatures: { foundational: true },
 *   regionalFeatures: {
 *     'eu-central-1': { foundational: true, s3DataEvents: true, runtimeMonitoring: true, ec2AgentManagement: true },
 *   },
 * }));
 */
export class GuardDutyPolicy extends Policy {
  constructor(scope: Construct, id: string, props: GuardDutyPolicyProps) {
    const { defaultFeatures, regionalFeatures } = props;
    const regions = Object.entries(regionalFeatures ?? {});
    const places: [string, GuardDutyFeatures][] = [...(defaultFeatures ? [['default', defaultFeatures] as [string, GuardDutyFeatures]] : []), ...regions];
    const draft = new ManagementPolicyDraft({ policyType: PolicyType.GUARDDUTY_POLICY, noun: 'GuardDuty policy', topKey: 'guardduty' }, props, {
      props: { defaultFeatures, regionalFeatures },
      tree: () => block({ enablement: blocksByName(places, ([place]) => place, ([, features]) => guardDutyFeatureBlock(features)) }),
      problems: () => [
        ...regions.flatMap(([region]) => brokenRules(region, REGION_RULES)),
        ...places.flatMap(([place, features]) => foundationProblems(place, features)),
      ],
    });
    super(scope, id, draft.policyProps);
    draft.checkAtSynthesis(this);
  }
}

function foundationProblems(place: string, features: GuardDutyFeatures): string[] {
  const others = otherEnabledFeatures(features);
  if (others.length === 0 || features.foundational) return [];
  return [problem({
    wrong: `Features of GuardDuty are enabled without foundational (${place})`, given: others.join(', '), remedy: 'Add foundational: true',
  })];
}

function guardDutyFeatureBlock(features: GuardDutyFeatures): PolicyTree | undefined {
  return block({
    foundational: status(features.foundational),
    s3_data_events: status(features.s3DataEvents),
    eks_audit_logs: status(features.eksAuditLogs),
    ebs_malware_protection: status(features.ebsMalwareProtection),
    rds_login_events: status(features.rdsLoginEvents),
    lambda_network_logs: status(features.lambdaNetworkLogs),
    ai_protection: status(features.aiProtection),
    runtime_monitoring: block({
      ...status(features.runtimeMonitoring),
      additional_configuration: block({
        eks_addon_management: status(features.eksAddonManagement),
        ec2_agent_management: status(features.ec2AgentManagement),
        ecs_fargate_agent_management: status(features.ecsFargateAgentManagement),
      }),
    }),
  });
}

/** Names of the enabled features other than `foundational`. */
function otherEnabledFeatures(features: GuardDutyFeatures): string[] {
  return Object.entries(features).flatMap(([name, on]) => (on && name !== 'foundational' ? [name] : []));
}

function status(on: boolean | undefined): PolicyTree | undefined {
  return block({ status: toggle(on) });
}
