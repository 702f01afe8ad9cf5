import type { PolicyTypeName } from '../../contract';
import type { Decision } from '../../policy';
import type { SettingChange } from '../diff/change';
import type { AccountReference } from '../diff/references';

/** Accounts for which the same becomes possible or impossible. */
export interface ImpactGroup {
  /** `14 accounts in Root/Workloads/Prod`, `5 accounts in Root/Security, Root/Workloads/Prod`, or the path of a single account. */
  readonly caption: string;
  readonly accounts: readonly AccountReference[];
  /** By service, then in the order allowed, denied, depends of `before` and of `after`. */
  readonly actions: readonly ActionsImpact[];
  readonly effectivePolicies: readonly EffectivePolicyImpact[];
  readonly counts: ImpactCounts;
  /** Policies whose text is not known, so that only what the others say was compared. Names, sorted. */
  readonly unknownPolicies: readonly string[];
}

/** Numbers of actions. */
export interface ImpactCounts {
  /** Denied now, and not before. */
  readonly denied: number;
  /** Allowed now, and not before. */
  readonly allowed: number;
  /** Depends on the request now, and did not before. */
  readonly conditional: number;
  /** Depends on the request as before, by other statements. */
  readonly conditionsChanged: number;
}

/** Actions of one service that go from one decision to another by the same statements. */
export interface ActionsImpact {
  /** The prefix, such as `s3`. */
  readonly service: string;
  readonly before: Decision;
  readonly after: Decision;
  /**
   * Whether more is possible now, or less; `both` where conditions came and others went, or where a service control policy denies it in
   * place of a resource control policy, or the other way round: to other principals, on other resources.
   */
  readonly direction: 'loosens' | 'tightens' | 'both';
  /** Patterns that match these actions and no other known action: `s3:Delete*`. */
  readonly actions: readonly string[];
  readonly count: number;
  /** What decides now, as sentences name it: `DenyLeaving of guardrails`. */
  readonly because: readonly string[];
  /** What decided before. */
  readonly insteadOf: readonly string[];
}

/** What changes in the policy of a management type that counts for an account. */
export interface EffectivePolicyImpact {
  readonly policyType: PolicyTypeName;
  readonly settings: readonly SettingChange[];
}
