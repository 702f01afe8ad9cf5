import type { AttachmentChange, PolicyReference, TargetReference } from '../../../model';
import { own, phrase, type Phrase } from '../../wording/phrase';
import { capitalized, distinction, place, policyTypeWords } from '../../wording/words';
import type { PhrasesFor } from '../change-text';

export const attachmentPhrases: PhrasesFor<AttachmentChange> = {
  attached: ({ policy, target }) => phrase`${policyPhrase(policy)} is attached to ${targetPhrase(target)}`,
  detached: ({ policy, target }) => phrase`${policyPhrase(policy)} is detached from ${targetPhrase(target)}`,
  fullAwsAccessDetached: ({ target }) => (
    phrase`FullAWSAccess is detached from ${targetPhrase(target)}, so that only what its other policies allow is allowed there`),
  fullAwsAccessReturned: ({ target }) => (
    phrase`FullAWSAccess is attached to ${targetPhrase(target)} again, so that all is allowed there which no policy denies`),
};

/** `Service control policy baseline`. */
export function policyPhrase({ name, type }: PolicyReference): Phrase {
  return phrase`${own(capitalized(policyTypeWords(type)))} ${name}`;
}

/** `account Workloads/shop`. */
export function targetPhrase(target: TargetReference): Phrase {
  const { kind } = target;
  if (kind === 'root') return own('the root');
  return phrase`${own(kind === 'account' ? 'account' : 'organizational unit')} ${place(target)}${distinction(target)}`;
}
