import type { Situation } from './situation';
import type { FamilyResource } from '../stack/stack-family';

/** Statuses of a resource that has no thing of its own any more, or is about to give it up. */
const NOT_LIVE = /^(DELETE_.*|CREATE_FAILED)$/;

/**
 * Whether another live resource stands for the same thing: a construct that got another path is a Create and later a Delete of
 * one and the same. Whoever is about to destroy asks this first, because the service cannot tell the two apart.
 */
export async function livesElsewhere(situation: Situation, physicalId: string): Promise<boolean> {
  return await findElsewhere(situation, physicalId) !== undefined;
}

/** That other live resource. `keyOf` takes the natural key out of a physical id that holds more. */
export async function findElsewhere(
  { logicalId, resourceType, stack, log }: Situation, key: string, keyOf = (physicalId: string) => physicalId,
): Promise<FamilyResource | undefined> {
  const other = (await stack.resources()).find((resource) =>
    resource.type === resourceType && keyOf(resource.physicalId) === key && isLive(resource) &&
    !(resource.logicalId === logicalId && resource.stackId === stack.id));
  if (other) log('kept', { physicalId: key, reason: `The resource ${other.logicalId} of ${other.stackId} stands for the same thing.` });
  return other;
}

/** The live resource of the event's own logical id if it has another physical id: then a Delete is for what it has left. */
export async function findReplacement({ logicalId, stack }: Situation, physicalId: string): Promise<FamilyResource | undefined> {
  return (await stack.resources()).find((resource) =>
    resource.logicalId === logicalId && resource.stackId === stack.id && resource.physicalId !== physicalId && isLive(resource));
}

export function isLive({ status, physicalId }: FamilyResource): boolean {
  return physicalId !== '' && !NOT_LIVE.test(status);
}
