import { type Condition, isNegated, type PatternElement, type Statement } from '../../policy';

/**
 * Whether every request that one statement matches is matched by another one, as far as their lists show: more conditions or fewer
 * values, and all else the same. Patterns that cover others are not considered, so "no" may mean "unknown".
 */
export function isWithin(narrow: Statement, wide: Statement, elements: readonly ('action' | 'resource')[] = ['action', 'resource']): boolean {
  return narrow.effect === wide.effect && narrow.principal === wide.principal
    && elements.every((element) => isPatternWithin(narrow[element], wide[element]))
    && wide.conditions.every((condition) => narrow.conditions.some((other) => isConditionWithin(other, condition)));
}

function isPatternWithin(narrow: PatternElement, wide: PatternElement): boolean {
  if (!wide.negated && wide.patterns.includes('*')) return true;
  if (narrow.negated !== wide.negated) return false;
  return narrow.negated ? hasAll(narrow.patterns, wide.patterns) : hasAll(wide.patterns, narrow.patterns);
}

/** A negated operator requires that no value matches, so more values make it match less often. */
function isConditionWithin(narrow: Condition, wide: Condition): boolean {
  if (narrow.operator.name !== wide.operator.name || narrow.key.toLowerCase() !== wide.key.toLowerCase()) return false;
  return isNegated(wide.operator) ? hasAll(narrow.values, wide.values) : hasAll(wide.values, narrow.values);
}

function hasAll(these: readonly string[], those: readonly string[]): boolean {
  const known = new Set(these);
  return those.every((each) => known.has(each));
}
