import { own, phrase, type Phrase } from './phrase';
import type { DelegationNote } from '../../model';

export const DELEGATIONS_TITLE = 'What the resource policy delegates';

/** One statement. The names in it are as others wrote them. */
export function delegationPhrase({ effect, who, what }: DelegationNote): Phrase {
  return phrase`${who} ${own(effect === 'Deny' ? 'may not' : 'may')} ${what}`;
}
