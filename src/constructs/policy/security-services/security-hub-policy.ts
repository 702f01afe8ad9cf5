import { Construct } from 'constructs';
import { ManagementPolicyDraft } from '../management/management-policy-draft';
import type { ManagementPolicyProps } from '../management/management-policy-props';
import { block } from '../management/policy-tree';
import type { RegionEnablement } from '../management/region-enablement';
import { regionListProblems, regionLists } from '../management/regions';
import { Policy } from '../policy';
import { PolicyType } from '../policy-type';

/** Properties of `SecurityHubPolicy`. */
export interface SecurityHubPolicyProps extends ManagementPolicyProps {
  /**
   * Where AWS Security Hub is on or off.
   * @default - nothing is said about it
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_security_hub_syntax.html#security-hub-policy-components
   */
  readonly regions?: RegionEnablement;
  /**
   * Where network scanning is on or off, of the Regions in which Security Hub is on. It exists in commercial Regions only.
   * @default - nothing is said about it
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_security_hub_syntax.html#security-hub-policy-components
   */
  readonly networkScanning?: RegionEnablement;
}

/**
 * An AWS Security Hub policy: in which Regions the accounts have Security Hub. The service must have trusted access to the
 * organization (`TrustedService.SECURITY_HUB`).
 *
 * Source: AWS Organizations User Guide, "Security Hub policy syntax and examples".
 */
export class SecurityHubPolicy extends Policy {
  constructor(scope: Construct, id: string, props: SecurityHubPolicyProps) {
    const { regions, networkScanning } = props;
    const draft = new ManagementPolicyDraft({ policyType: PolicyType.SECURITYHUB_POLICY, noun: 'Security Hub policy', topKey: 'securityhub' }, props, {
      props: { regions, networkScanning },
      tree: () => block({ ...regionLists(regions), features: block({ network_scanning: regionLists(networkScanning) }) }),
      problems: () => [...regionListProblems(regions), ...regionListProblems(networkScanning)],
    });
    super(scope, id, draft.policyProps);
    draft.checkAtSynthesis(this);
  }
}
