/**
 * The comparison of each operator, and the pairs of opposites.
 * Source: IAM User Guide, "IAM JSON policy elements: Condition operators".
 */
export const CONDITION_COMPARISONS = {
  StringEquals: { family: 'string', negated: false },
  StringNotEquals: { family: 'string', negated: true },
  StringEqualsIgnoreCase: { family: 'string', negated: false },
  StringNotEqualsIgnoreCase: { family: 'string', negated: true },
  StringLike: { family: 'string', negated: false },
  StringNotLike: { family: 'string', negated: true },
  NumericEquals: { family: 'numeric', negated: false },
  NumericNotEquals: { family: 'numeric', negated: true },
  NumericLessThan: { family: 'numeric', negated: false },
  NumericLessThanEquals: { family: 'numeric', negated: false },
  NumericGreaterThan: { family: 'numeric', negated: false },
  NumericGreaterThanEquals: { family: 'numeric', negated: false },
  DateEquals: { family: 'date', negated: false },
  DateNotEquals: { family: 'date', negated: true },
  DateLessThan: { family: 'date', negated: false },
  DateLessThanEquals: { family: 'date', negated: false },
  DateGreaterThan: { family: 'date', negated: false },
  DateGreaterThanEquals: { family: 'date', negated: false },
  Bool: { family: 'bool', negated: false },
  BinaryEquals: { family: 'binary', negated: false },
  IpAddress: { family: 'ip', negated: false },
  NotIpAddress: { family: 'ip', negated: true },
  ArnEquals: { family: 'arn', negated: false },
  ArnNotEquals: { family: 'arn', negated: true },
  ArnLike: { family: 'arn', negated: false },
  ArnNotLike: { family: 'arn', negated: true },
  Null: { family: 'null', negated: false },
} as const satisfies Record<string, { family: ConditionFamily; negated: boolean }>;

export type ConditionFamily = 'string' | 'numeric' | 'date' | 'bool' | 'binary' | 'ip' | 'arn' | 'null';

export type ConditionComparison = keyof typeof CONDITION_COMPARISONS;

export type SetOperator = 'ForAllValues' | 'ForAnyValue';

export interface ConditionOperator {
  /** As written, `ForAnyValue:StringLikeIfExists`. */
  readonly name: string;
  readonly set?: SetOperator;
  readonly comparison: ConditionComparison;
  readonly ifExists: boolean;
}

const SHAPE = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/;

/** The parts of an operator's name, or undefined if there is no such operator. `Null` takes neither set nor suffix. */
export function conditionOperator(name: string): ConditionOperator | undefined {
  const [, set, comparison, suffix] = SHAPE.exec(name) ?? [];
  if (!Object.hasOwn(CONDITION_COMPARISONS, comparison ?? '')) return undefined;
  if (comparison === 'Null' && (set !== undefined || suffix !== undefined)) return undefined;
  return {
    name,
    ...(set === undefined ? {} : { set: set as SetOperator }),
    comparison: comparison as ConditionComparison,
    ifExists: suffix !== undefined,
  };
}

export function conditionFamily(operator: ConditionOperator): ConditionFamily {
  return CONDITION_COMPARISONS[operator.comparison].family;
}

export function isNegated(operator: ConditionOperator): boolean {
  return CONDITION_COMPARISONS[operator.comparison].negated;
}
