import type { PolicyContent } from '../policy-content';
import type { PolicyOptions } from '../policy-options';
import type { ChildControl } from './child-control';

/** What policies have in common that are inherited from the root down. Either `content` or the typed props say what one holds. */
export interface ManagementPolicyProps extends PolicyOptions {
  /**
   * The policy as JSON, with operators such as `@@assign`: an object, a text or a file.
   * @default - the typed props say it
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_inheritance_mgmt.html
   */
  readonly content?: PolicyContent;
  /**
   * What policies further down may do to everything that the typed props say and that says nothing of its own.
   * `ChildControl.NONE` makes the whole policy final.
   * @default - everything
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/policy-operators.html#child-control-operators
   */
  readonly childControl?: ChildControl;
}
