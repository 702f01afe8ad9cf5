import { type DocumentedExample, type DocumentedPage, is } from './example';
import {
  type GuardDutyFeatures, GuardDutyPolicy, type GuardDutyPolicyProps, InspectorPolicy, NetworkSecurityDirectorPolicy, type RegionEnablement,
} from '../../../../src';

const lists = (enabled: string[], disabled: string[]) => ({ enable_in_regions: is(enabled), disable_in_regions: is(disabled) });

/** An example with all scan types of Amazon Inspector, enabled in some Regions and disabled in others. */
function allScans(name: string, enabled: string[], disabled: string[]): DocumentedExample {
  const scan: RegionEnablement = { enableInRegions: enabled, disableInRegions: disabled };
  const both = lists(enabled, disabled);
  return {
    name,
    document: {
      inspector: {
        enablement: {
          lambda_standard_scanning: { ...both, lambda_code_scanning: both },
          ec2_scanning: both,
          ecr_scanning: both,
          code_repository_scanning: both,
        },
      },
    },
    build: (stack) => new InspectorPolicy(stack, 'Policy', {
      ec2Scanning: scan, ecrScanning: scan, lambdaStandardScanning: scan, lambdaCodeScanning: scan, codeRepositoryScanning: scan,
    }),
  };
}

export const INSPECTOR_PAGE: DocumentedPage = {
  page: 'orgs_manage_policies_inspector_syntax',
  type: 'INSPECTOR_POLICY',
  shows: 3,
  examples: [{
    name: 'basic structure',
    document: { inspector: { enablement: { ec2_scanning: lists(['eu-north-1', 'eu-west-3'], ['ap-south-1']) } } },
    build: (stack) => new InspectorPolicy(stack, 'Policy', {
      ec2Scanning: { enableInRegions: ['eu-north-1', 'eu-west-3'], disableInRegions: ['ap-south-1'] },
    }),
  },
  allScans('Example 1', ['eu-north-1', 'eu-west-3'], ['ap-south-1']),
  allScans('Example 2', ['ca-central-1'], ['ca-west-1'])],
};

const on = { status: is('enabled') };
const off = { status: is('disabled') };

const guardDuty = (props: GuardDutyPolicyProps): DocumentedExample['build'] => (stack) => new GuardDutyPolicy(stack, 'Policy', props);

const BASE: GuardDutyFeatures = { foundational: true };

export const GUARD_DUTY_PAGE: DocumentedPage = {
  page: 'orgs_manage_policies_guardduty_syntax',
  type: 'GUARDDUTY_POLICY',
  shows: 5,
  examples: [{
    name: 'basic structure',
    document: {
      guardduty: {
        enablement: {
          'default': { foundational: on },
          'eu-north-1': { foundational: on, runtime_monitoring: { ...on, additional_configuration: { eks_addon_management: on } } },
        },
      },
    },
    build: guardDuty({
      defaultFeatures: BASE, regionalFeatures: { 'eu-north-1': { ...BASE, runtimeMonitoring: true, eksAddonManagement: true } },
    }),
  }, {
    name: 'Example 1',
    document: { guardduty: { enablement: { default: { foundational: on, rds_login_events: on } } } },
    build: guardDuty({ defaultFeatures: { ...BASE, rdsLoginEvents: true } }),
  }, {
    name: 'Example 2',
    document: {
      guardduty: {
        enablement: {
          'default': { foundational: on, eks_audit_logs: on, lambda_network_logs: on },
          'eu-north-1': { foundational: on, eks_audit_logs: on, lambda_network_logs: off },
        },
      },
    },
    build: guardDuty({
      defaultFeatures: { ...BASE, eksAuditLogs: true, lambdaNetworkLogs: true },
      regionalFeatures: { 'eu-north-1': { ...BASE, eksAuditLogs: true, lambdaNetworkLogs: false } },
    }),
  }, {
    name: 'Example 3',
    document: {
      guardduty: {
        enablement: {
          default: {
            foundational: on,
            runtime_monitoring: {
              ...on, additional_configuration: { eks_addon_management: on, ec2_agent_management: on, ecs_fargate_agent_management: on },
            },
          },
        },
      },
    },
    build: guardDuty({
      defaultFeatures: {
        ...BASE, runtimeMonitoring: true, eksAddonManagement: true, ec2AgentManagement: true, ecsFargateAgentManagement: true,
      },
    }),
  }, {
    name: 'Example 4',
    document: { guardduty: { enablement: { 'eu-north-1': { foundational: on, ai_protection: on }, 'ca-central-1': { foundational: on } } } },
    build: guardDuty({ regionalFeatures: { 'eu-north-1': { ...BASE, aiProtection: true }, 'ca-central-1': BASE } }),
  }],
};

export const NETWORK_SECURITY_DIRECTOR_PAGE: DocumentedPage = {
  page: 'orgs_manage_policies_network_security_director_syntax',
  type: 'NETWORK_SECURITY_DIRECTOR_POLICY',
  shows: 1,
  examples: [{
    name: 'basic structure',
    document: { network_security_director: { enablement: { network_security_scan: lists(['eu-north-1', 'ca-central-1'], []) } } },
    build: (stack) => new NetworkSecurityDirectorPolicy(stack, 'Policy', {
      networkSecurityScan: { enableInRegions: ['eu-north-1', 'ca-central-1'], disableInRegions: [] },
    }),
  }],
};
