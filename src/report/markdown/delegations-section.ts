import type { Detail } from './detail';
import { folded, markdownPhrase } from './markdown-phrase';
import type { Omissions } from './omissions';
import type { Review } from '../../model';
import { delegationPhrase, DELEGATIONS_TITLE } from '../wording/delegations-words';

/** Who may do what with policies after the change; nothing where the resource policy does not change. */
export function delegationsSection({ delegations = [] }: Review, { items, characters }: Detail, omissions: Omissions): string[] {
  if (delegations.length === 0) return [];
  const lines = omissions.first(delegations, items, 'delegation').map((each) => `- ${markdownPhrase(delegationPhrase(each), characters)}`);
  return [folded(DELEGATIONS_TITLE, [lines.join('\n')])];
}
