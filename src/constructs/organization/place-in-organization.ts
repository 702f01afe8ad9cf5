import type { PolicyTypeEnabler } from './policy-type-enabler';
import type { PolicyTargetBase } from '../policy/attachments/policy-target';

/** Where a target stands, as far as the app knows. */
export interface PlaceInOrganization {
  /** Levels below the root; for what is outside the app, the least that it can be. */
  readonly level: number;
  readonly above?: PolicyTargetBase;
  readonly organization?: PolicyTypeEnabler;
}
