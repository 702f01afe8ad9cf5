import { Construct } from 'constructs';
import { ManagementPolicyDraft } from '../management/management-policy-draft';
import type { ManagementPolicyProps } from '../management/management-policy-props';
import { block } from '../management/policy-tree';
import type { RegionEnablement } from '../management/region-enablement';
import { regionListProblems, regionLists } from '../management/regions';
import { Policy } from '../policy';
import { PolicyType } from '../policy-type';

/** Properties of `NetworkSecurityDirectorPolicy`. */
export interface NetworkSecurityDirectorPolicyProps extends ManagementPolicyProps {
  /**
   * Regions in which AWS Shield network security director analyzes networks.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_network_security_director_syntax.html#network-security-director-policy-components
   * @default - `content` defines the policy
   */
  readonly networkSecurityScan?: RegionEnablement;
}

/**
 * An AWS Shield network security director policy: the Regions in which the networks of the accounts are analyzed. The service is in
 * preview. AWS does not document quotas for this type; the library applies those of the other types.
 *
 * Source: AWS Organizations User Guide, "AWS Shield Network Security Director policy syntax and examples".
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_network_security_director_syntax.html
 * @example
 * declare const workloads: OrganizationalUnit;
 * workloads.attachPolicy(new NetworkSecurityDirectorPolicy(this, 'NetworkScan', {
 *   networkSecurityScan: { enableInRegions: ['us-east-1', 'eu-west-1'] },
 * }));
 */
export class NetworkSecurityDirectorPolicy extends Policy {
  constructor(scope: Construct, id: string, props: NetworkSecurityDirectorPolicyProps) {
    const { networkSecurityScan } = props;
    const draft = new ManagementPolicyDraft({
      policyType: PolicyType.NETWORK_SECURITY_DIRECTOR_POLICY, noun: 'network security director policy', topKey: 'network_security_director',
    }, props, {
      props: { networkSecurityScan },
      tree: () => block({ enablement: block({ network_security_scan: regionLists(networkSecurityScan) }) }),
      problems: () => regionListProblems(networkSecurityScan),
    });
    super(scope, id, draft.policyProps);
    draft.checkAtSynthesis(this);
  }
}
