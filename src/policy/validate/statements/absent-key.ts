import { type Condition, isNegated } from '../../language';

/** Whether the condition holds for a request without its key. Source: IAM User Guide, "Condition operators", IfExists and negation. */
export function holdsWithoutKey(condition: Condition): boolean {
  const { operator } = condition;
  if (operator.comparison === 'Null') return !isNullCheck(condition, 'false');
  return operator.ifExists || operator.set === 'ForAllValues' || (isNegated(operator) && operator.set === undefined);
}

/** Whether it only uses `Null`, with this one of the two values. */
export function isNullCheck({ operator, values }: Condition, value: 'true' | 'false'): boolean {
  return operator.comparison === 'Null' && values.length === 1 && values[0].toLowerCase() === value;
}
