import type { IConstruct } from 'constructs';
import type { GuardedAction } from '../../contract';

/** What attachments and accounts need of an organization: policy types enabled before, and what it allows to be done to accounts. */
export interface PolicyTypeEnabler {
  readonly _allowedActions: readonly GuardedAction[];
  _ensurePolicyType(policyType: string): void;
  _findPolicyType(policyType: string): IConstruct[];
}
