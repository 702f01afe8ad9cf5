import { obstacle } from './obstacle';
import { placesIn, placesOfUnit } from '../../code/code-notes';
import type { FlatTarget } from '../../diff/flat-organization';
import type { Aligned } from '../../diff/identity/align';
import { captionsOf } from '../../diff/identity/names';
import { accountOutcomeOf, changesStack, isInHead, outcomeOf } from '../../diff/identity/provenance';
import { firstThatStays, isRemovedIn } from '../../diff/remaining-units';
import type { Obstacle } from '../risk';

/**
 * A unit or an account is removed from its stack while the place to which accounts go, or an account in the unit, moves to another stack.
 * If the stack before is deployed first, it does with the accounts what it would do if that were removed as well.
 */
export function movesBeforeHandOver(aligned: Aligned): Obstacle[] {
  const { base, head } = aligned;
  const paths = captionsOf(base);
  const isRemoved = isRemovedIn(aligned);
  const captionOf = (id: string) => paths.get(id) ?? id;
  const stacksOf = (id: string): string | undefined => {
    const [before, after] = [base.targets.get(id), head.targets.get(id)];
    return before && after && changesStack({ before, after }) ? `from ${before.code!.owner} to ${after.code!.owner}` : undefined;
  };
  const moving = new Map<string, string>();
  for (const { id, kind, parentId } of base.targets.values()) if (kind === 'account' && stacksOf(id)) moving.set(parentId!, id);
  const early = (id: string, removed: string, end: string) => obstacle('movesToAnotherStack', captionOf(id),
    `${captionOf(id)} moves to another stack, and the stack before removes ${captionOf(removed)}. If that one is deployed first, ${end}`,
    stacksOf(id)!, `Move it in a deployment of its own, before you remove ${captionOf(removed)}`);

  return [...base.targets.values()].filter(({ id, code }) => code !== undefined && !isInHead(aligned, id)).flatMap((target) => {
    const places = placesOfRemoved(aligned, target);
    if (places === undefined) return [];
    const end = firstThatStays(places, isRemoved);
    const next = end === undefined ? undefined : places[places.indexOf(end) + 1];
    const account = target.kind === 'account' ? undefined : moving.get(target.id);
    const isPassed = end !== undefined && next !== undefined && stacksOf(end) !== undefined && !base.targets.get(end)!.code!.adopt;
    return [
      ...(isPassed ? [early(end, target.id, `its accounts go on to ${captionOf(next)}`)] : []),
      ...(account === undefined ? [] : [early(account, target.id, end === undefined ? `${captionOf(target.id)} stays` : `the account goes to ${captionOf(end)} on the way`)]),
    ];
  });
}

/** The places to which accounts go, of a unit that is deleted or an account that is moved; `undefined` for others. */
function placesOfRemoved(aligned: Aligned, target: FlatTarget): readonly string[] | undefined {
  if (target.kind === 'account') return accountOutcomeOf(aligned, target) === 'moved' ? placesIn(target.code!.removal) : undefined;
  return target.kind === 'organizationalUnit' && outcomeOf(aligned, target) === 'deleted' ? placesOfUnit(target.code) : undefined;
}
