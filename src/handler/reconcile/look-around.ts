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

/** That other live resource. */
export async function findElsewhere(
  { logicalId, resourceType, stack, log }: Situation, physicalId: string,
): Promise<FamilyResource | undefined> {
  const other = (await stack.resources()).find((resource) =>
    resource.type === resourceType && resource.physicalId === physicalId && !NOT_LIVE.test(resource.status) &&
    !(resource.logicalId === logicalId && resource.stackId === stack.id));
  if (other) log('kept', { physicalId, reason: `The resource ${other.logicalId} of ${other.stackId} stands for the same thing.` });
  return other;
}
