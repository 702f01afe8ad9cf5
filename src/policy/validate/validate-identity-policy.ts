import type { PolicyDocument } from '../language';
import type { Finding, Rule } from './rule';
import { conditionValue } from './rules/condition-value';
import { forAllValuesAllow } from './rules/for-all-values-allow';
import { neverMatches } from './rules/never-matches';
import { patternWithoutAction } from './rules/pattern-without-action';
import { resourceArn } from './rules/resource-arn';
import { setOperator } from './rules/set-operator';
import { unknownAction } from './rules/unknown-action';
import { unknownConditionKey } from './rules/unknown-condition-key';
import { unknownService } from './rules/unknown-service';
import { variableVersion } from './rules/variable-version';
import { withoutAcknowledging } from './statements/did-you-mean';

/** Rules for policies that IAM refuses. */
const REFUSED: readonly Rule[] = [resourceArn];

/** Rules for policies that IAM accepts, and that the author hardly means. */
const DOUBTFUL: readonly Rule[] = [
  conditionValue, setOperator, neverMatches, variableVersion, unknownService, unknownAction, patternWithoutAction, unknownConditionKey,
  forAllValuesAllow,
];

/** The findings of the statement rules in an identity-based policy, which has the language of service control policies. */
export function validateIdentityPolicy(document: PolicyDocument): Finding[] {
  const subject = { type: 'SERVICE_CONTROL_POLICY', text: '', document, syntax: [] } as const;
  const findings = (rules: readonly Rule[], severity: Finding['severity']) => rules.flatMap(({ id, check }) => (
    check(subject).map((problem): Finding => ({ ...problem, advice: withoutAcknowledging(problem.advice), rule: id, severity }))));
  return [...findings(REFUSED, 'error'), ...findings(DOUBTFUL, 'warning')];
}
