import type { AuthorizationPolicyType } from '../../contract';
import { type Condition, type PatternElement, statementName } from '../language';
import type { CompiledPolicy } from './compile/compile-policy';
import type { StatementMatch } from './judge-policy';
import { readableRolePath } from './open-text';
import type { Lookup, RequestContext } from './request/request-context';

export type ReasonType = AuthorizationPolicyType | 'IDENTITY_POLICY';

/** A condition of a statement with the request's value of its key. */
export interface ConditionReason {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
  readonly given: Lookup;
  /** Values that an unknown key is known not to have. */
  readonly ruledOut?: readonly string[];
}

/** The actions of a statement. */
export interface ActionReason {
  readonly element: 'Action' | 'NotAction';
  readonly patterns: readonly string[];
}

/** The resources of a statement with that of the request; omitted for `*`. */
export interface ResourceReason {
  readonly element: 'Resource' | 'NotResource';
  readonly patterns: readonly string[];
  /** An ARN, `*` or `unknown`. */
  readonly given: string;
}

/** One statement that allowed or denied, or would do so with certain unknown values. */
export interface StatementReason {
  readonly kind: 'allow' | 'deny';
  readonly type: ReasonType;
  /** The level at which the policy is attached; undefined for an identity-based policy. */
  readonly level?: string;
  readonly policy: string;
  /** The Sid, or `Statement[2]`. */
  readonly statement: string;
  /** @default - every action, or not told any more */
  readonly action?: ActionReason;
  readonly resource?: ResourceReason;
  readonly conditions: readonly ConditionReason[];
  /** The missing information for a definite answer; empty if there is none. */
  readonly missingInformation: readonly string[];
}

/** A level at which no statement allows the action. */
export interface NoAllowReason {
  readonly kind: 'no-allow';
  readonly type: ReasonType;
  readonly level?: string;
  /** The policies that were searched. */
  readonly policies: readonly string[];
}

/** Policies that do not count for this request, with the reason. */
export interface ExemptReason {
  readonly kind: 'exempt';
  readonly type: ReasonType;
  readonly why: string;
}

/** Policies that would count and were not given. */
export interface NotGivenReason {
  readonly kind: 'not-given';
  readonly type: ReasonType;
  readonly level?: string;
  readonly what: string;
}

export type Reason = StatementReason | NoAllowReason | ExemptReason | NotGivenReason;

export function statementReason(
  type: ReasonType, level: string | undefined, match: StatementMatch, context: RequestContext,
): StatementReason {
  const { policy, holds, compiled: { statement, index } } = match;
  const action = actionReason(statement.action);
  const resource = resourceReason(statement.resource, context);
  return {
    kind: statement.effect === 'Allow' ? 'allow' : 'deny',
    type,
    ...(level === undefined ? {} : { level }),
    policy: policy.name,
    statement: statementName(statement, index),
    ...(action === undefined ? {} : { action }),
    ...(resource === undefined ? {} : { resource }),
    conditions: statement.conditions.map((condition) => conditionReason(condition, context)),
    missingInformation: holds === true ? [] : holds,
  };
}

export function noAllowReason(type: ReasonType, level: string | undefined, policies: readonly CompiledPolicy[]): NoAllowReason {
  return { kind: 'no-allow', type, ...(level === undefined ? {} : { level }), policies: policies.map(({ name }) => name) };
}

function actionReason({ negated, patterns }: PatternElement): ActionReason | undefined {
  return !negated && patterns.includes('*') ? undefined : { element: negated ? 'NotAction' : 'Action', patterns };
}

function resourceReason({ negated, patterns }: PatternElement, { resource = 'unknown' }: RequestContext): ResourceReason | undefined {
  return !negated && patterns.includes('*') ? undefined : { element: negated ? 'NotResource' : 'Resource', patterns, given: resource };
}

function conditionReason({ operator, key, values }: Condition, context: RequestContext): ConditionReason {
  const found = context.lookup(key);
  const given = typeof found === 'string' ? found : found.map(readableRolePath);
  const ruledOut = given === 'unknown' ? context.ruledOut(key) : [];
  return { operator: operator.name, key, values, given, ...(ruledOut.length === 0 ? {} : { ruledOut }) };
}
