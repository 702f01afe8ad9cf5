import { capitalized, count, policyTypeWords } from '../../wording/words';
import { element } from '../dom';
import type { Page } from '../page';
import { isGhost } from '../page-nodes';
import { allowListsView } from './allow-lists-view';
import { administratorsView, resourcePolicyView, servicesView } from './delegation-views';
import { findingsView } from './findings-view';
import { policiesView } from './policies-view';
import { accountLink } from '../selection/link';

/** The organization in numbers, and its policies, services and administrators, each with a link to more of it. */
export function overviewView(page: Page): Node[] {
  return [
    element('h2', { tabindex: -1 }, 'Overview'),
    numbers(page),
    facts(page),
    ...findingsView(page),
    ...policiesView(page),
    ...allowListsView(page),
    ...servicesView(page),
    ...administratorsView(page),
    ...resourcePolicyView(page),
  ];
}

function numbers(page: Page): HTMLElement {
  const { organization, findings } = page.data;
  const present = page.nodes.filter((node) => !isGhost(node));
  const [accounts, units] = [present.filter(({ kind }) => kind === 'account'), present.filter(({ kind }) => kind === 'unit')];
  const inactive = accounts.filter(({ state }) => state !== undefined && state !== 'ACTIVE').length;
  const [errors, warnings] = [findings.filter(({ severity }) => severity === 'error').length, findings.filter(({ severity }) => severity === 'warning').length];
  const all: [string, number, string?][] = [
    ['account', accounts.length, inactive === 0 ? undefined : `${inactive.toLocaleString('en')} not active`],
    ['organizational unit', units.length],
    ['policy', organization.policies.length],
    ['trusted service', organization.trustedServices.length],
    ['delegated administrator', page.delegations.size],
    ['finding', findings.length, findings.length === 0 ? undefined : `${count(errors, 'error')}, ${count(warnings, 'warning')}`],
  ];
  return element('ul', { 'class': 'numbers', 'aria-label': 'Numbers' }, ...all.map(([noun, number, more]) => element('li', {},
    element('strong', {}, number.toLocaleString('en')), ` ${count(number, noun).replace(/^[\d,]+ /, '')}`,
    more !== undefined && element('div', { class: 'quiet' }, more))));
}

function facts(page: Page): HTMLElement {
  const { organization: { id, featureSet, managementAccountId, policyTypes } } = page.data;
  const types = policyTypes.map(policyTypeWords).map(capitalized).join(', ') || 'none';
  const rows: [string, Node | string][] = [
    ...(id.startsWith('o-') ? [['Organization', id] as [string, string]] : []),
    ...(/^\d{12}$/.test(managementAccountId) ? [['Management account', accountLink(page, managementAccountId)] as [string, Node]] : []),
    ['Features', featureSet === 'ALL' ? 'all' : 'consolidated billing only'],
    ['Policy types', types],
  ];
  return element('dl', {}, ...rows.flatMap(([title, value]) => [element('dt', {}, title), element('dd', {}, value)]));
}
