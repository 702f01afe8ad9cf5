import { askView } from './ask-view';
import { OWNER_TAG_KEY, RESERVED_TAG_PREFIX } from '../../../contract';
import { capitalized, policyTypeWords } from '../../wording/words';
import { element, folded } from '../dom';
import type { Page } from '../page';
import { type Fate, isGhost } from '../page-nodes';
import { permissionsView } from './permissions-view';
import { changeList, pretty } from '../review/changes-view';
import { link, heading } from '../selection/link';

/** Everything about one node: what it is, what changes about it, its policies by level, and what they leave to an account. */
export function detailsView(page: Page, node: number, onSelect: (node: number) => void): Node[] {
  const { name, kind, fate } = page.nodes[node];
  const changes = page.changes.ofNode.get(node) ?? [];
  return [
    heading(page, { kind: 'node', node }, name, ...fateNote(fate)),
    breadcrumbs(page, node, onSelect),
    facts(page, node),
    ...(changes.length === 0 ? [] : [element('h3', {}, 'Changes'), changeList(page, changes)]),
    element('h3', {}, 'Policies by level'),
    ...policiesByLevel(page, node),
    ...(kind === 'account' && !isGhost(page.nodes[node]) ? [...effectivePolicies(page, node), ...askView(page, node), ...permissionsView(page, node)] : []),
  ];
}

function fateNote(fate: Fate | undefined): Node[] {
  if (fate === 'removed') return [element('span', { class: 'destroys' }, ' (no longer there)')];
  return fate === 'left' ? [element('span', { class: 'quiet' }, ' (removed from the app, stays)')] : [];
}

function breadcrumbs(page: Page, node: number, onSelect: (node: number) => void): HTMLElement {
  return element('p', { class: 'crumbs' }, ...page.tree.path(node).slice(0, -1).flatMap((above) => [
    element('button', { click: () => onSelect(above) }, page.nodes[above].name), ' / ',
  ]), page.nodes[node].name);
}

function facts(page: Page, node: number): HTMLElement {
  const { id, kind, email, state, tags } = page.nodes[node];
  const shown = Object.entries(tags).filter(([key]) => !key.startsWith(RESERVED_TAG_PREFIX));
  const owner = tags[OWNER_TAG_KEY];
  const below = page.tree.accountsBelow[node];
  const rows: [string, string][] = [
    [kind === 'unit' ? 'Organizational unit' : kind === 'root' ? 'Root' : 'Account', id],
    ...(email === undefined ? [] : [['Email address', email] as [string, string]]),
    ...(state === undefined || state === 'ACTIVE' ? [] : [['State', state] as [string, string]]),
    ...(kind === 'account' ? [] : [['Accounts below', below.toLocaleString('en')] as [string, string]]),
    ...(owner === undefined ? [] : [['Managed by', owner] as [string, string]]),
    ...(shown.length === 0 ? [] : [['Tags', shown.map(([key, value]) => `${key}=${value}`).join(', ')] as [string, string]]),
    ...(page.delegations.has(id) ? [['Administers', page.delegations.get(id)!.join(', ')] as [string, string]] : []),
  ];
  return element('dl', {}, ...rows.flatMap(([title, value]) => [element('dt', {}, title), element('dd', {}, value)]));
}

function policiesByLevel(page: Page, node: number): Node[] {
  const path = page.tree.path(node);
  return [element('table', {}, ...path.map((level) => element('tr', {},
    element('th', {}, page.nodes[level].name),
    element('td', {}, ...page.nodes[level].attachedPolicies.map(({ id, name, type, awsManaged }) => {
      const policy = page.policy(id);
      const title = element('span', {}, name, ' ', element('span', { class: 'quiet' }, awsManaged ? `${policyTypeWords(type)}, by AWS` : policyTypeWords(type)));
      if (policy === undefined) return element('div', {}, title);
      return folded(title, () => [policy.description !== '' && element('p', { class: 'quiet' }, policy.description), element('pre', {}, pretty(policy.content)), link(page, { kind: 'policy', id }, 'All targets of the policy')]);
    }), page.nodes[level].attachedPolicies.length === 0 && element('span', { class: 'quiet' }, 'none')))))];
}

function effectivePolicies(page: Page, node: number): Node[] {
  const effective = page.policies.effective(page.nodes[node].path);
  if (effective.length === 0) return [];
  return [element('h3', {}, 'Effective management policies'), ...effective.map(({ type, document, origins, problems, unknown }) => folded(capitalized(policyTypeWords(type)), () => [
    element('pre', {}, JSON.stringify(document ?? {}, undefined, 2)),
    element('table', {}, ...origins.map(({ path, value, policy, level, operator }) => element('tr', {},
      element('td', {}, path.join(' / ')), element('td', {}, JSON.stringify(value)), element('td', { class: 'quiet' }, `${operator} of ${policy} at ${level}`)))),
    ...problems.map(({ level, policy, path, what, advice }) => element('p', { class: 'loosens' }, `${policy} at ${level}: ${path} ${what}. ${advice}`)),
    ...unknown.map((each) => element('p', { class: 'loosens' }, `Not known: ${each}`)),
  ]))];
}
