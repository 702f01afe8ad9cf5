import { type Condition, isNegated, type Statement } from '../../language';
import { statementRule } from '../statement-rule';
import { holdsWithoutKey, isNullCheck } from '../statements/absent-key';
import { canBeAbout } from '../statements/reachable-resources';

/** Source: IAM User Guide, "IAM JSON policy elements: Condition operators" and "Access Analyzer policy check reference". */
export const neverMatches = statementRule(
  { id: 'never-matches', severity: 'warning', title: 'No request can match the statement.' },
  (statement) => reasons(statement).map((what) => ({ what: `can never match: ${what}`, advice: 'Correct it, or take the statement out.' })),
);

function reasons({ action, resource, conditions }: Statement): string[] {
  const absent = new Set(conditions.filter((condition) => isNullCheck(condition, 'true')).map(({ key }) => key.toLowerCase()));
  return [
    ...(action.patterns.length === 0 && !action.negated ? ['it names no action'] : []),
    ...(action.negated && action.patterns.some((pattern) => pattern === '*' || pattern === '*:*') ? ['NotAction excludes every action'] : []),
    ...(resource.patterns.length === 0 && !resource.negated ? ['it names no resource'] : []),
    ...(areStrangers(action, resource) ? [`none of its actions is about such resources as ${resource.patterns[0]}`] : []),
    ...(resource.negated && resource.patterns.includes('*') ? ['NotResource excludes every resource'] : []),
    ...conditions.filter((condition) => needsKey(condition) && absent.has(condition.key.toLowerCase()))
      .map(({ operator, key }) => `${operator.name} needs ${key}, which Null says is absent`),
    ...conditions.flatMap((condition) => conditions.filter((other) => contradicts(condition, other))
      .map(({ operator, key }) => `${condition.operator.name} needs values of ${key} that ${operator.name} rules out`)),
    ...conditions.filter((condition) => condition.values.length === 0 && needsKey(condition)).map(({ key }) => `${key} is compared with no value`),
  ];
}

/** Whether no action of the statement can apply to any of its resources. */
function areStrangers(action: Statement['action'], resource: Statement['resource']): boolean {
  if (action.negated || resource.negated || action.patterns.length === 0 || resource.patterns.length === 0) return false;
  return !action.patterns.some((pattern) => resource.patterns.some((name) => canBeAbout(pattern, name)));
}

/** Whether one needs a value, and the other rules out each of the first one's values, in the same spelling. */
function contradicts(one: Condition, other: Condition): boolean {
  const { operator, key, values } = one;
  return needsKey(one) && operator.set === undefined && other.operator.set === undefined && values.length > 0
    && isNegated(other.operator) && other.operator.comparison.replace('Not', '') === operator.comparison
    && other.key.toLowerCase() === key.toLowerCase() && values.every((value) => other.values.includes(value));
}

/** Whether the condition is false when its key is absent. */
function needsKey(condition: Condition): boolean {
  return !holdsWithoutKey(condition);
}
