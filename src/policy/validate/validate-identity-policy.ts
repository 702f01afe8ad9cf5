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

/** What IAM refuses. */
const REFUSED: readonly Rule[] = [resourceArn];

/** What it accepts, and an author hardly means. */
const DOUBTFUL: readonly Rule[] = [
  conditionValue, setOperator, neverMatches, variableVersion, unknownService, unknownAction, patternWithoutAction, unknownConditionKey,
  forAllValuesAllow,
];

/** What the rules about statements find in an identity-based policy, whose language is that of service control policies. */
export function validateIdentityPolicy(document: PolicyDocument): Finding[] {
  const subject = { type: 'SERVICE_CONTROL_POLICY', text: '', document, syntax: [] } as const;
  const findings = (rules: readonly Rule[], severity: Finding['severity']) => rules.flatMap(({ id, check }) => (
    check(subject).map((problem): Finding => ({ ...problem, advice: withoutAcknowledging(problem.advice), rule: id, severity }))));
  return [...findings(REFUSED, 'error'), ...findings(DOUBTFUL, 'warning')];
}
