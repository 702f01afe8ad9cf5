import type { Aligned } from './align';
import type { FlatTarget } from './flat-organization';
import { madeAnew } from './made-anew';
import { isLeftToItself } from './other-stack';

/** Units of the base that stay where they are because not everything in them goes. */
export interface Remaining {
  /** Those that leave the code, or that are made anew elsewhere while their former self stays. */
  readonly units: ReadonlySet<string>;
  /** Those of them with accounts in them or below, which keep their policies. */
  readonly inhabited: ReadonlySet<string>;
}

/**
 * An organizational unit is deleted only once it is empty: accounts that leave the code stay in it, and so do units that are not
 * deleted. What is made anew takes along the accounts that are directly in it.
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
      : units.has(id) || (!isInHead && !isDeletable(target));
    if (!stays) continue;
    if (!head.targets.has(parentId) || moving.has(parentId)) units.add(parentId);
    if (kind === 'account' || inhabited.has(id)) inhabited.add(parentId);
  }
  return { units, inhabited };

  function isDeletable({ code }: FlatTarget): boolean {
    return code !== undefined && !code.retained && !code.adopt && !isLeftToItself(code, head);
  }

  function staysWhereItIs({ code }: FlatTarget): boolean {
    return code?.removal === undefined || code.retained || isLeftToItself(code, head);
  }
}
