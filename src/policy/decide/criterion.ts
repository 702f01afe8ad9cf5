import { Pattern } from './pattern';
import { type Condition, type ConditionComparison, isNegated, type PatternElement, type Statement } from '../language';

/** The part of a request that `Resource` is about. The other parts are condition keys. */
export const RESOURCE_PART = 'the resource';

/** Whether a criterion requires one value of a key that fits, requires all of them to fit, or is about the presence of the key. */
export type Quantifier = 'some' | 'every' | 'present' | 'absent' | 'either';

/** A condition or a resource element of a statement: a test of one part of a request. */
export interface Criterion {
  /** Equal for criteria that give the same result for every request. */
  readonly id: string;
  /** A condition key in lower case, or `RESOURCE_PART`. */
  readonly part: string;
  /** The condition key as the statement spells it. */
  readonly key: string;
  readonly patterns: readonly Pattern[];
  /** Whether a value fits that matches none of the patterns, instead of one that matches any. */
  readonly negated: boolean;
  readonly quantifier: Quantifier;
  /** Whether values that are all empty satisfy it. */
  readonly acceptsEmpty: boolean;
  /** The result if the request does not have the key. */
  readonly withoutKey: boolean;
}

/** The criteria of a statement besides its action. All of them have to be satisfied. Those that always are, are left out. */
export function criteriaOf(statement: Statement, hasVariables: boolean): Criterion[] {
  const { resource, conditions } = statement;
  const isAny = resource.negated ? resource.patterns.length === 0 : resource.patterns.includes('*');
  return [
    ...(isAny ? [] : [resourceCriterion(resource, hasVariables)]),
    ...conditions.map((each) => conditionCriterion(each, hasVariables)),
  ];
}

function resourceCriterion({ patterns, negated }: PatternElement, hasVariables: boolean): Criterion {
  return criterion({
    part: RESOURCE_PART,
    key: RESOURCE_PART,
    patterns: patterns.map((pattern) => new Pattern('Resource', pattern, hasVariables)),
    negated,
    quantifier: 'every',
    acceptsEmpty: false,
    withoutKey: false,
  });
}

/** See `compileCondition` for the rules. */
function conditionCriterion({ operator, key, values }: Condition, hasVariables: boolean): Criterion {
  const part = key.toLowerCase();
  if (operator.comparison === 'Null') {
    const wanted = ['true', 'false'].filter((value) => values.some((each) => each.toLowerCase() === value));
    const quantifier = wanted.length === 2 ? 'either' : wanted[0] === 'true' ? 'absent' : 'present';
    // Without a value, it holds for no request.
    const isNever = wanted.length === 0;
    return criterion({ part, key, patterns: [], negated: false, quantifier: isNever ? 'some' : quantifier, acceptsEmpty: false, withoutKey: false });
  }
  const negated = isNegated(operator);
  const comparison = operator.comparison.replace('Not', '').replace('ArnEquals', 'ArnLike') as ConditionComparison;
  return criterion({
    part,
    key,
    patterns: values.map((value) => new Pattern(comparison, value, hasVariables)),
    negated,
    quantifier: operator.set === 'ForAllValues' || (negated && operator.set === undefined) ? 'every' : 'some',
    acceptsEmpty: operator.set === 'ForAllValues',
    withoutKey: operator.ifExists || operator.set === 'ForAllValues' || (negated && operator.set === undefined),
  });
}

function criterion(parts: Omit<Criterion, 'id'>): Criterion {
  const { patterns, key: _, ...rest } = parts;
  return { ...parts, id: JSON.stringify([rest, patterns.map(({ id }) => id).sort()]) };
}

/** Whether a criterion compares texts, so that it distinguishes the classes of texts. */
export function comparesTexts({ family }: Pattern): boolean {
  return family === 'string' || family === 'arn' || family === 'bool' || family === 'binary';
}

/** Value of a key with the patterns that it matches, by their IDs. */
export interface TestedValue {
  readonly text: string;
  readonly matched: ReadonlySet<string>;
}

export function fits({ patterns, negated }: Criterion, { matched }: TestedValue): boolean {
  return patterns.some(({ id }) => matched.has(id)) !== negated;
}

