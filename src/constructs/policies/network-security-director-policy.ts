import { Construct } from 'constructs';
import { PolicyType } from '../policy-type';
import { ManagementPolicy } from './management-policy';
import type { ManagementPolicyProps } from './management-policy-props';
import { block } from './policy-tree';
import type { RegionEnablement } from './region-enablement';
import { regionListProblems, regionLists } from './regions';

/** Properties of `NetworkSecurityDirectorPolicy`. */
export interface NetworkSecurityDirectorPolicyProps extends ManagementPolicyProps {
  /**
   * Where the security of networks is analyzed.
   * @default - `content` says it
   */
  readonly networkSecurityScan?: RegionEnablement;
}

/**
 * An AWS Shield network security director policy: in which Regions the networks of the accounts are analyzed. The service is a
 * preview, and its documentation does not name limits of the policy: those of the other types are taken.
 *
 * Source: AWS Organizations User Guide, "AWS Shield Network Security Director policy syntax and examples".
 */
export class NetworkSecurityDirectorPolicy extends ManagementPolicy {
  constructor(scope: Construct, id: string, props: NetworkSecurityDirectorPolicyProps) {
    const { networkSecurityScan } = props;
    super(scope, id, {
      policyType: PolicyType.NETWORK_SECURITY_DIRECTOR_POLICY, noun: 'network security director policy', topKey: 'network_security_director',
    }, props, {
      props: { networkSecurityScan },
      tree: () => block({ enablement: block({ network_security_scan: regionLists(networkSecurityScan) }) }),
      problems: () => regionListProblems(networkSecurityScan),
    });
  }
}
