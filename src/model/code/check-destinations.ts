import { AssemblyError } from '../../assembly';
import { type ParentPlaceProperties, ResourceType } from '../../contract';
import type { DesiredResource } from '../desired-resources';

/**
 * Checks that each destination of accounts is named consistently, as this library writes it: the logical ID is that of the named unit, and
 * if that unit is removed, the accounts go where its own do. A handler acts on all of it, and a review shows the named unit. Earlier
 * versions wrote the logical ID of the organization beside the ID of its root, which handlers ignore.
 * @throws AssemblyError that names the first destination that is not
 */
export function checkDestinations(resources: readonly DesiredResource[]): void {
  const keyOf = ({ owner, stackName }: DesiredResource, logicalId: string) => JSON.stringify([owner, stackName, logicalId]);
  const byKey = new Map(resources.map((each) => [keyOf(each, each.logicalId), each]));
  const units = new Map(resources.filter(({ type }) => type === ResourceType.ORGANIZATIONAL_UNIT).map((unit) => [unit.id, unit]));
  for (const resource of resources) {
    const { MoveAccountsTo, Removal } = resource.properties;
    for (const given of [MoveAccountsTo, Removal] as (Partial<ParentPlaceProperties> | undefined)[]) {
      for (let place = given; place?.ParentId !== undefined; place = place.IfRemoved) {
        const { ParentId: id, ParentLogicalId: name, IfRemoved: next } = place;
        const named = name === undefined ? undefined : byKey.get(keyOf(resource, name));
        const isOther = named?.type === ResourceType.ORGANIZATIONAL_UNIT ? named.id !== id : named === undefined || units.has(id);
        const own = units.get(id)?.properties.MoveAccountsTo as ParentPlaceProperties | undefined;
        if (!(name !== undefined && isOther) && (next === undefined || next.ParentId === own?.ParentId)) continue;
        const where = `${resource.stackName}/${resource.logicalId}`;
        throw new AssemblyError('A destination of accounts names different units', `${JSON.stringify(place).slice(0, 200)} at ${where}`,
          'Set it with moveAccountsTo or AccountRemoval.moveTo, and synthesize the app again.');
      }
    }
  }
}
