import { ALLOW_LISTS_TITLE, allowListPhrase } from '../../wording/allow-list-words';
import { plainText } from '../../wording/phrase';
import { capitalized, count, policyTypeWords } from '../../wording/words';
import { element, folded } from '../dom';
import type { Page } from '../page';
import { isGhost } from '../page-nodes';
import { findingsView } from './findings-view';
import { longTable } from './long-table';
import { policyUses } from './policy-use';
import { accountLink, link } from '../selection/link';

const NOWHERE = { nodes: [], accounts: 0 };

/** So many targets of one allow-list are open to see. */
const SHOWN_AT_ONCE = 10;

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

/** The services that the organization trusts, with the accounts that administer them. */
function servicesView(page: Page): Node[] {
  const services = page.services();
  const title = element('h3', {}, `Trusted services (${page.data.organization.trustedServices.length.toLocaleString('en')})`);
  if (services.length === 0) return [title, element('p', {}, 'No service has trusted access.')];
  return [title, ...longTable(['Service', 'Delegated administrators'], services, (principal) => [
    element('span', {}, link(page, { kind: 'service', principal }, principal), !page.isTrusted(principal) && withoutTrust()),
    listed(page.administratorsOf(principal).map(({ accountId, accountName }) => accountLink(page, accountId, accountName))),
  ])];
}

/** The accounts that administer services for the organization. */
function administratorsView(page: Page): Node[] {
  const title = element('h3', {}, `Delegated administrators (${page.delegations.size.toLocaleString('en')})`);
  if (page.delegations.size === 0) return [title, element('p', {}, 'No account administers a service for the organization.')];
  return [title, ...longTable(['Account', 'Services'], [...page.delegations], ([accountId, services]) => [
    accountLink(page, accountId), listed([...services].sort().map((principal) => link(page, { kind: 'service', principal }, principal))),
  ])];
}

/** A section with the rights of accounts over policies by the resource policy; nothing if there is none. */
function resourcePolicyView({ data: { delegations } }: Page): Node[] {
  if (delegations.length === 0) return [];
  const title = element('h3', {}, `Delegations of the resource policy (${delegations.length.toLocaleString('en')})`);
  return [title, ...longTable(['Account', 'Rights'], delegations, ({ effect, who, what }) => [who, `${effect === 'Deny' ? 'may not' : 'may'} ${what}`])];
}

function withoutTrust(): HTMLElement {
  return element('span', { class: 'loosens' }, ' without trusted access');
}

function listed(links: readonly HTMLElement[]): HTMLElement {
  if (links.length === 0) return element('span', { class: 'quiet' }, 'none');
  return element('span', {}, ...links.flatMap((each, index) => [index > 0 && ', ', each]));
}

/** The policies of the organization, with where they are attached. */
function policiesView(page: Page): Node[] {
  const { organization } = page.data;
  const { compare } = new Intl.Collator('en', { numeric: true });
  const policies = [...organization.policies].sort((one, other) => compare(one.type, other.type) || compare(one.name, other.name));
  const title = element('h3', {}, `Policies (${policies.length.toLocaleString('en')})`);
  if (policies.length === 0) return [title, element('p', {}, 'None besides those of AWS.')];
  const uses = policyUses(page);
  return [title, ...longTable(['Policy', 'Type', 'Attached to', 'Accounts'], policies, ({ id, name, type }) => {
    const { nodes, accounts } = uses.get(id) ?? NOWHERE;
    return [
      link(page, { kind: 'policy', id }, name),
      policyTypeWords(type),
      nodes.length === 0 ? element('span', { class: 'loosens' }, 'nowhere') : targets(page, nodes),
      accounts.toLocaleString('en'),
    ];
  })];
}

/** The only target by its name, several by their number. */
function targets(page: Page, nodes: readonly number[]): Node | string {
  const [first] = nodes;
  return nodes.length === 1 ? link(page, { kind: 'node', node: first }, page.nodes[first].name) : `${nodes.length.toLocaleString('en')} targets`;
}

/** A table with a row for each distinct allow-list; nothing if FullAWSAccess is detached nowhere. */
function allowListsView(page: Page): Node[] {
  const { allowLists } = page.data;
  if (allowLists.length === 0) return [];
  const title = element('h3', {}, `${ALLOW_LISTS_TITLE} (${allowLists.length.toLocaleString('en')})`);
  return [title, ...longTable(['Targets without FullAWSAccess', 'Allowed at most'], allowLists, (list) => {
    const lines = list.targets.map((target) => {
      const node = page.nodeOf(target);
      return element('div', {}, node === undefined ? target.path : link(page, { kind: 'node', node }, target.path));
    });
    const rest = lines.slice(SHOWN_AT_ONCE);
    return [
      element('div', {}, ...lines.slice(0, SHOWN_AT_ONCE), rest.length > 0 && folded(`${rest.length.toLocaleString('en')} more`, () => rest)),
      plainText(allowListPhrase(list)),
    ];
  })];
}
