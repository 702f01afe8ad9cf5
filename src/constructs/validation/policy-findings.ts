import type { IConstruct } from 'constructs';
import { policyTypeQuota } from './quota';
import { inform, warn, withRulePage } from './rule-page';
import { isPolicyType } from '../../contract';
import { type Finding, problemText, readableText, validatePolicy } from '../../policy';

/** A policy as it is known at synthesis. */
export interface KnownPolicy {
  readonly type: string;
  /** The document, with unknown text for what only the deployment knows; undefined if nothing can be said of it. */
  readonly text?: string;
  /** The least size that is certain. */
  readonly size: number;
}

/**
 * Messages of the rules about policies. What the service accepts becomes warnings and infos of the construct, which can be
 * acknowledged; validation is the moment at which documents are complete and annotations still reach the cloud assembly.
 */
export function policyFindings(scope: IConstruct, { type, text, size }: KnownPolicy): string[] {
  if (text === undefined || !isPolicyType(type)) return [];
  const findings = validatePolicy(type, text, { size, maxContentLength: policyTypeQuota(scope, type, 'maxContentLength') });
  for (const finding of findings) annotate(scope, finding);
  return findings.filter(({ severity }) => severity === 'error').map((finding) => withRulePage(textOf(finding), finding.rule));
}

function annotate(scope: IConstruct, finding: Finding): void {
  if (finding.severity === 'warning') warn(scope, finding.rule, textOf(finding));
  if (finding.severity === 'info') inform(scope, finding.rule, textOf(finding));
}

function textOf(finding: Finding): string {
  return readableText(problemText(finding));
}
