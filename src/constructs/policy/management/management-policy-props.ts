import type { PolicyContent } from '../policy-content';
import type { PolicyOptions } from '../policy-options';
import type { ChildControl } from './child-control';

/** Properties that all management policies share. Either `content` or the typed props define the policy. */
export interface ManagementPolicyProps extends PolicyOptions {
  /**
   * The policy document as JSON, with operators such as `@@assign`: an object, a string or a file.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_inheritance_mgmt.html
   * @default - the typed props define the policy
   */
  readonly content?: PolicyContent;
  /**
   * The operators that policies further down may use on the settings of this policy. It applies to each setting of the typed props that
   * has no child control itself. `ChildControl.NONE` makes the whole policy final.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/policy-operators.html#child-control-operators
   * @default - all operators
   */
  readonly childControl?: ChildControl;
}
