import type { Place, PlacedAccount } from '../access/placed-account';
import type { Parent } from '../organization';

/** Into how many places accounts are divided before the place around all of them says it better. */
const MOST_PLACES = 3;

/**
 * Where accounts are, at least two of them: `Root/Workloads/Prod`, the deepest place around them. Where others are in it too, and they
 * are in few places below it: `Root/Security, Root/Workloads/Prod`.
 */
export function whereabouts(placed: readonly PlacedAccount[]): string {
  const around = placesAround(placed);
  const whole = pathOf(around.at(-1));
  if (around.length > 0 && numberOfAccounts(around.at(-1)!.target as Parent) === placed.length) return whole;
  const parts = new Map<string, PlacedAccount[]>();
  for (const each of placed) {
    const next = each.places[around.length].target;
    if (next === each.account) return whole;
    const part = parts.get(next.id);
    if (part) part.push(each);
    else parts.set(next.id, [each]);
  }
  return parts.size > MOST_PLACES ? whole : [...parts.values()].map((part) => pathOf(placesAround(part).at(-1))).join(', ');
}

/** The places above all of these accounts, from the root down. */
function placesAround([first, ...others]: readonly PlacedAccount[]): readonly Place[] {
  let depth = first.places.length - 1;
  for (const { places } of others) {
    const parting = places.findIndex(({ target }, at) => at >= depth || target.id !== first.places[at].target.id);
    depth = Math.min(depth, parting === -1 ? places.length - 1 : parting);
  }
  return first.places.slice(0, depth);
}

function pathOf(place: Place | undefined): string {
  return place !== undefined && 'name' in place.target ? `Root/${place.name}` : 'Root';
}

function numberOfAccounts({ accounts, organizationalUnits }: Parent): number {
  return organizationalUnits.reduce((sum, unit) => sum + numberOfAccounts(unit), accounts.length);
}
