import type { IParent } from '../policy/attachments/policy-target';

/** The root of an organization. An organization has exactly one, which is created and deleted with it. */
export interface IRoot extends IParent {
  /**
   * ID of the root, `r-…`.
   * @attribute
   */
  readonly rootId: string;
}
