import { ALLOW_LISTS_TITLE, allowListPhrase } from '../../wording/allow-list-words';
import { plainText } from '../../wording/phrase';
import { element, folded } from '../dom';
import type { Page } from '../page';
import { longTable } from './long-table';
import { link } from '../selection/link';

/** So many targets of one allow-list are open to see. */
const SHOWN_AT_ONCE = 10;

/** A table with a row for each distinct allow-list; nothing if FullAWSAccess is detached nowhere. */
export function allowListsView(page: Page): Node[] {
  const { allowLists } = page.data;
  if (allowLists.length === 0) return [];
  const title = element('h3', {}, `${ALLOW_LISTS_TITLE} (${allowLists.length.toLocaleString('en')})`);
  return [title, ...longTable(['Targets without FullAWSAccess', 'Allowed at most'], allowLists, (list) => {
    const targets = list.targets.map((target) => {
      const node = page.nodeOf(target);
      return element('div', {}, node === undefined ? target.path : link(page, { kind: 'node', node }, target.path));
    });
    const rest = targets.slice(SHOWN_AT_ONCE);
    return [
      element('div', {}, ...targets.slice(0, SHOWN_AT_ONCE), rest.length > 0 && folded(`${rest.length.toLocaleString('en')} more`, () => rest)),
      plainText(allowListPhrase(list)),
    ];
  })];
}
