import type { IConstruct } from 'constructs';
import { isPolicyType } from '../../../contract';
import { type Finding, problemText, readableText, validatePolicy } from '../../../policy';
import { policyTypeQuota } from '../rule';
import { inform, warn, withRulePage } from '../rule-page';

/** A policy as it is known at synthesis. */
export interface KnownPolicy {
  readonly type: string;
  /** The document, with unknown text for values that are known only at deployment; undefined if it cannot be checked. */
  readonly text?: string;
  /** The minimum size. */
  readonly size: number;
}

/**
 * Messages of the rules about policies. A finding that the service accepts becomes a warning or an info of the construct, which can be
 * acknowledged. During validation, documents are complete and annotations still reach the cloud assembly.
 */
export function policyFindings(scope: IConstruct, { type, text, size }: KnownPolicy): string[] {
  if (text === undefined || !isPolicyType(type)) return [];
  const findings = validatePolicy(type, text, { size, maxContentLength: policyTypeQuota(scope, type, 'maxContentLength') });
  const told = foldedByRule(findings);
  for (const finding of told) annotate(scope, finding);
  return told.filter(({ severity }) => severity === 'error').map(({ text: message, rule }) => withRulePage(message, rule));
}

interface ToldFinding extends Pick<Finding, 'severity' | 'rule'> {
  readonly text: string;
}

/** The maximum number of findings that are reported for one rule in one policy. */
const MOST_OF_A_RULE = 10;

/** The first findings of each rule. The last of them gives the number of findings that are left out. */
function foldedByRule(findings: readonly Finding[]): ToldFinding[] {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const told = new Map<string, number>();
  return findings.flatMap((finding) => {
    const { rule, severity } = finding;
    const number = (told.get(rule) ?? 0) + 1;
    told.set(rule, number);
    const more = counts.get(rule)! - MOST_OF_A_RULE;
    if (number > MOST_OF_A_RULE) return [];
    const text = readableText(problemText(finding));
    return [{ rule, severity, text: number === MOST_OF_A_RULE && more > 0 ? `${text} This policy has ${more} more findings of this rule.` : text }];
  });
}

function annotate(scope: IConstruct, { rule, severity, text }: ToldFinding): void {
  if (severity === 'warning') warn(scope, rule, text);
  if (severity === 'info') inform(scope, rule, text);
}
