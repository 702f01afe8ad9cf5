import { element, folded } from '../dom';

const SHOWN_AT_ONCE = 25;

type Cells<Item> = (item: Item) => readonly (Node | string)[];

/** A table whose later rows are folded away, and made when somebody opens them. */
export function longTable<Item>(titles: readonly string[], items: readonly Item[], row: Cells<Item>): Node[] {
  const rest = items.slice(SHOWN_AT_ONCE);
  const more = folded(`${rest.length.toLocaleString('en')} more`, () => [table(titles, rest, row)]);
  return [table(titles, items.slice(0, SHOWN_AT_ONCE), row), ...(rest.length === 0 ? [] : [more])];
}

function table<Item>(titles: readonly string[], items: readonly Item[], row: Cells<Item>): HTMLElement {
  return element('div', { class: 'wide' }, element('table', {},
    element('tr', {}, ...titles.map((title) => element('th', { scope: 'col' }, title))),
    ...items.map((item) => element('tr', {}, ...row(item).map((cell) => element('td', {}, cell))))));
}
