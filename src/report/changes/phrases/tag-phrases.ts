import { targetPhrase } from './attachment-phrases';
import type { TagChange, TaggedReference } from '../../../model';
import { own, phrase, type Phrase } from '../../wording/phrase';
import { policyTypeWords } from '../../wording/words';
import type { PhrasesFor } from '../change-text';

export const tagPhrases: PhrasesFor<TagChange> = {
  tagAdded: ({ on, key, after }) => phrase`Tag ${key} of ${tagged(on)} is set to ${after}`,
  tagChanged: ({ on, key, before, after }) => phrase`Tag ${key} of ${tagged(on)} changes from ${before} to ${after}`,
  tagRemoved: ({ on, key, before }) => phrase`Tag ${key} of ${tagged(on)}, which was ${before}, is removed`,
};

export function tagged(on: TaggedReference): Phrase {
  if (on.kind === 'resourcePolicy') return own('the resource policy');
  return on.kind === 'policy' ? phrase`${own(policyTypeWords(on.type))} ${on.name}` : targetPhrase(on);
}
