import { Construct } from 'constructs';
import { Policy } from '../policy';
import type { PolicyContent } from '../policy-content';
import type { PolicyOptions } from '../policy-options';
import { PolicyType } from '../policy-type';

/** Properties of `SecurityHubCspmPolicy`. */
export interface SecurityHubCspmPolicyProps extends PolicyOptions {
  /**
   * The policy as JSON, with operators such as `@@assign`. It needs the key `cspm_enablement`, with the lists `enable_in_regions` and
   * `disable_in_regions`.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_security_hub_cspm_syntax.html#security-hub-cspm-policy-considerations
   */
  readonly content: PolicyContent;
}

/**
 * An AWS Security Hub CSPM policy: in which Regions the accounts have Security Hub CSPM, with which standards and controls.
 *
 * Only the first part of its syntax page is known to this library: the two lists of Regions are checked, and everything else is written
 * as JSON and not checked beyond the operators.
 * Source: AWS Organizations User Guide, "Security Hub CSPM policy syntax and examples".
 */
export class SecurityHubCspmPolicy extends Policy {
  constructor(scope: Construct, id: string, props: SecurityHubCspmPolicyProps) {
    super(scope, id, { ...props, policyType: PolicyType.SECURITYHUB_CSPM_POLICY });
  }
}
