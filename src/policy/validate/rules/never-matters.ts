import { type PolicyProblem, type Statement, statementName } from '../../language';
import { actionCovers } from '../../pack/action-cover';
import { canonicalStatement, meaningOf } from '../../pack/canonical-statement';
import type { Rule } from '../rule';

/** Source: IAM User Guide, "Policy evaluation logic": statements of one effect add up, so one that another contains changes nothing. */
export const neverMatters: Rule = {
  id: 'never-matters',
  severity: 'info',
  title: 'Another statement of the document already says all that the statement says.',
  check: ({ document }) => (document?.statements ?? []).flatMap((statement, index, all): PolicyProblem[] => {
    const place = all.findIndex((other, candidate) => (
      candidate !== index && contains(other, statement) && (candidate < index || !contains(statement, other))));
    return place < 0 ? [] : [{
      path: `Statement[${index}]`,
      what: 'changes nothing, since another statement says as much or more',
      value: statementName(all[place], place),
      advice: 'Take it out.',
    }];
  }),
};

/** Sound and simple: the same conditions or none, and lists that contain the other's. */
function contains(one: Statement, other: Statement): boolean {
  const [wide, narrow] = [canonicalStatement(one), canonicalStatement(other)];
  if (wide.effect !== narrow.effect || wide.action.negated || wide.resource.negated || narrow.action.negated) return false;
  const conditions = (statement: Statement) => meaningOf({ ...statement, action: NONE, resource: NONE });
  const sameConditions = wide.conditions.length === 0 || conditions(wide) === conditions(narrow);
  const actions = narrow.action.patterns.every((pattern) => wide.action.patterns.some((candidate) => actionCovers(candidate, pattern)));
  const resources = wide.resource.patterns.includes('*')
    || (!narrow.resource.negated && narrow.resource.patterns.every((pattern) => wide.resource.patterns.includes(pattern)));
  return sameConditions && actions && resources;
}

const NONE = { negated: false, patterns: [] };
