import type { IPolicy } from '../policy';
import type { IPolicySet } from '../policy-set/policy-set';

/** Options of an organizational unit or an account as a target of policies. */
export interface PolicyTargetOptions {
  /**
   * Policies to attach, in this order.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_AttachPolicy.html
   * @default - none; `attachPolicy` adds more
   */
  readonly policies?: IPolicy[];
  /**
   * Policy sets of the same stack to attach, after all policies.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_AttachPolicy.html
   * @default - none; `attachPolicySet` adds more
   */
  readonly policySets?: IPolicySet[];
}
