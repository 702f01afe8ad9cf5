import type { Review } from '../../model';
import { markdownBlock } from '../escape';
import type { Detail } from './detail';
import { markdownPhrase } from './markdown-phrase';
import type { Omissions } from './omissions';
import { REPAIR_COMMAND, repairOf } from '../wording/drift-repair';
import { numberText } from '../wording/phrase';
import { count } from '../wording/words';

/** How drift is reverted; nothing in a review of code. */
export function repairSection(review: Review, { items, characters }: Detail, omissions: Omissions): string[] {
  const { repaired, byHand } = repairOf(review) ?? { repaired: 0, byHand: [] };
  return [
    ...(repaired === 0 ? [] : [
      `A deployment of every resource restores what the code says (${numberText(repaired)} of ${count(review.changes.length, 'change')}):`,
      markdownBlock('sh', [REPAIR_COMMAND]),
    ]),
    ...(byHand.length === 0 ? [] : [['A deployment does not revert:', '',
      ...omissions.first(byHand, items, 'remedy').map((each) => `- ${markdownPhrase(each, characters)}`)].join('\n')]),
  ];
}
