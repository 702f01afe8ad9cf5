import { type Condition, isNegated, type ConditionComparison, type ConditionFamily, CONDITION_COMPARISONS } from '../../language';
import type { RequestContext } from '../request/request-context';
import { all, any, not, type Ternary } from '../ternary';
import { compileUnknownKey } from './unknown-key';
import { compileArnPattern } from '../patterns/arn-pattern';
import { ipRangeContains, parseIpRange } from '../patterns/ip-range';
import { orderOf, parseDate, parseNumber } from '../patterns/points-in-order';
import { compileTextPattern, type ValueMatcher } from '../patterns/text-pattern';

type Compiler = (value: string, comparison: ConditionComparison, variables: boolean) => ValueMatcher;

const NEVER: ValueMatcher = () => false;

/** Compares one value of a policy with one of the request, as if the operator were not negated. */
const COMPILERS: Record<Exclude<ConditionFamily, 'null'>, Compiler> = {
  string: (value, comparison, variables) => compileTextPattern(
    value, { wildcards: comparison.endsWith('Like'), variables }, comparison.endsWith('IgnoreCase')),
  numeric: (value, comparison) => ordered(value, comparison, parseNumber),
  date: (value, comparison) => ordered(value, comparison, parseDate),
  bool: (value) => (text) => text.toLowerCase() === value.toLowerCase(),
  binary: (value) => (text) => text === value,
  ip: (value) => {
    const range = parseIpRange(value);
    return range === undefined ? NEVER : (text) => {
      const address = parseIpRange(text);
      return address !== undefined && ipRangeContains(range, address);
    };
  },
  arn: (value, _, variables) => compileArnPattern(value, variables),
};

export type ConditionJudge = (context: RequestContext) => Ternary;

/**
 * Compiles one condition. Values of the policy are alternatives; a negated operator requires that none of them matches. Without a set
 * operator, a key with several values means "any of them", and negated "none of them". `ForAllValues` treats an empty text as no value.
 * Sources: IAM User Guide, "IAM JSON policy elements: Condition operators" and "Single-valued vs. multivalued context keys".
 */
export function compileCondition(condition: Condition, variables: boolean): ConditionJudge {
  const { operator, key, values } = condition;
  if (operator.comparison === 'Null') return nullJudge(condition);
  const negated = isNegated(operator);
  const matchers = values.map((value) => compileValue(value, operator.comparison, variables));
  const withoutKey = operator.ifExists || operator.set === 'ForAllValues' || (negated && operator.set === undefined);
  const judgeUnknown = compileUnknownKey(condition, matchers, variables, withoutKey);
  return (context) => {
    const given = context.lookup(key);
    if (given === 'unknown') return judgeUnknown(context);
    if (given === 'missing') return withoutKey;
    if (operator.set === 'ForAllValues' && given.every((text) => text === '')) return true;
    const matchesAny = (text: string) => any(matchers, (matcher) => matcher(text, context));
    const holds = (text: string) => (negated ? not(matchesAny(text)) : matchesAny(text));
    if (operator.set === undefined) return negated ? all(given, holds) : any(given, holds);
    return operator.set === 'ForAllValues' ? all(given, holds) : any(given, holds);
  };
}

/** `Null: "true"` requires that the key is absent, `"false"` that it is present. */
function nullJudge({ key, values }: Condition): ConditionJudge {
  const wanted = values.map((value) => value.toLowerCase());
  const [absent, present] = [wanted.includes('true'), wanted.includes('false')];
  return (context) => {
    const given = context.lookup(key);
    if (given === 'unknown') return absent === present ? absent : [key];
    return given === 'missing' ? absent : present;
  };
}

function compileValue(value: string, comparison: ConditionComparison, variables: boolean): ValueMatcher {
  const { family } = CONDITION_COMPARISONS[comparison];
  if (family === 'null') return NEVER;
  const matcher = COMPILERS[family](value, comparison, variables);
  if (family === 'string' || family === 'arn') return matcher;
  // These operators compare whole values.
  return (text, context) => (context.isOpen(text) ? context.namesIn(text) : matcher(text, context));
}

function ordered(value: string, comparison: ConditionComparison, parse: (text: string) => number | undefined): ValueMatcher {
  const bound = parse(value);
  if (bound === undefined) return NEVER;
  const holds = orderOf(comparison);
  return (text) => {
    const given = parse(text);
    return given !== undefined && holds(given, bound);
  };
}
