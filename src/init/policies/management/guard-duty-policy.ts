import { type Expression, given, type Member } from '../expression';
import { needed, refuseIf, type SettingsBlock } from './settings-block';

const REGION = /^[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}$/;
const FEATURES: Readonly<Record<string, string>> = {
  foundational: 'foundational',
  s3DataEvents: 's3_data_events',
  eksAuditLogs: 'eks_audit_logs',
  ebsMalwareProtection: 'ebs_malware_protection',
  rdsLoginEvents: 'rds_login_events',
  lambdaNetworkLogs: 'lambda_network_logs',
  aiProtection: 'ai_protection',
};
const AGENTS: Readonly<Record<string, string>> = {
  eksAddonManagement: 'eks_addon_management', ec2AgentManagement: 'ec2_agent_management', ecsFargateAgentManagement: 'ecs_fargate_agent_management',
};

/** `GuardDutyPolicy`. */
export function guardDutyPolicy(guardDuty: SettingsBlock): Member[] {
  return given(needed(guardDuty.block('enablement', (places) => {
    const defaultFeatures = places.block('default', features);
    const regional = places.blocks((region, block): Member => {
      refuseIf(!REGION.test(region));
      return [region, features(block)];
    });
    return { defaultFeatures, regionalFeatures: regional.length === 0 ? undefined : { map: regional } };
  })));
}

function features(block: SettingsBlock): Expression {
  const runtime = block.block('runtime_monitoring', (monitoring) => ({
    runtimeMonitoring: monitoring.toggle('status'),
    ...monitoring.block('additional_configuration', (agents) => statuses(agents, AGENTS)),
  }));
  const members = given({ ...statuses(block, FEATURES), ...runtime });
  const isOn = (name: string) => members.some(([each, value]) => each === name && value === true);
  // The library refuses features without the foundational one.
  refuseIf(!isOn('foundational') && members.some(([, value]) => value === true));
  return { struct: 'GuardDutyFeatures', members };
}

function statuses(block: SettingsBlock, names: Readonly<Record<string, string>>): Record<string, boolean | undefined> {
  return Object.fromEntries(Object.entries(names).map(([name, key]) => [name, block.block(key, (feature) => feature.toggle('status'))]));
}
