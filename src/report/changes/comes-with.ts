import { RESERVED_TAG_PREFIX } from '../../contract';
import type { Change, Outcome } from '../../model';
import { joined, own, phrase, type Phrase } from '../wording/phrase';
import { policyTypeWords } from '../wording/words';

/** What becomes of one organizational unit or policy, or of many. */
export const OUTCOMES: Readonly<Record<Outcome, readonly [one: string, many: string]>> = {
  deleted: ['is deleted', 'are deleted'],
  stays: ['leaves the code and stays', 'leave the code and stay'],
  gone: ['is gone', 'are gone'],
};

/** How many policies, and how many tag keys, a sentence names. */
const NAMED = 3;

type Added = Extract<Change, { kind: 'accountAdded' | 'organizationalUnitAdded' }>;

/**
 * What is attached to something new besides what AWS attaches everywhere, and how it is tagged: `, with service control policy x attached,
 * tagged Team`. Of several things with the same policies, the tags of all.
 */
export function comesWith(...added: readonly Added[]): Phrase {
  const keys = added.flatMap(({ tags }) => Object.keys(tags)).filter((key) => !key.startsWith(RESERVED_TAG_PREFIX));
  const tags = [...new Set(keys)].sort();
  return [...comesWithPolicies(added[0]), ...(tags.length === 0 ? [] : phrase`, tagged ${listed(tags.map((key) => phrase`${key}`))}`)];
}

/** Things that come with the same policies are told in one sentence. */
export function comesWithPolicies({ attachedPolicies }: Added): Phrase {
  const policies = attachedPolicies.filter(({ awsManaged }) => !awsManaged);
  return policies.length === 0 ? [] : phrase`, with ${listed(policies.map(({ name, type }) => phrase`${own(policyTypeWords(type))} ${name}`))} attached`;
}

function listed(phrases: readonly Phrase[]): Phrase {
  const more = phrases.length > NAMED ? phrase` and ${phrases.length - NAMED} more` : [];
  return [...joined(phrases.slice(0, NAMED)), ...more];
}
