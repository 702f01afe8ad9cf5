import { element } from '../dom';
import type { Page } from '../page';
import { hashOf, type Selection } from './selection';

/** A link to a selection of the page, which can be followed, copied and opened apart. */
export function link(page: Page, selection: Selection, text: string): HTMLElement {
  return element('a', { href: hashOf(page, selection) }, text);
}

/** The account with this ID, or the ID where the page has no such account. */
export function accountLink(page: Page, accountId: string, name = accountId): HTMLElement {
  const node = page.nodes.findIndex(({ kind, id }) => kind === 'account' && id === accountId);
  return node < 0 ? element('span', {}, name) : link(page, { kind: 'node', node }, page.nodes[node].name);
}

/** The heading of a selection, with a link to it that can be copied. */
export function heading(page: Page, selection: Selection, name: string, ...notes: readonly Node[]): HTMLElement {
  return element('div', { class: 'heading' }, element('h2', { tabindex: -1 }, name, ...notes),
    element('a', { 'href': hashOf(page, selection), 'aria-label': 'Link to this selection', 'title': 'Link to this selection' }, '#'));
}
