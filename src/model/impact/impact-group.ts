import type { PolicyTypeName } from '../../contract';
import type { Decision } from '../../policy';
import type { Witness } from '../../policy/decide';
import type { SettingChange } from '../diff/change';
import type { AccountReference } from '../diff/references';

/** Accounts for which the same actions become possible or impossible. */
export interface ImpactGroup {
  /** `14 accounts in Root/Workloads/Prod`, `5 accounts in Root/Security, Root/Workloads/Prod`, or the path of a single account. */
  readonly caption: string;
  readonly accounts: readonly AccountReference[];
  /** By service, then by `before` and `after` in the order allowed, denied, depends. */
  readonly actions: readonly ActionsImpact[];
  readonly effectivePolicies: readonly EffectivePolicyImpact[];
  readonly counts: ImpactCounts;
  /** Sorted names of policies whose text is unknown, so that only the other policies were compared. */
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
  /** Depends on the request as before, but by other statements. */
  readonly conditionsChanged: number;
}

/** Actions of one service that change from one decision to another by the same statements. */
export interface ActionsImpact {
  /** The prefix, such as `s3`. */
  readonly service: string;
  readonly before: Decision;
  readonly after: Decision;
  /**
   * Whether more is possible now, or less; `both` where conditions were added and others removed, or where a service control policy
   * replaces a resource control policy as the denial, or vice versa: for other principals, on other resources.
   */
  readonly direction: 'loosens' | 'tightens' | 'both';
  /** Patterns that match these actions and no other known action: `s3:Delete*`. For a new action: patterns of the policies that name it. */
  readonly actions: readonly string[];
  readonly count: number;
  /**
   * A name that stands for actions which are not in the action table, as AWS adds some every week. Only where no known action changes in
   * this way.
   */
  readonly newAction?: string;
  /** The deciding statements as sentences name them: `DenyLeaving of guardrails`. */
  readonly because: readonly string[];
  /** The statements that decided before. */
  readonly insteadOf: readonly string[];
  /**
   * Requests that show the direction: one that passes now and did not before, and the other way round. The evaluation of all policies of
   * one type has confirmed each. Only where the decision depends on conditions.
   */
  readonly examples?: { readonly loosens?: Witness; readonly tightens?: Witness };
}

/** The changes of the effective policy of a management type for an account. */
export interface EffectivePolicyImpact {
  readonly policyType: PolicyTypeName;
  readonly settings: readonly SettingChange[];
}
