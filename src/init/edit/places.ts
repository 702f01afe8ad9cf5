import type { Account, Organization, OrganizationalUnit, Parent, Root } from '../../model';

/** A target of an organization with its place in the tree. */
export type Place = {
  /** Names from the root down; empty for the root. */
  readonly names: readonly string[];
  /** Undefined for the root. */
  readonly parent?: ParentPlace;
} & ({ readonly kind: 'account'; readonly target: Account } | ParentPart);

type ParentPart = { readonly kind: 'root'; readonly target: Root } | { readonly kind: 'organizationalUnit'; readonly target: OrganizationalUnit };
export type ParentPlace = Extract<Place, ParentPart>;

/** The targets of an organization by ID, parents first: accounts of a parent, then its OUs. */
export function placesOf({ root }: Organization): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  const below = (parent: ParentPlace) => {
    const { accounts, organizationalUnits }: Parent = parent.target;
    for (const target of accounts) places.set(target.id, { kind: 'account', target, names: [...parent.names, target.name], parent });
    for (const target of organizationalUnits) {
      const place: ParentPlace = { kind: 'organizationalUnit', target, names: [...parent.names, target.name], parent };
      places.set(target.id, place);
      below(place);
    }
  };
  const top: ParentPlace = { kind: 'root', target: root, names: [] };
  places.set(root.id, top);
  below(top);
  return places;
}

/** `Workloads/Prod`, or `Root`. */
export function pathOf({ names }: Pick<Place, 'names'>): string {
  return names.length === 0 ? 'Root' : names.join('/');
}

/** The OUs from the one below the root down to a place, without the place itself. */
export function unitsAbove({ parent }: Place): ParentPlace[] {
  return parent === undefined || parent.kind === 'root' ? [] : [...unitsAbove(parent), parent];
}
