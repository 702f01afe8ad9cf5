const PAGES = 'https://github.com/cdk-aws-organizations/cdk-aws-organizations/blob/main/docs/rules';

/** A message with the id of the rule that it comes from, and the page that explains the rule. */
export function withRulePage(message: string, rule: string): string {
  return `${message} (${rule}: ${PAGES}/${rule}.md)`;
}

/** What a warning is acknowledged by: `Annotations.of(construct).acknowledgeWarning(…)`. */
export function warningId(rule: string): string {
  return `cdk-aws-organizations:${rule}`;
}
