import type { GuardDutyFeatures } from './guard-duty-features';
import { block, PolicyTree, toggle } from '../management/policy-tree';

export function guardDutyFeatureBlock(features: GuardDutyFeatures): PolicyTree | undefined {
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

/** Names of the features that are on, besides the foundation. */
export function otherEnabledFeatures(features: GuardDutyFeatures): string[] {
  return Object.entries(features).flatMap(([name, on]) => (on && name !== 'foundational' ? [name] : []));
}

function status(on: boolean | undefined): PolicyTree | undefined {
  return block({ status: toggle(on) });
}
