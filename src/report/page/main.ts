import { RISK_LEVELS } from '../../model/risk';
import { reviewHeadline } from '../review-headline';
import { RISK_WORDS } from '../risks-of-review';
import { capitalized, policyTypeWords } from '../words';
import { changesView } from './changes-view';
import { detailsView } from './details-view';
import { element } from './dom';
import { attachedPolicies, Page } from './page';
import { TabList } from './tab-list';
import { NO_FILTER } from './tree-rows';
import { TreeView } from './tree-view';

const page = new Page(JSON.parse(document.getElementById('data')!.textContent!));
const { title, origin, organization, review, rehearsal } = page.data;

const panel = element('div', { role: 'tabpanel', id: 'panel' });
const tabs = new TabList(review ? [['changes', 'Changes'], ['details', 'Selected']] : [['details', 'Selected']], panel, show);
let selected: number | undefined;

function show(tab: 'changes' | 'details'): void {
  tabs.select(tab);
  if (tab === 'changes') panel.replaceChildren(...changesView(page, select));
  else panel.replaceChildren(...(selected === undefined ? [element('p', { class: 'quiet' }, 'Choose something in the tree.')] : detailsView(page, selected, select)));
  panel.parentElement?.scrollTo(0, 0);
}

const found = element('div', { class: 'found', role: 'status' });
const search = element('input', { 'type': 'search', 'placeholder': 'Name, id, e-mail, tag, policy ( / )', 'aria-label': 'Search', 'input': filter });
const changedOnly = element('input', { type: 'checkbox', change: filter });
const policy = element('select', { 'aria-label': 'Under policy', 'change': filter }, element('option', { value: '' }, 'any policy'),
  ...attachedPolicies(page.nodes).map(({ id, name }) => element('option', { value: id }, name)));

const tree = new TreeView(page.nodes, page.tree, notes, (node) => {
  selected = node;
  show('details');
}, (accounts) => { found.textContent = `${accounts.toLocaleString('en')} account${accounts === 1 ? '' : 's'}`; });

/** From a link in the panel, which goes with what was shown: the focus goes to what is shown now. */
function select(node: number): void {
  tree.select(node);
  panel.querySelector<HTMLElement>('h2')?.focus();
}

function filter(): void {
  tree.show({ ...NO_FILTER, words: search.value, changedOnly: changedOnly.checked, policyId: policy.value === '' ? undefined : policy.value });
}

function notes(node: number): Node[] {
  const level = page.levelOfNode(node);
  const { state } = page.nodes[node];
  const count = page.changes.ofNode.get(node)?.length;
  return [
    ...(level === undefined ? [] : [element('span', { class: `badge ${level}` }, `${count} ${count === 1 ? 'change' : 'changes'}`)]),
    ...(state === undefined || state === 'ACTIVE' ? [] : [element('span', { class: 'badge loosens' }, state)]),
  ];
}

/** In code the id of the organization is a reference, which tells nobody anything. */
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
        element('button', { click: () => tree.foldAll(true) }, 'Fold'), element('button', { click: () => tree.foldAll(false) }, 'Unfold'), found),
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
show(review ? 'changes' : 'details');
