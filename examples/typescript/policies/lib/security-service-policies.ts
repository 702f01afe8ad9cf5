import {
  GuardDutyPolicy, InspectorPolicy, NetworkSecurityDirectorPolicy, type Policy, PolicyContent, SecurityHubCspmPolicy, SecurityHubPolicy,
} from 'cdk-aws-organizations';
import type { Construct } from 'constructs';

const REGIONS = ['eu-central-1', 'eu-west-1'];

/** Policies that enable security services for the accounts, by Region. */
export function securityServicePolicies(scope: Construct): Policy[] {
  return [
    new SecurityHubPolicy(scope, 'SecurityHub', { regions: { enableInRegions: ['ALL_SUPPORTED'] } }),
    // The library does not know the whole syntax of this type. Compare this policy with the documentation before you deploy it.
    new SecurityHubCspmPolicy(scope, 'SecurityHubCspm', {
      content: PolicyContent.fromJson({
        cspm_enablement: { enable_in_regions: { '@@assign': REGIONS }, disable_in_regions: { '@@assign': [] } },
      }),
    }),
    new InspectorPolicy(scope, 'Inspector', {
      ec2Scanning: { enableInRegions: REGIONS },
      ecrScanning: { enableInRegions: REGIONS },
      lambdaStandardScanning: { enableInRegions: REGIONS },
    }),
    new GuardDutyPolicy(scope, 'GuardDuty', {
      defaultFeatures: { foundational: true, s3DataEvents: true },
      regionalFeatures: { 'eu-central-1': { foundational: true, s3DataEvents: true, runtimeMonitoring: true, ec2AgentManagement: true } },
    }),
    new NetworkSecurityDirectorPolicy(scope, 'NetworkSecurityDirector', { networkSecurityScan: { enableInRegions: REGIONS } }),
  ];
}
