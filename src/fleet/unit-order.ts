import type { FleetUnit } from './fleet-rows';
import { placeText } from './place';
import { given, type Problems } from './problems';

/** Each OU after the one above it, and otherwise as they were. OUs above each other in a circle are problems. */
export function inOrder(units: readonly FleetUnit[], problems: Problems): FleetUnit[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const ordered = new Set<FleetUnit>();
  const open = new Set<FleetUnit>();
  for (const unit of units) {
    const chain: FleetUnit[] = [];
    for (let each: FleetUnit | undefined = unit; each !== undefined && !ordered.has(each); each = aboveOf(each, byId)) {
      if (open.has(each)) {
        problems.add(each.place, `The organizational unit is above itself, through ${placeText(chain.at(-1)!.place)} ${given(each.id)}`, 'Correct one of the parents');
        break;
      }
      open.add(each);
      chain.push(each);
    }
    for (const each of chain.reverse()) ordered.add(each);
    open.clear();
  }
  return [...ordered];
}

function aboveOf({ parent }: FleetUnit, byId: ReadonlyMap<string, FleetUnit>): FleetUnit | undefined {
  return parent === undefined ? undefined : byId.get(parent);
}
