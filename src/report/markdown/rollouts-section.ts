import { type Detail, type Omissions, folded, markdownPhrase } from './detail';
import type { Review } from '../../model';
import { hastyRollouts, rolloutPhrase, rolloutsTitle } from '../wording/rollout-words';

/** The policy rollouts with their stages. Those whose stage changes are open, since the change is about them. */
export function rolloutsSection(review: Review, { items, characters }: Detail, omissions: Omissions): string[] {
  const { rollouts = [] } = review;
  if (rollouts.length === 0) return [];
  const shown = omissions.first(rollouts, items, 'policy rollout');
  const text = shown.map((each) => `- ${markdownPhrase(rolloutPhrase(each), characters)}`).join('\n');
  const isOpen = hastyRollouts(review).length > 0 || rollouts.some(({ formerStage }) => formerStage !== undefined);
  return isOpen ? [`**${rolloutsTitle(rollouts)}**`, text] : [folded(rolloutsTitle(rollouts), [text])];
}
