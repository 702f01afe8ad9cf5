import { OWNER_TAG_KEY } from '../../../src/contract';
import type { SimulatorState } from '../../../src/simulator';

/** Key of a tag that no code of a proof ever sets. A thing with it and without an owner of this library is somebody else's. */
export const FOREIGN = 'foreign';

type Resource = SimulatorState['organizationalUnits'][number] | SimulatorState['accounts'][number] | SimulatorState['policies'][number]
  | NonNullable<SimulatorState['root']>;

/** Foreign things, their attachments, and foreign tags on anything. @param mayGo whether the code gives up the thing of this name */
export function changesToForeignObjects(before: SimulatorState, after: SimulatorState, mayGo: (name: string) => boolean): string[] {
  const [then, now] = [thingsOf(before), thingsOf(after)];
  const successor = ({ tags }: Resource) => [...now.values()].find(({ id, tags: own }) => !then.has(id) && own[FOREIGN] === tags[FOREIGN]);
  const isSuccessor = (unit?: Resource, former?: Resource) => unit !== undefined && !then.has(unit.id) && unit.name === former?.name;
  const found: string[] = [];
  for (const thing of then.values()) {
    if (!(FOREIGN in thing.tags)) continue;
    // A unit that is made anew elsewhere takes along what others put on it.
    const there = now.get(thing.id) ?? successor(thing);
    if (!there) {
      if (!mayGo(thing.name)) found.push(`Of somebody else: the tag of ${thing.name} (${thing.id}) is gone with it`);
    } else if (there.tags[FOREIGN] !== thing.tags[FOREIGN]) {
      found.push(`Of somebody else: the tag of ${thing.name} (${thing.id}) was ${thing.tags[FOREIGN]} and is ${there.tags[FOREIGN] ?? 'gone'}`);
    } else if (isForeign(thing) && isForeign(there)) {
      // It goes along with a unit that is created again elsewhere; the service may refuse to delete the former one.
      const [home, place] = [placeOf(thing), placeOf(there)];
      const stays = home !== undefined && now.has(home) && !isSuccessor(now.get(place ?? ''), then.get(home));
      const [was, is] = [describe(thing, stays), describe(there, stays)];
      if (was !== is) found.push(`Of somebody else: ${thing.name} (${thing.id}) was ${was} and is ${is}`);
    }
  }
  const attached = new Set(after.attachments.map(({ policyId, targetId }) => `${policyId} ${targetId}`));
  for (const { policyId, targetId } of before.attachments) {
    const [policy, target] = [then.get(policyId), then.get(targetId)];
    if (!policy || !target || !isForeign(policy) || attached.has(`${policyId} ${targetId}`)) continue;
    const place = now.get(targetId) ?? successor(target);
    if (place ? !attached.has(`${policyId} ${place.id}`) : !mayGo(target.name)) {
      found.push(`Of somebody else: ${policy.name} was attached to ${target.name} (${targetId}) and is not any more`);
    }
  }
  return found;
}

function thingsOf({ root, organizationalUnits, accounts, policies }: SimulatorState): Map<string, Resource> {
  return new Map([...(root ? [root] : []), ...organizationalUnits, ...accounts, ...policies].map((thing) => [thing.id, thing]));
}

function placeOf(thing: Resource): string | undefined {
  return 'parentId' in thing ? thing.parentId as string : undefined;
}

function isForeign({ tags }: Resource): boolean {
  return FOREIGN in tags && !(OWNER_TAG_KEY in tags);
}

/** What nobody but its owner changes. */
function describe(thing: Resource, withPlace: boolean): string {
  const { name, parentId, description, content, state } = thing as Resource & Record<'parentId' | 'description' | 'content' | 'state', string>;
  return JSON.stringify([name, withPlace ? parentId : undefined, description, content, state]);
}
