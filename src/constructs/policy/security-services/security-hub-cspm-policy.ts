import { Construct } from 'constructs';
import { Policy } from '../policy';
import type { PolicyContent } from '../policy-content';
import type { PolicyOptions } from '../policy-options';
import { PolicyType } from '../policy-type';

/** Properties of `SecurityHubCspmPolicy`. */
export interface SecurityHubCspmPolicyProps extends PolicyOptions {
  /**
   * The policy document as JSON, with operators such as `@@assign`. It needs the key `cspm_enablement` with the lists `enable_in_regions`
   * and `disable_in_regions`.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_security_hub_cspm_syntax.html#security-hub-cspm-policy-considerations
   */
  readonly content: PolicyContent;
}

/**
 * An AWS Security Hub CSPM policy: the Regions in which the accounts have Security Hub CSPM, with its standards and controls.
 *
 * This library knows only the first part of the syntax. It checks the two lists of Regions and the operators; you write everything else
 * as JSON.
 *
 * Source: AWS Organizations User Guide, "Security Hub CSPM policy syntax and examples".
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_security_hub_cspm_syntax.html
 * @example
 * declare const workloads: OrganizationalUnit;
 * workloads.attachPolicy(new SecurityHubCspmPolicy(this, 'Cspm', {
 *   content: PolicyContent.fromFile('policies/security-hub-cspm.json'),
 * }));
 */
export class SecurityHubCspmPolicy extends Policy {
  constructor(scope: Construct, id: string, props: SecurityHubCspmPolicyProps) {
    super(scope, id, { ...props, policyType: PolicyType.SECURITYHUB_CSPM_POLICY });
  }
}
