import type { IParent } from '../policy/attachments/policy-target';

/** The root of an organization. There is exactly one, and it comes and goes with the organization. */
export interface IRoot extends IParent {
  /** Id of the root, `r-…`. */
  readonly rootId: string;
}
