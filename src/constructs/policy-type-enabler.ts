import type { IConstruct } from 'constructs';

/** What attachments need of an organization: their policy type enabled before. */
export interface PolicyTypeEnabler {
  _ensurePolicyType(policyType: string): void;
  _findPolicyType(policyType: string): IConstruct[];
}
