import type { Aligned } from './align';
import { targetsOf } from './identities';
import { madeAnew } from './made-anew';
import { accountOutcomeOf } from './provenance';

/**
 * Accounts that leave the code and would stay where they are, had not the unit around them been made anew: it takes along what is directly
 * in it. By their ids, the unit that they are in afterwards.
 */
export function takenAlong(aligned: Aligned): ReadonlyMap<string, string> {
  const { base, head } = aligned;
  const moving = madeAnew(aligned);
  return new Map(targetsOf(base, 'account')
    .filter((account) => !head.targets.has(account.id) && moving.has(account.parentId!) && accountOutcomeOf(aligned, account) === 'stays')
    .map(({ id, parentId }) => [id, parentId!]));
}
