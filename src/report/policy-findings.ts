import { isPolicyType, policyTypeLimits } from '../contract';
import { referencesIn } from '../model/access/symbols';
import { type Organization, POLICY_SET_ID_PREFIX } from '../model/organization';
import { policySize, problemText, readableText, type Severity, unknownText, validatePolicy } from '../policy';

/** A finding of a rule in a policy of the organization. */
export interface PolicyFinding {
  readonly policyId: string;
  readonly rule: string;
  readonly severity: Severity;
  /** The problem, the value, and the remedy. */
  readonly text: string;
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** Findings of the rules in the policies, errors first. */
export function policyFindings({ policies, code }: Pick<Organization, 'policies' | 'code'>): PolicyFinding[] {
  const findings = policies.flatMap(({ id, type, content }) => {
    // A live organization may have a type that is newer than this version.
    if (!isPolicyType(type)) return [];
    const { text, size } = code === undefined ? { text: content, size: undefined } : withoutReferences(content);
    const { maxContentLength } = policyTypeLimits(type);
    // A policy set is divided among several documents, so that its size says nothing.
    const certain = id.startsWith(POLICY_SET_ID_PREFIX) ? 0 : size;
    return validatePolicy(type, text, certain === undefined ? undefined : { size: certain, maxContentLength })
      .map((finding): PolicyFinding => (
        { policyId: id, rule: finding.rule, severity: finding.severity, text: readableText(problemText(finding)) }));
  });
  return findings.sort((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity));
}

/** The text with unknown text for the references of code, which read like policy variables, and the least size that is certain. */
function withoutReferences(content: string): { readonly text: string; readonly size: number } {
  let [text, rest] = [content, content];
  [...referencesIn(content)].forEach((reference, number) => {
    text = text.replaceAll(`\${${reference}}`, unknownText(number));
    rest = rest.replaceAll(`\${${reference}}`, '');
  });
  return { text, size: policySize(rest) };
}
