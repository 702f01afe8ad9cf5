import type { AccountRemovalProperties } from '../../contract';
import { placesIn, placesOfUnit } from '../code/code-notes';
import { isInvited } from '../invitations';
import type { FlatOrganization, FlatTarget } from './flat-organization';
import type { Aligned } from './identity/align';
import { accountOutcomeOf, isInHead, outcomeOf } from './identity/provenance';

/** Units of the base that stay where they are because they do not become empty. */
export interface RemainingUnits {
  /** Units that are removed from the app, or that are recreated elsewhere while the former unit stays. */
  readonly units: ReadonlySet<string>;
  /** Those of them with accounts in them or below. They keep their policies. */
  readonly inhabited: ReadonlySet<string>;
  /** Units removed from the app whose accounts are moved away first (`moveAccountsTo`), with the IDs of the final destinations. */
  readonly emptied: ReadonlyMap<string, string>;
}

/**
 * An organizational unit is deleted only once it is empty: accounts that are removed from the app stay in it, closed ones for 90 days
 * more, and so do units that are not deleted. A recreated unit takes along the accounts that are directly in it, and `moveAccountsTo`
 * moves them away where no unit below stays.
 * Source: AWS Organizations User Guide, "Closing a member account in an organization", "Deleting an OU".
 */
export function findRemainingUnits(aligned: Aligned): RemainingUnits {
  const { base, head, recreatedUnits: moving } = aligned;
  const [units, inhabited, emptied] = [new Set<string>(), new Set<string>(), new Map<string, string>()];
  const withAccounts = new Set<string>();
  const places = placesInHead(head);
  // Children stand behind their parents, so that a branch is processed from its end.
  for (const target of [...base.targets.values()].reverse()) {
    const { id, kind, parentId } = target;
    if (kind === 'root' || parentId === undefined) continue;
    // An account that has not joined keeps no unit.
    if (isInvited(target)) continue;
    const isHere = isInHead(aligned, id);
    const destination = isHere ? undefined : destinationOf(target);
    // The code only names the unit, and has something in it.
    if (!isHere && places.has(id)) remain(id, places.get(id)!);
    else if (destination !== undefined && !units.has(id)) emptied.set(id, destination);
    else if (withAccounts.has(id)) remain(id, true);
    const stays = kind === 'account'
      ? !isHere && !moving.has(parentId) && staysWhereItIs(target)
      : units.has(id) || (!isHere && outcomeOf(aligned, target) !== 'deleted');
    if (!stays) continue;
    if (kind === 'account') withAccounts.add(parentId);
    else remain(parentId, inhabited.has(id));
  }
  const ends = [...emptied].map(([id, destination]) => [id, finalDestination(destination, emptied)] as const);
  for (const end of [...ends.map(([, each]) => each), ...placesOfMoved()]) {
    if (isInHead(aligned, end)) continue;
    // A unit that is recreated elsewhere stays as well, since one below it is not deleted.
    for (let place: string | undefined = end; place !== undefined && base.targets.has(place)
      && (!isInHead(aligned, place) || moving.has(place)); place = base.targets.get(place)!.parentId) {
      remain(place, true);
      emptied.delete(place);
    }
  }
  return { units, inhabited, emptied: new Map(ends.filter(([id]) => emptied.has(id))) };

  function remain(id: string, withAccount: boolean): void {
    if (!isInHead(aligned, id) || moving.has(id)) units.add(id);
    if (withAccount) inhabited.add(id);
  }

  function staysWhereItIs(account: FlatTarget): boolean {
    const outcome = accountOutcomeOf(aligned, account);
    return outcome !== 'moved' && outcome !== 'removedFromOrganization';
  }

  /** The places to which accounts are moved that are removed from the app. */
  function placesOfMoved(): string[] {
    const moved = [...base.targets.values()].filter((target) => (
      target.kind === 'account' && !isInHead(aligned, target.id) && accountOutcomeOf(aligned, target) === 'moved'));
    return moved.flatMap(({ code }) => destinationOfRemoval(aligned, code?.removal) ?? []).map((to) => finalDestination(to, emptied));
  }

  function destinationOf(target: FlatTarget): string | undefined {
    return outcomeOf(aligned, target) === 'deleted' ? firstThatStays(placesOfUnit(target.code), isRemovedIn(aligned)) : undefined;
  }
}

/** The parents in the head, and whether there are accounts in them or below. */
function placesInHead({ targets }: FlatOrganization): ReadonlyMap<string, boolean> {
  const places = new Map<string, boolean>();
  // Children stand behind their parents.
  for (const { id, kind, parentId } of [...targets.values()].reverse()) {
    if (parentId !== undefined) places.set(parentId, places.get(parentId) === true || kind === 'account' || places.get(id) === true);
  }
  return places;
}

/** The place to which an account with this removal setting is moved. */
export function destinationOfRemoval(aligned: Aligned, removal: AccountRemovalProperties | undefined): string | undefined {
  return firstThatStays(placesIn(removal), isRemovedIn(aligned));
}

/** Accounts do not stop at a unit that is removed, as far as the code says where they go instead. */
export function firstThatStays(places: readonly string[], isRemoved: (id: string) => boolean): string | undefined {
  return places.find((id) => !isRemoved(id)) ?? places.at(-1);
}

/** Whether a unit leaves the app. The handlers do not know whether it is retained, or has to stay because it does not become empty. */
export function isRemovedIn(aligned: Aligned): (id: string) => boolean {
  return (id) => {
    const { kind, code } = aligned.base.targets.get(id) ?? {};
    return kind === 'organizationalUnit' && code !== undefined && !code.adopt && !isInHead(aligned, id);
  };
}

/** Accounts go on from a destination that is emptied as well. */
export function finalDestination(destination: string, emptied: ReadonlyMap<string, string | undefined>): string {
  const passed = new Set<string>();
  let end = destination;
  for (let next = emptied.get(end); next !== undefined && !passed.has(end); next = emptied.get(end)) {
    passed.add(end);
    end = next;
  }
  return end;
}

export function findRecreatedUnits({ base, head }: Aligned): ReadonlySet<string> {
  const found = new Set<string>();
  // Parents stand before their children.
  for (const { id, kind, parentId, code } of head.targets.values()) {
    const former = base.targets.get(id);
    if (kind !== 'organizationalUnit' || former === undefined || code === undefined) continue;
    if (former.parentId !== parentId || found.has(parentId!)) found.add(id);
  }
  return found;
}
