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
   * Regions in which AWS Security Hub is enabled or disabled.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_security_hub_syntax.html#security-hub-policy-components
   * @default - not set by this policy
   */
  readonly regions?: RegionEnablement;
  /**
   * Regions in which network scanning is enabled or disabled. It needs Security Hub in the same Region, and exists in commercial Regions
   * only.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_security_hub_syntax.html#security-hub-policy-components
   * @default - not set by this policy
   */
  readonly networkScanning?: RegionEnablement;
}

/**
 * An AWS Security Hub policy: the Regions in which the accounts have Security Hub. The service needs trusted access to the organization
 * (`TrustedService.SECURITY_HUB`).
 *
 * Source: AWS Organizations User Guide, "Security Hub policy syntax and examples".
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_security_hub_syntax.html
 * @example
 * declare const organization: Organization;
 * organization.root.attachPolicy(new SecurityHubPolicy(this, 'SecurityHub', {
 *   regions: { enableInRegions: ['ALL_SUPPORTED'] },
 * }));
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
