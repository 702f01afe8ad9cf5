import type { Aligned } from './align';
import type { FlatTarget } from './flat-organization';
import { madeAnew } from './made-anew';
import { accountOutcomeOf, outcomeOf } from './provenance';

/** Units of the base that stay where they are because not everything in them goes. */
export interface Remaining {
  /** Those that leave the code, or that are made anew elsewhere while their former self stays. */
  readonly units: ReadonlySet<string>;
  /** Those of them with accounts in them or below, which keep their policies. */
  readonly inhabited: ReadonlySet<string>;
}

/**
 * An organizational unit is deleted only once it is empty: accounts that leave the code stay in it, closed ones for 90 days more, and
 * so do units that are not deleted. What is made anew takes along the accounts that are directly in it.
 * Source: AWS Organizations User Guide, "Closing a member account in an organization", "Deleting an OU".
 */
export function remainingUnits(aligned: Aligned): Remaining {
  const { base, head } = aligned;
  const moving = madeAnew(aligned);
  const [units, inhabited] = [new Set<string>(), new Set<string>()];
  // Children stand behind their parents, so that a branch is seen from its end.
  for (const target of [...base.targets.values()].reverse()) {
    const { id, kind, parentId } = target;
    if (kind === 'root' || parentId === undefined) continue;
    const isInHead = head.targets.has(id);
    const stays = kind === 'account'
      ? !isInHead && !moving.has(parentId) && staysWhereItIs(target)
      : units.has(id) || (!isInHead && outcomeOf(aligned, target) !== 'deleted');
    if (!stays) continue;
    if (!head.targets.has(parentId) || moving.has(parentId)) units.add(parentId);
    if (kind === 'account' || inhabited.has(id)) inhabited.add(parentId);
  }
  return { units, inhabited };

  function staysWhereItIs(account: FlatTarget): boolean {
    const outcome = accountOutcomeOf(aligned, account);
    return outcome !== 'moved' && outcome !== 'removedFromOrganization';
  }
}
