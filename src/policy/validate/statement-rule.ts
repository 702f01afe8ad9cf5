import type { PolicyProblem, Statement } from '../language';
import type { Rule, Subject } from './rule';

/** A rule that checks each statement on its own. A finding without a path is placed at the statement. */
export function statementRule(
  rule: Omit<Rule, 'check'>,
  check: (statement: Statement, index: number, subject: Subject) => readonly (Omit<PolicyProblem, 'path'> & { readonly path?: string })[],
): Rule {
  return {
    ...rule,
    check: (subject) => (subject.document?.statements ?? []).flatMap((statement, index) => (
      check(statement, index, subject).map((problem) => ({ path: `Statement[${index}]`, ...problem })))),
  };
}
