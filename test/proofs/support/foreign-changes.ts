import { OWNER_TAG_KEY } from '../../../src/contract';
import type { SimulatorState } from '../../../src/simulator';

/** The key of a tag that no app of a proof sets. An object with this tag and without an owner tag is foreign. */
export const FOREIGN = 'foreign';

type Resource = SimulatorState['organizationalUnits'][number] | SimulatorState['accounts'][number] | SimulatorState['policies'][number]
  | NonNullable<SimulatorState['root']>;

/** The changes of foreign objects, their attachments, and foreign tags. @param mayGo whether the object of this name may be lost */
export function changesToForeignObjects(before: SimulatorState, after: SimulatorState, mayGo: (name: string) => boolean): string[] {
  const [then, now] = [objectsOf(before), objectsOf(after)];
  const successor = ({ tags }: Resource) => [...now.values()].find(({ id, tags: own }) => !then.has(id) && own[FOREIGN] === tags[FOREIGN]);
  const isSuccessor = (unit?: Resource, former?: Resource) => unit !== undefined && !then.has(unit.id) && unit.name === former?.name;
  const found: string[] = [];
  for (const object of then.values()) {
    if (!(FOREIGN in object.tags)) continue;
    // The tags and attachments of other owners move along with a recreated unit.
    const there = now.get(object.id) ?? successor(object);
    if (!there) {
      if (!mayGo(object.name)) found.push(`Foreign: the tag of ${object.name} (${object.id}) is gone with it`);
    } else if (there.tags[FOREIGN] !== object.tags[FOREIGN]) {
      found.push(`Foreign: the tag of ${object.name} (${object.id}) was ${object.tags[FOREIGN]} and is ${there.tags[FOREIGN] ?? 'gone'}`);
    } else if (isForeign(object) && isForeign(there)) {
      // It moves along with a recreated unit. The service may refuse to delete the former unit.
      const [home, place] = [parentOf(object), parentOf(there)];
      const stays = home !== undefined && now.has(home) && !isSuccessor(now.get(place ?? ''), then.get(home));
      const [was, is] = [describe(object, stays), describe(there, stays)];
      if (was !== is) found.push(`Foreign: ${object.name} (${object.id}) was ${was} and is ${is}`);
    }
  }
  const attached = new Set(after.attachments.map(({ policyId, targetId }) => `${policyId} ${targetId}`));
  for (const { policyId, targetId } of before.attachments) {
    const [policy, target] = [then.get(policyId), then.get(targetId)];
    if (!policy || !target || !isForeign(policy) || attached.has(`${policyId} ${targetId}`)) continue;
    const place = now.get(targetId) ?? successor(target);
    if (place ? !attached.has(`${policyId} ${place.id}`) : !mayGo(target.name)) {
      found.push(`Foreign: ${policy.name} was attached to ${target.name} (${targetId}) and is not any more`);
    }
  }
  return found;
}

function objectsOf({ root, organizationalUnits, accounts, policies }: SimulatorState): Map<string, Resource> {
  return new Map([...(root ? [root] : []), ...organizationalUnits, ...accounts, ...policies].map((object) => [object.id, object]));
}

function parentOf(object: Resource): string | undefined {
  return 'parentId' in object ? object.parentId as string : undefined;
}

function isForeign({ tags }: Resource): boolean {
  return FOREIGN in tags && !(OWNER_TAG_KEY in tags);
}

/** The properties of an object that only its owner may change. */
function describe(object: Resource, withParent: boolean): string {
  const { name, parentId, description, content, state } = object as Resource & Record<'parentId' | 'description' | 'content' | 'state', string>;
  return JSON.stringify([name, withParent ? parentId : undefined, description, content, state]);
}
