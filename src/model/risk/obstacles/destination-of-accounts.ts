import { obstacle } from './obstacle';
import type { FlatTarget } from '../../diff/flat-organization';
import type { Aligned } from '../../diff/identity/align';
import { captionsOf } from '../../diff/identity/names';
import { memberOutcomeOf, outcomeOf } from '../../diff/identity/provenance';
import { isInvited } from '../../invitations';
import type { Obstacle } from '../risk';

interface Going extends FlatTarget {
  /** ID of the destination of its accounts. */
  readonly to: string;
}

/**
 * The accounts of an organizational unit that is removed from the app must be moved to a place that stays, so that the unit can be deleted.
 * Code does not know which accounts are in the unit; a live organization does.
 */
export function destinationsOfAccounts(aligned: Aligned): Obstacle[] {
  const { base, head } = aligned;
  const isDeleted = (target: FlatTarget | undefined): target is FlatTarget => target?.kind === 'organizationalUnit'
    && target.code !== undefined && head.targets.get(target.id)?.code === undefined && outcomeOf(aligned, target) === 'deleted';
  const going = [...base.targets.values()].filter(isDeleted)
    .flatMap((target): Going[] => (target.code!.moveAccountsTo === undefined ? [] : [{ ...target, to: target.code!.moveAccountsTo }]));
  const paths = captionsOf(base);
  return going.filter((unit) => base.code !== undefined || isInhabited(unit)).flatMap(({ id, to }) => {
    const subject = paths.get(id)!;
    const instead = `another moveAccountsTo before you remove ${subject}`;
    if (isAtOrBelow(to, id)) {
      return [obstacle('destinationDoesNotStay', subject,
        `The accounts of ${subject} are to be moved to itself or below it, and no organizational unit is deleted with anything in it`,
        paths.get(to)!, `Deploy ${instead}`)];
    }
    if (!isDeleted(base.targets.get(to)) || going.some((unit) => unit.id === to)) return [];
    return [obstacle('destinationDoesNotStay', subject,
      `The accounts of ${subject} are moved to an organizational unit that the same change deletes, which then stays with them`,
      paths.get(to)!, `Keep the destination in the code, or deploy ${instead}`)];
  });

  function isAtOrBelow(place: string, unit: string): boolean {
    for (let each: string | undefined = place; each !== undefined; each = base.targets.get(each)?.parentId) if (each === unit) return true;
    return false;
  }

  /** Whether accounts are to be moved from the unit, including accounts that come from other units. */
  function isInhabited(unit: Going, passed: readonly string[] = []): boolean {
    if (passed.includes(unit.id)) return false;
    return [...base.targets.values()].some((target) => target.parentId === unit.id && isToMove(target))
      || going.some((other) => other.to === unit.id && isInhabited(other, [...passed, unit.id]));
  }

  /** Whether only the unit determines where the account goes. */
  function isToMove(target: FlatTarget): boolean {
    if (target.kind !== 'account' || isInvited(target) || head.targets.get(target.id)?.code !== undefined) return false;
    return !['moved', 'removedFromOrganization'].includes(memberOutcomeOf(aligned, target));
  }
}
