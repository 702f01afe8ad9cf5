import { type PolicyProblem, type Statement, statementName } from '../../language';
import { actionCovers } from '../../pack/action-cover';
import { canonicalStatement, meaningOf } from '../../pack/canonical-statement';
import type { Rule } from '../rule';

/** Source: IAM User Guide, "Policy evaluation logic": statements of one effect add up, so one that another contains changes nothing. */
export const neverMatters: Rule = {
  id: 'never-matters',
  severity: 'info',
  title: 'Another statement of the document already says all that the statement says.',
  check: ({ document }) => {
    const statements = (document?.statements ?? []).map(prepared);
    return statements.flatMap((statement, index): PolicyProblem[] => {
      const place = statements.findIndex((other, candidate) => (
        candidate !== index && contains(other, statement) && (candidate < index || !contains(statement, other))));
      return place < 0 ? [] : [{
        path: `Statement[${index}]`,
        what: 'changes nothing, since another statement says as much or more',
        value: statementName(statements[place].canonical, place),
        advice: 'Take it out.',
      }];
    });
  },
};

interface Prepared {
  readonly canonical: Statement;
  /** Effect and conditions as text. */
  readonly rest: string;
  readonly unconditional: string;
}

function prepared(statement: Statement): Prepared {
  const canonical = canonicalStatement(statement);
  const rest = { ...canonical, action: NONE, resource: NONE };
  return { canonical, rest: meaningOf(rest), unconditional: meaningOf({ ...rest, conditions: [] }) };
}

/** Simple and never wrong: the same conditions or none, and lists that contain the other's. */
function contains(one: Prepared, other: Prepared): boolean {
  const [wide, narrow] = [one.canonical, other.canonical];
  if (one.rest !== other.rest && one.rest !== other.unconditional) return false;
  if (wide.action.negated || wide.resource.negated || narrow.action.negated) return false;
  const resources = wide.resource.patterns.includes('*')
    || (!narrow.resource.negated && narrow.resource.patterns.every((pattern) => wide.resource.patterns.includes(pattern)));
  return resources && narrow.action.patterns.every((pattern) => wide.action.patterns.some((candidate) => actionCovers(candidate, pattern)));
}

const NONE = { negated: false, patterns: [] };
