import type { Severity } from '../../../policy/validate/rule';
import type { PolicyFinding } from '../../policy-findings';
import { element, folded } from '../dom';
import type { Page } from '../page';
import { link } from '../selection/link';

const SHOWN_AT_ONCE = 20;
const LEVELS: Readonly<Record<Severity, string>> = { error: 'destroys', warning: 'loosens', info: 'neutral' };

/** Findings of the rules in all policies, errors first. */
export function findingsView(page: Page): Node[] {
  const { findings } = page.data;
  return [
    element('h3', {}, `Findings of the rules (${findings.length.toLocaleString('en')})`),
    ...(findings.length === 0 ? [element('p', {}, 'The rules find nothing in the policies.')] : findingLists(page, findings)),
  ];
}

function findingLists(page: Page, findings: readonly PolicyFinding[]): Node[] {
  const rest = findings.slice(SHOWN_AT_ONCE);
  return [
    element('ul', { class: 'changes' }, ...findings.slice(0, SHOWN_AT_ONCE).map((finding) => findingItem(finding, policyLink(page, finding)))),
    ...(rest.length === 0 ? [] : [folded(`${rest.length.toLocaleString('en')} more`, () => findingLists(page, rest))]),
  ];
}

/** One finding, with a link to its policy where the policy is not what the reader looks at. */
export function findingItem({ severity, rule, text }: PolicyFinding, policy?: Node): HTMLElement {
  return element('li', { class: LEVELS[severity] },
    element('div', {}, policy, policy && ': ', text, ' ', element('span', { class: `badge ${LEVELS[severity]}` }, severity)),
    element('div', { class: 'quiet' }, `Rule ${rule}`));
}

function policyLink(page: Page, { policyId }: PolicyFinding): HTMLElement {
  return link(page, { kind: 'policy', id: policyId }, page.policy(policyId)?.name ?? policyId);
}
