import { Annotations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

const PAGES = 'https://github.com/cdk-aws-organizations/cdk-aws-organizations/blob/main/docs/rules';

/** A message with the ID of its rule and the page that explains the rule. */
export function withRulePage(message: string, rule: string): string {
  return `${message} (${rule}: ${PAGES}/${rule}.md)`;
}

/** A warning of a rule; `Annotations.of(construct).acknowledgeWarning('cdk-aws-organizations:<rule>')` silences it. */
export function warn(construct: IConstruct, rule: string, message: string): void {
  Annotations.of(construct).addWarningV2(`cdk-aws-organizations:${rule}`, withRulePage(message, rule));
}

/** The same for one of several subjects: `acknowledgeWarning('cdk-aws-organizations:<rule>/<subject>')` silences only this one. */
export function warnOf(construct: IConstruct, rule: string, subject: string, message: string): void {
  Annotations.of(construct).addWarningV2(`cdk-aws-organizations:${rule}/${subject}`, withRulePage(message, rule));
}

/** The same for a finding that does no harm; `acknowledgeInfo` silences it. */
export function inform(construct: IConstruct, rule: string, message: string): void {
  Annotations.of(construct).addInfoV2(`cdk-aws-organizations:${rule}`, withRulePage(message, rule));
}
