import { element } from '../dom';
import type { Page } from '../page';
import { hashOf, type Selection } from './selection';

/** The heading of a selection, with a link to it that can be copied. */
export function heading(page: Page, selection: Selection, name: string, ...notes: readonly Node[]): HTMLElement {
  return element('div', { class: 'heading' }, element('h2', { tabindex: -1 }, name, ...notes),
    element('a', { 'href': hashOf(page, selection), 'aria-label': 'Link to this selection', 'title': 'Link to this selection' }, '#'));
}
