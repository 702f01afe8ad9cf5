import { element } from '../dom';
import type { Page } from '../page';
import { hashOf, type Selection } from './selection';

/** A link to a selection of the page, which can be followed, copied and opened apart. */
export function link(page: Page, selection: Selection, text: string): HTMLElement {
  return element('a', { href: hashOf(page, selection) }, text);
}

/** The account with this id, or the id where the page has no such account. */
export function accountLink(page: Page, accountId: string, name = accountId): HTMLElement {
  const node = page.nodes.findIndex(({ kind, id }) => kind === 'account' && id === accountId);
  return node < 0 ? element('span', {}, name) : link(page, { kind: 'node', node }, page.nodes[node].name);
}
