import { policyPhrase, targetPhrase } from './attachment-phrases';
import type { OwnerChange, TaggedReference } from '../../../model';
import { own, phrase, type Phrase } from '../../wording/phrase';
import { capitalized } from '../../wording/words';
import type { PhrasesFor } from '../change-text';

export const ownerPhrases: PhrasesFor<OwnerChange> = {
  recreated: ({ on, from, to }) => phrase`${subject(on)} is deleted by the stack ${from} and recreated by the stack ${to}, with another ID`,
  takenOver: ({ on, by }) => phrase`${subject(on)} is taken over by the stack ${by}`,
};

function subject(on: TaggedReference): Phrase {
  if (on.kind === 'resourcePolicy') return own('The resource policy');
  if (on.kind === 'policy') return policyPhrase(on);
  return targetPhrase(on).map((part, index) => (index === 0 ? { ...part, text: capitalized(part.text) } : part));
}
