import { type Detail, type Omissions, folded, markdownPhrase } from './detail';
import type { Review } from '../../model';
import { ALLOW_LISTS_TITLE, allowListChangePhrase } from '../wording/allow-list-words';
import { count } from '../wording/words';

/** Targets whose allow-lists change, with the services that stay allowed. */
export function allowListsSection({ allowLists = [] }: Review, { items, characters }: Detail, omissions: Omissions): string[] {
  const shown = omissions.first(allowLists, items, 'allow-list');
  if (shown.length === 0) return [];
  const lines = shown.map((each) => `- ${markdownPhrase(allowListChangePhrase(each), characters)}`);
  return [folded(`${ALLOW_LISTS_TITLE}: ${count(allowLists.length, 'target')}`, [lines.join('\n')])];
}
