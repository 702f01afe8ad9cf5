import { capitalized, count, policyTypeWords } from '../../wording/words';
import { element, folded } from '../dom';
import { findingItem } from '../overview/findings-view';
import { policyUses } from '../overview/policy-use';
import type { Page } from '../page';
import { link, heading } from './link';
import { pretty } from '../review/changes-view';

const SHOWN_AT_ONCE = 50;

/** A policy: its text, where it is attached, and what the rules find in it. */
export function policyView(page: Page, id: string): Node[] {
  const policy = page.policy(id);
  const use = policyUses(page).get(id);
  const attached = page.nodes.flatMap(({ attachedPolicies }) => attachedPolicies.filter((each) => each.id === id))[0];
  const findings = page.findingsOf(id);
  const type = policy?.type ?? attached?.type;
  return [
    heading(page, { kind: 'policy', id }, policy?.name ?? attached?.name ?? id),
    element('dl', {},
      element('dt', {}, 'Policy'), element('dd', {}, id),
      ...(type === undefined ? [] : [element('dt', {}, 'Type'), element('dd', {}, capitalized(policyTypeWords(type)), attached?.awsManaged === true && ', by AWS')]),
      ...(policy?.description ? [element('dt', {}, 'Description'), element('dd', {}, policy.description)] : []),
      element('dt', {}, 'Accounts'), element('dd', {}, (use?.accounts ?? 0).toLocaleString('en'))),
    ...(findings.length === 0 ? [] : [element('h3', {}, count(findings.length, 'finding')), element('ul', { class: 'changes' }, ...findings.map((finding) => findingItem(finding)))]),
    element('h3', {}, 'Attached to'),
    ...(use === undefined ? [element('p', { class: 'loosens' }, 'It is attached nowhere.')] : targetLists(page, use.nodes)),
    ...(policy === undefined ? [] : [element('h3', {}, 'Content'), element('pre', {}, pretty(policy.content))]),
  ];
}

function targetLists(page: Page, nodes: readonly number[]): Node[] {
  const rest = nodes.slice(SHOWN_AT_ONCE);
  return [
    element('ul', {}, ...nodes.slice(0, SHOWN_AT_ONCE).map((node) => element('li', {}, link(page, { kind: 'node', node }, page.nodes[node].path)))),
    ...(rest.length === 0 ? [] : [folded(`${rest.length.toLocaleString('en')} more`, () => targetLists(page, rest))]),
  ];
}
