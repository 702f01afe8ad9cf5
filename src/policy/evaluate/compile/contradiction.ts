import type { ConditionJudge } from './compile-condition';
import { type Condition, CONDITION_COMPARISONS, type ConditionComparison, isNegated } from '../../language';
import { parseTemplate } from '../patterns/template';
import type { RequestContext } from '../request/request-context';

/** The opposite of each comparison, if it has one. */
const OPPOSITES: Partial<Record<ConditionComparison, ConditionComparison>> = {
  StringEquals: 'StringNotEquals',
  StringEqualsIgnoreCase: 'StringNotEqualsIgnoreCase',
  StringLike: 'StringNotLike',
  NumericEquals: 'NumericNotEquals',
  DateEquals: 'DateNotEquals',
  IpAddress: 'NotIpAddress',
  ArnEquals: 'ArnNotEquals',
  ArnLike: 'ArnNotLike',
};

/** Global keys that can have several values. Source: IAM User Guide, "AWS global condition context keys". */
export const MULTIVALUED = /^aws:(?:calledvia|principalorgpaths|principalservicenameslist|resourceorgpaths|sourceorgpaths|tagkeys|vpceorgpaths)$/;

/**
 * Compiles whether the conditions of a statement contradict each other for every value of an unknown key, so that the statement matches no
 * request: `StringEquals` and `StringNotEquals` with the same value.
 * @param judges of the conditions, in their order
 */
export function compileContradiction(
  conditions: readonly Condition[], judges: readonly ConditionJudge[], variables: boolean,
): (context: RequestContext) => boolean {
  const rules = conditions.flatMap((one, index) => {
    const others = conditions.flatMap((condition, place) => (
      place !== index && sameKey(one, condition) ? [{ condition, judge: judges[place] }] : []));
    if (others.length === 0 || !needsValue(one)) return [];
    if (others.some(({ condition }) => isOpposite(one, condition) || isAbsence(condition))) return [() => true];
    const texts = exactTexts(one, variables);
    const comparable = others.filter(({ condition }) => isComparable(condition)).map(({ judge }) => judge);
    if (texts === undefined || comparable.length === 0) return [];
    return [(context: RequestContext) => context.lookup(one.key) === 'unknown'
      && texts.every((text) => comparable.some((judge) => judge(context.withValue(one.key, text)) === false))];
  });
  return (context) => rules.some((rule) => rule(context));
}

function sameKey(one: Condition, other: Condition): boolean {
  return one.key.toLowerCase() === other.key.toLowerCase();
}

/** Whether a condition can only hold if the key has a value that it names. */
function needsValue({ operator }: Condition): boolean {
  return operator.comparison !== 'Null' && !operator.ifExists && operator.set !== 'ForAllValues' && !isNegated(operator);
}

/** Whether a condition fails for each value that satisfies the first one. */
function isOpposite(one: Condition, other: Condition): boolean {
  return other.operator.set === undefined && OPPOSITES[one.operator.comparison] === other.operator.comparison
    && one.values.every((value) => other.values.includes(value));
}

function isAbsence({ operator, values }: Condition): boolean {
  return operator.comparison === 'Null' && values.length > 0 && values.every((value) => value.toLowerCase() === 'true');
}

/** The texts that the key can have, if there are finitely many. */
function exactTexts({ operator, values }: Condition, variables: boolean): readonly string[] | undefined {
  const wildcards = operator.comparison === 'StringLike';
  if (operator.comparison !== 'StringEquals' && !wildcards) return undefined;
  const parsed = values.map((value) => parseTemplate(value, { wildcards, variables }));
  if (parsed.some((parts) => parts.some((part) => !('text' in part)))) return undefined;
  return parsed.map((parts) => parts.map((part) => ('text' in part ? part.text : '')).join(''));
}

/** Whether one value of the key shows that a condition fails. Otherwise another one of several values may satisfy it. */
function isComparable(condition: Condition): boolean {
  const { operator, key } = condition;
  if (operator.set !== undefined || CONDITION_COMPARISONS[operator.comparison].family === 'null') return false;
  const name = key.toLowerCase();
  return isNegated(operator) || (name.startsWith('aws:') && !MULTIVALUED.test(name));
}
