import type { Judged } from './rules/risk-rules';
import { isOnlyNamed } from '../diff/compare/diff-attachments';
import type { FlatOrganization, FlatTarget } from '../diff/flat-organization';
import type { Aligned } from '../diff/identity/align';
import { captionsOf } from '../diff/identity/names';

/** Places, by ID, of which the code shows a part only. A live organization shows all of it. */
export interface UnknownPlaces {
  /** Places that the code names and does not create: their accounts and other attachments are unknown. */
  readonly outside: ReadonlyMap<string, FlatTarget>;
  /** The root and the units that the code adopts. They may have accounts and policies that the code does not list. */
  readonly adopted: ReadonlyMap<string, FlatTarget>;
}

/** A live organization as the base shows its places. */
export function unknownPlaces({ base, head }: Aligned): UnknownPlaces {
  const isShown = (id: string) => base.code === undefined && base.targets.has(id);
  const targets = new Map([...base.targets, ...head.targets].filter(([id]) => !isShown(id)));
  const isAdopted = ({ id, kind }: FlatTarget) => kind !== 'account'
    && [base, head].some((side) => side.targets.get(id)?.code?.adopt === true);
  return {
    outside: new Map([...targets].filter(([id, target]) => isOutside(head.targets.has(id) ? head : base, target))),
    adopted: new Map([...targets].filter(([, target]) => isAdopted(target))),
  };
}

/** @param shown IDs of places that an organization shows besides the code */
export function withoutShown({ outside, adopted }: UnknownPlaces, shown: ReadonlySet<string>): UnknownPlaces {
  const rest = (places: ReadonlyMap<string, FlatTarget>) => (
    new Map([...places].filter(([id, { kind }]) => kind !== 'root' && !shown.has(id))));
  return { outside: rest(outside), adopted: rest(adopted) };
}

function isOutside(organization: FlatOrganization, target: FlatTarget): boolean {
  const isImportedRoot = target.kind === 'root' && organization.code !== undefined && organization.id === '';
  return isImportedRoot || isOnlyNamed(organization, target);
}

/**
 * The possible effects of a move, by policies that the code does not list.
 * @param around the IDs of a target and of the places above it, after the change
 */
export function unknownEffectOfMove(
  id: string, { base, head }: Aligned, { adopted }: UnknownPlaces, around: (id: string) => readonly string[],
): Judged[] {
  const before: string[] = [];
  for (let place: string | undefined = id; place !== undefined; place = base.targets.get(place)?.parentId) before.push(place);
  const after = around(id);
  // A moved unit is created again, without the policies of others.
  const left = before.find((place) => adopted.has(place) && (place === id || !after.includes(place)));
  const joined = after.find((place) => adopted.has(place) && !before.includes(place));
  const captions = [captionsOf(base), captionsOf(head)];
  const may = (place: string) => (
    `Policies that the code does not list may be attached to ${captions[0].get(place) ?? captions[1].get(place) ?? place}.`);
  return [
    ...(left === undefined ? [] : [{ level: 'loosens' as const, reason: `${may(left)} They no longer count then.` }]),
    ...(joined === undefined ? [] : [{ level: 'tightens' as const, reason: `${may(joined)} They count then.` }]),
  ];
}
