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
   * Where the security of networks is analyzed.
   * @default - `content` says it
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_network_security_director_syntax.html#network-security-director-policy-components
   */
  readonly networkSecurityScan?: RegionEnablement;
}

/**
 * An AWS Shield network security director policy: in which Regions the networks of the accounts are analyzed. The service is a
 * preview, and its documentation does not name limits of the policy: those of the other types are taken.
 *
 * Source: AWS Organizations User Guide, "AWS Shield Network Security Director policy syntax and examples".
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
