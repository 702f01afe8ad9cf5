import { AssemblyError } from '../../assembly';
import { type ParentPlaceProperties, ResourceType } from '../../contract';
import type { DesiredResource } from '../desired-resources';

/**
 * Checks that each destination of accounts is named consistently, as this library writes it: the logical ID is that of the named unit, and
 * if that unit is removed, the accounts go where its own do. A handler acts on all of it, and a review shows the named unit.
 * @throws AssemblyError that names the first destination that is not
 */
export function checkDestinations(resources: readonly DesiredResource[]): void {
  const units = resources.filter(({ type }) => type === ResourceType.ORGANIZATIONAL_UNIT);
  for (const { owner, stackName, logicalId, properties: { MoveAccountsTo, Removal } } of resources) {
    for (const given of [MoveAccountsTo, Removal] as (Partial<ParentPlaceProperties> | undefined)[]) {
      for (let place = given; place?.ParentId !== undefined; place = place.IfRemoved) {
        const { ParentId: id, ParentLogicalId: name, IfRemoved: next } = place;
        const named = units.find((unit) => unit.owner === owner && unit.stackName === stackName && unit.logicalId === name);
        const own = units.find((unit) => unit.id === id)?.properties.MoveAccountsTo as ParentPlaceProperties | undefined;
        const isConsistent = (name === undefined || named?.id === id) && (next === undefined || next.ParentId === own?.ParentId);
        if (isConsistent) continue;
        throw new AssemblyError('A destination of accounts names different units', `${JSON.stringify(place).slice(0, 200)} at ${stackName}/${logicalId}`,
          'Set it with moveAccountsTo or AccountRemoval.moveTo, and synthesize the app again.');
      }
    }
  }
}
