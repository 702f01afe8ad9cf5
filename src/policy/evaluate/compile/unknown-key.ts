import { type Condition, CONDITION_COMPARISONS, isNegated } from '../../language';
import { parseTemplate, type TemplatePart } from '../patterns/template';
import type { ValueMatcher } from '../patterns/text-pattern';
import type { RequestContext } from '../request/request-context';
import type { Ternary } from '../ternary';

/** How a value of a policy relates to the values that a key may have. */
type Coverage = 'every' | 'none' | 'some';

/**
 * Judges a condition whose key is unknown: absent, or with any values. If the result is the same in every case, it is known.
 * @param withoutKey the result of the condition if the key is absent
 */
export function compileUnknownKey(
  condition: Condition, matchers: readonly ValueMatcher[], variables: boolean, withoutKey: boolean,
): (context: RequestContext) => Ternary {
  const { operator, key, values } = condition;
  const { family } = CONDITION_COMPARISONS[operator.comparison];
  const hasPatterns = family === 'string' || family === 'arn';
  const wildcards = family === 'arn' || operator.comparison.endsWith('Like');
  const templates = values.map((value) => (hasPatterns ? parseTemplate(value, { wildcards, variables }) : [{ text: value }]));
  // Only where case matters, a ruled out text is exactly one that would match.
  const isExact = family === 'string' && !operator.comparison.endsWith('IgnoreCase');
  const negated = isNegated(operator);
  const coverage = (context: RequestContext, index: number): Coverage => {
    const parts = templates[index];
    if (wildcards && values[index] === '*') return 'every';
    if (parts.some((part) => 'variable' in part && isWithoutValue(part, context))) return 'none';
    if (!isExact) return 'some';
    return context.ruledOut(key).some((ruledOut) => excludes(ruledOut, parts, context, (text) => matchers[index](text, context) === true)) ? 'none' : 'some';
  };
  return (context) => {
    const covered = family === 'bool' ? coverageOfBool(values, context.ruledOut(key)) : values.map((_, index) => coverage(context, index));
    const matched = matchesOf(covered);
    const outcomes = new Set([withoutKey, ...matched.map((matches) => matches !== negated), ...(operator.set === 'ForAllValues' ? [true] : [])]);
    if (outcomes.size === 1) return withoutKey;
    const open = templates.flat().flatMap((part) => ('variable' in part && context.lookup(part.variable) === 'unknown' ? [part.variable] : []));
    return [...new Set([key, ...open])];
  };
}

/** Possible results of a comparison with one of several values. */
function matchesOf(covered: readonly Coverage[]): readonly boolean[] {
  if (covered.includes('every')) return [true];
  return covered.every((each) => each === 'none') ? [false] : [true, false];
}

/** Whether a variable has no text, so that its pattern matches nothing. */
function isWithoutValue({ variable, fallback }: { variable: string; fallback?: string }, context: RequestContext): boolean {
  const found = context.lookup(variable);
  return found === 'missing' ? fallback === undefined : found !== 'unknown' && found.length !== 1;
}

/** Whether a pattern matches only values that are ruled out. */
function excludes(ruledOut: string, parts: readonly TemplatePart[], context: RequestContext, matches: (text: string) => boolean): boolean {
  if (ruledOut.endsWith('/*')) return textBefore(parts, context).startsWith(ruledOut.slice(0, -1));
  return parts.every((part) => !('wildcard' in part)) && matches(ruledOut);
}

/** The text that a pattern begins with, up to the first unknown character. */
function textBefore(parts: readonly TemplatePart[], context: RequestContext): string {
  let text = '';
  for (const part of parts) {
    const found = 'variable' in part ? context.lookup(part.variable) : undefined;
    if ('text' in part) text += part.text;
    else if (Array.isArray(found)) text += found[0];
    else break;
  }
  return text;
}

/** A boolean key that is known not to have one value has the other one. */
function coverageOfBool(values: readonly string[], ruledOut: readonly string[]): Coverage[] {
  const left = ['true', 'false'].filter((value) => !ruledOut.includes(value));
  if (left.length === 2) return values.map(() => 'some');
  return [values.some((wanted) => wanted.toLowerCase() === left[0]) ? 'every' : 'none'];
}
