import type { PolicyProblem, Statement } from '../language';
import type { Rule, Subject } from './rule';

/** A rule that looks at one statement after the other. What it finds is at the statement, unless it names a place in it. */
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
