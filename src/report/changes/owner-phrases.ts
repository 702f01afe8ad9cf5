import type { OwnerChange } from '../../model';
import { capitalized } from '../words';
import { policyPhrase, targetPhrase } from './attachment-phrases';
import type { PhrasesFor } from './change-text';
import { phrase } from '../phrase';

export const ownerPhrases: PhrasesFor<OwnerChange> = {
  madeAnew: ({ on, from, to }) => {
    const what = on.kind === 'policy' ? policyPhrase(on) : targetPhrase(on).map((part, index) => (index === 0 ? { ...part, text: capitalized(part.text) } : part));
    return phrase`${what} is deleted by the stack ${from} and made anew by the stack ${to}, with another id`;
  },
};
