import { RESERVED_TAG_PREFIX } from '../../contract';
import type { Change, Outcome } from '../../model';
import { joined, own, phrase, type Phrase } from '../wording/phrase';
import { policyTypeWords } from '../wording/words';

/** The outcome for one organizational unit or policy, and for many. */
export const OUTCOMES: Readonly<Record<Outcome, readonly [one: string, many: string]>> = {
  deleted: ['is deleted', 'are deleted'],
  stays: ['is removed from the app and stays', 'are removed from the app and stay'],
  gone: ['is gone', 'are gone'],
};

/** The number of policies, and of tag keys, that a sentence names. */
const NAMED = 3;

type Added = Extract<Change, { kind: 'accountAdded' | 'organizationalUnitAdded' }>;

/**
 * The policies and tags of a new account or OU: `, with service control policy x attached, tagged Team`. Leaves out the policies that
 * AWS attaches everywhere. Of several accounts or OUs with the same policies, names the tags of all.
 */
export function comesWith(...added: readonly Added[]): Phrase {
  const keys = added.flatMap(({ tags }) => Object.keys(tags)).filter((key) => !key.startsWith(RESERVED_TAG_PREFIX));
  const tags = [...new Set(keys)].sort();
  return [...comesWithPolicies(added[0]), ...(tags.length === 0 ? [] : phrase`, tagged ${listed(tags.map((key) => phrase`${key}`))}`)];
}

/** Accounts or OUs that come with the same policies share one sentence. */
export function comesWithPolicies({ attachedPolicies }: Added): Phrase {
  const policies = attachedPolicies.filter(({ awsManaged }) => !awsManaged);
  return policies.length === 0 ? [] : phrase`, with ${listed(policies.map(({ name, type }) => phrase`${own(policyTypeWords(type))} ${name}`))} attached`;
}

function listed(phrases: readonly Phrase[]): Phrase {
  const more = phrases.length > NAMED ? phrase` and ${phrases.length - NAMED} more` : [];
  return [...joined(phrases.slice(0, NAMED)), ...more];
}
