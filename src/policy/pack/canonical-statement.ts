import type { Condition, PatternElement, Statement } from '../language';
import { withoutCovered } from './action-cover';

/** A canonical form of the statement: sorted lists, without repetition and without patterns that another one covers. */
export function canonicalStatement(statement: Statement): Statement {
  const { sid, effect, action, resource, principal, conditions } = statement;
  return {
    ...(sid === undefined || sid === '' ? {} : { sid }),
    effect,
    ...(principal === undefined ? {} : { principal }),
    action: { negated: action.negated, patterns: withoutCovered(sorted(action.patterns)) },
    resource: canonicalResource(resource),
    conditions: conditions.map((condition) => ({ ...condition, values: sorted(condition.values) })).sort(byOperatorAndKey),
  };
}

/** The meaning of a statement as text: equal for two statements with the same meaning. */
export function meaningOf({ effect, principal, action, resource, conditions }: Statement): string {
  return JSON.stringify([effect, principal, action, resource, conditions.map(({ operator, key, values }) => [operator.name, key, values])]);
}

function canonicalResource({ negated, patterns }: PatternElement): PatternElement {
  return { negated, patterns: patterns.includes('*') ? ['*'] : sorted(patterns) };
}

function byOperatorAndKey(one: Condition, other: Condition): number {
  return compare(one.operator.name, other.operator.name) || compare(one.key, other.key);
}

export function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort(compare);
}

/** By code units, so that the order is the same on every machine. */
export function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
