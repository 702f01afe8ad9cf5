import type { Aligned } from '../identity/align';
import { targetsOf } from '../identity/identities';
import { accountOutcomeOf } from '../identity/provenance';
import { madeAnew } from '../made-anew';
import { remainingUnits } from '../remaining-units';

/**
 * Accounts that leave the code and would stay where they are, had not the unit around them been made anew, which takes along what is
 * directly in it, or emptied before it is deleted. By their ids, the place that they are in afterwards.
 */
export function takenAlong(aligned: Aligned): ReadonlyMap<string, string> {
  const { base, head } = aligned;
  const moving = madeAnew(aligned);
  const { emptied } = remainingUnits(aligned);
  return new Map(targetsOf(base, 'account')
    .filter((account) => !head.targets.has(account.id) && accountOutcomeOf(aligned, account) === 'stays')
    .flatMap(({ id, parentId }) => {
      const place = moving.has(parentId!) ? parentId! : emptied.get(parentId!);
      return place === undefined ? [] : [[id, place] as const];
    }));
}
