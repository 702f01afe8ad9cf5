import { RISK_LEVELS } from '../../model/risk';
import { RISK_WORDS } from '../risks-of-review';
import { TabList } from './details/tab-list';
import { element } from './dom';
import { overviewView } from './overview/overview-view';
import { attachedPolicies, Page } from './page';
import { reviewHeadline } from '../wording/review-headline';
import { capitalized, policyTypeWords } from '../wording/words';
import { detailsView } from './details/details-view';
import { replayView } from './replay/replay-view';
import { changesView } from './review/changes-view';
import { AddressBar } from './selection/address-bar';
import { policyView } from './selection/policy-view';
import { SearchHits } from './selection/search-hits';
import { hashOf, type Selection, selectionOf } from './selection/selection';
import { serviceView } from './selection/service-view';
import { NO_FILTER } from './tree/tree-rows';
import { TreeView } from './tree/tree-view';

const page = new Page(JSON.parse(document.getElementById('data')!.textContent!));
const { title, origin, organization, review, rehearsal, replay } = page.data;

const panel = element('div', { role: 'tabpanel', id: 'panel' });
type Tab = 'changes' | 'replay' | 'overview' | 'details';
const FIRST: Tab = review ? 'changes' : 'overview';
const tabs = new TabList<Tab>([
  ...(review ? [['changes', 'Changes'] as const] : []), ...(replay ? [['replay', 'Replay'] as const] : []),
  ['overview', 'Overview'], ['details', 'Selected'],
], panel, (tab) => {
  show(tab);
  address.push(tab === 'details' ? (selected === undefined ? '#' : hashOf(page, selected)) : `#${tab}`);
});
let selected: Selection | undefined;

function show(tab: Tab): void {
  tabs.select(tab);
  panel.replaceChildren(...viewOf(tab));
  panel.parentElement?.scrollTo(0, 0);
}

/** The replay as a reader left it, with its filter. */
let replayNodes: readonly Node[] | undefined;

function viewOf(tab: Tab): readonly Node[] {
  switch (tab) {
    case 'changes': return changesView(page, select);
    case 'replay': return replayNodes ??= replayView(page, replay!);
    case 'overview': return overviewView(page);
    case 'details': return selectedView();
  }
}

function selectedView(): Node[] {
  switch (selected?.kind) {
    case 'node': return detailsView(page, selected.node, select);
    case 'policy': return policyView(page, selected.id);
    case 'service': return serviceView(page, selected.principal);
    default: return [element('p', { class: 'quiet' }, 'Choose something in the tree.')];
  }
}

/** The tab or selection at the end of the page's address. */
const address = new AddressBar(follow);

function follow(hash: string): void {
  if (['', '#', `#${FIRST}`].includes(hash)) return show(FIRST);
  if (hash === '#overview') return show('overview');
  if (hash === '#replay' && replay) return show('replay');
  const found = selectionOf(page, hash);
  if (found === undefined) {
    tabs.select('details');
    panel.replaceChildren(element('p', { class: 'loosens', role: 'status' },
      `The link names nothing in this organization (given: ${hash}). Search for it, or choose something in the tree.`));
    return;
  }
  selected = found;
  if (found.kind === 'node') tree.select(found.node);
  else show('details');
  panel.querySelector<HTMLElement>('h2')?.focus();
}

const found = element('div', { class: 'found', role: 'status' });
const search = element('input', { 'type': 'search', 'placeholder': 'Name, ID, email, tag, policy, service ( / )', 'aria-label': 'Search', 'input': filter });
const hits = new SearchHits(page);
const changedOnly = element('input', { type: 'checkbox', change: filter });
const policy = element('select', { 'aria-label': 'Under policy', 'change': filter }, element('option', { value: '' }, 'any policy'),
  ...attachedPolicies(page.nodes).map(({ id, name }) => element('option', { value: id }, name)));

const tree = new TreeView(page.nodes, page.tree, notes, (node) => {
  selected = { kind: 'node', node };
  show('details');
  address.replace(hashOf(page, selected));
}, (accounts) => { found.textContent = `${accounts.toLocaleString('en')} account${accounts === 1 ? '' : 's'}`; });

/** Selects a node from a link in the panel, and moves the focus to the new content of the panel. */
function select(node: number): void {
  tree.select(node);
  address.push(hashOf(page, { kind: 'node', node }));
  panel.querySelector<HTMLElement>('h2')?.focus();
}

function filter(): void {
  hits.show(search.value);
  tree.show({ ...NO_FILTER, words: search.value, changedOnly: changedOnly.checked, policyId: policy.value === '' ? undefined : policy.value });
}

function notes(node: number): Node[] {
  const level = page.levelOfNode(node);
  const { state, kind, id } = page.nodes[node];
  const count = page.changes.ofNode.get(node)?.length;
  return [
    ...(level === undefined ? [] : [element('span', { class: `badge ${level}` }, `${count} ${count === 1 ? 'change' : 'changes'}`)]),
    ...(kind === 'account' && page.delegations.has(id) ? [element('span', { class: 'badge quiet' }, 'administrator')] : []),
    ...(state === undefined || state === 'ACTIVE' ? [] : [element('span', { class: 'badge loosens' }, state)]),
  ];
}

/** The organization's ID for the heading. Empty in code, where the ID is a reference that means nothing to a reader. */
function known(id: string): string {
  return id.startsWith('o-') ? `Organization ${id}, ` : '';
}

const heading = review && element('p', {}, reviewHeadline(review, rehearsal), ' ', ...RISK_LEVELS.filter((level) => review.counts.byRisk[level] > 0)
  .flatMap((level) => [element('span', { class: `badge ${level}` }, `${review.counts.byRisk[level]} ${RISK_WORDS[level]}`), ' ']));

document.body.append(
  element('header', {}, element('h1', {}, title), heading,
    element('p', {}, `${capitalized(origin)}. ${known(organization.id)}${page.tree.accountsBelow[0].toLocaleString('en')} accounts, policy types: ${organization.policyTypes.map(policyTypeWords).join(', ') || 'none'}.`)),
  element('main', {},
    element('section', { 'class': 'left', 'aria-label': 'Tree' },
      element('div', { class: 'tools' }, search, policy, review && element('label', {}, changedOnly, ' changed'),
        element('button', { click: () => tree.foldAll(true) }, 'Fold'), element('button', { click: () => tree.foldAll(false) }, 'Unfold'), found, hits.box),
      tree.box),
    element('section', { class: 'right' }, tabs.box, panel)),
);
document.addEventListener('keydown', (event) => {
  const typing = event.target instanceof HTMLInputElement;
  if (event.key === '/' && !typing) {
    event.preventDefault();
    search.focus();
  } else if (event.key === 'Escape' && event.target === search) {
    search.value = '';
    filter();
    tree.box.focus();
  }
});
filter();
follow(window.location.hash);
