import { serviceExists } from '../../actions';
import type { PolicyProblem, Statement } from '../../language';
import type { Rule } from '../rule';
import { statementRule } from '../statement-rule';

/** A pattern of `Action` or `NotAction` that names its service; patterns without a service, and malformed ones, are omitted. */
export interface ServicePattern {
  readonly pattern: string;
  readonly service: string;
  readonly serviceIsKnown: boolean;
  /** Whether it matches several actions. */
  readonly hasWildcard: boolean;
}

/** A rule that checks each action pattern on its own. */
export function actionPatternRule(rule: Omit<Rule, 'check' | 'severity'>, check: (pattern: ServicePattern) => Omit<PolicyProblem, 'path' | 'value'>[]): Rule {
  return statementRule({ ...rule, severity: 'warning' }, ({ action }, index) => servicePatterns(action).flatMap((pattern) => (
    check(pattern).map((problem) => ({
      ...problem, path: `Statement[${index}].${action.negated ? 'NotAction' : 'Action'}`, value: pattern.pattern,
    })))));
}

function servicePatterns({ patterns }: Statement['action']): ServicePattern[] {
  return patterns.filter((pattern) => /^[A-Za-z0-9-]+:[^:]+$/.test(pattern)).map((pattern) => {
    const [service, name] = pattern.split(':');
    return { pattern, service, serviceIsKnown: serviceExists(service), hasWildcard: /[*?]/.test(name) };
  });
}
