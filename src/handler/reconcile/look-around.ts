import { Wait } from './signals';
import type { Situation } from './situation';
import { readableTemplate } from '../stack/readable-template';
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

/** Another resource of the stack may be on its way to another name at the same time. */
const GIVING_UP_SECONDS = 60;

/**
 * Keeps a creation from taking what another resource stands for that stays in the code, such as a thing that is about to be renamed: two
 * resources would stand for one thing. If the other one left the code, it was the same construct with another path.
 */
export async function checkNotKept(situation: Situation, physicalId: string, what: string): Promise<void> {
  const { stack, physicalId: known } = situation;
  const other = known === undefined ? await findElsewhere(situation, physicalId) : undefined;
  if (other?.stackId !== stack.id) return;
  const { Resources = {} } = await readableTemplate(stack.template());
  if (!(other.logicalId in Resources)) return;
  throw new Wait(`${what} (${physicalId}) is not what the resource ${other.logicalId} stands for`, {
    patienceSeconds: GIVING_UP_SECONDS,
    advice: `Let ${other.logicalId} take its new name or place in a deployment of its own, then deploy what takes the former one.`,
  });
}

/** Waits for a name that another resource of the stack has, since it may be about to give it up. */
export async function waitForName(situation: Situation, holder: { readonly id: string } | undefined, what: string): Promise<void> {
  const other = holder && await findElsewhere(situation, holder.id);
  if (!other) return;
  throw new Wait(`${what}; ${other.logicalId} has that name (${holder.id})`, {
    patienceSeconds: GIVING_UP_SECONDS,
    advice: `Let ${other.logicalId} take another name in a deployment of its own: names cannot be swapped in one.`,
  });
}

/** The live resource of the event's own logical id if it has another physical id: then a Delete is for what it has left. */
export async function findReplacement({ logicalId, stack }: Situation, physicalId: string): Promise<FamilyResource | undefined> {
  return (await stack.resources()).find((resource) =>
    resource.logicalId === logicalId && resource.stackId === stack.id && resource.physicalId !== physicalId && isLive(resource));
}

export function isLive({ status, physicalId }: FamilyResource): boolean {
  return physicalId !== '' && !NOT_LIVE.test(status);
}
