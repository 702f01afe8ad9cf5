import { type ConditionComparison, type ConditionFamily, CONDITION_COMPARISONS } from '../../language';
import { compileArnPattern } from '../patterns/arn-pattern';
import { ipRangeContains, parseIpRange } from '../patterns/ip-range';
import { orderOf, parseDate, parseNumber } from '../patterns/points-in-order';
import { compileTextPattern, type ValueMatcher } from '../patterns/text-pattern';

type Compiler = (value: string, comparison: ConditionComparison, variables: boolean) => ValueMatcher;

const NEVER: ValueMatcher = () => false;

/** How one value of a policy is compared with one of the request, as if the operator were not negated. */
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

export function compileValue(value: string, comparison: ConditionComparison, variables: boolean): ValueMatcher {
  const { family } = CONDITION_COMPARISONS[comparison];
  if (family === 'null') return NEVER;
  const matcher = COMPILERS[family](value, comparison, variables);
  if (family === 'string' || family === 'arn') return matcher;
  // These compare whole values.
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
