import { ID_PATTERNS, isAccountType, type ParentPlaceProperties } from '../../../contract';
import { NAME_RELEASED_SECONDS, VISIBLE_SECONDS } from '../../consistency';
import { readableTemplate } from '../../stack/readable-template';
import { type FamilyResource, NESTED_STACK } from '../../stack/stack-family';
import { RequeueError } from '../errors';
import type { ReconcileContext } from '../reconcile-context';

/** Statuses of a resource that has no thing of its own any more, or is about to give it up. */
const NOT_LIVE = /^(DELETE_.*|CREATE_FAILED)$/;

/**
 * Whether another live resource stands for the same thing: a construct that got another path is a Create and later a Delete of
 * one and the same. Whoever is about to destroy asks this first, because the service cannot tell the two apart.
 */
export async function isOwnedByAnotherLogicalId(context: ReconcileContext, physicalId: string): Promise<boolean> {
  const other = await findOtherOwner(context, physicalId);
  if (other) logKept(context, physicalId, other);
  return other !== undefined;
}

/** Of what is not destroyed for the sake of another resource. */
export function logKept({ log }: ReconcileContext, physicalId: string, { logicalId, stackId }: FamilyResource): void {
  log('kept', { physicalId, reason: `The resource ${logicalId} of ${stackId} stands for the same thing.` });
}

/** That other live resource. `keyOf` takes the natural key out of a physical id that holds more. */
export async function findOtherOwner(
  { logicalId, resourceType, stack }: ReconcileContext, key: string, keyOf = (physicalId: string) => physicalId,
): Promise<FamilyResource | undefined> {
  return (await stack.resources()).find((resource) =>
    isSameKind(resource.type, resourceType) && keyOf(resource.physicalId) === key && isLive(resource) &&
    !(resource.logicalId === logicalId && resource.stackId === stack.id));
}

/** A member account has one ID, whether it was created or invited: a construct of the other type may take it over. */
function isSameKind(one: string, other: string): boolean {
  return one === other || (isAccountType(one) && isAccountType(other));
}

/**
 * Keeps a creation from taking what another resource stands for that stays in the code, such as a thing that is about to be renamed: two
 * resources would stand for one thing. If the other one left the code, it was the same construct with another path.
 */
export async function checkNoOtherOwner(context: ReconcileContext, physicalId: string, what: string): Promise<void> {
  const { stack, physicalId: known } = context;
  const other = known === undefined ? await findOtherOwner(context, physicalId) : undefined;
  // Stacks beside this one, and nested ones, may have their turn later: then their template is the former one still.
  if (!other || !(await enclosingStacks(context)).includes(other.stackId)) return;
  const { Resources = {} } = await readableTemplate(stack.template(other.stackId));
  if (!(other.logicalId in Resources)) return;
  throw new RequeueError(`${what} (${physicalId}) is not what the resource ${other.logicalId} stands for`, {
    patienceSeconds: NAME_RELEASED_SECONDS,
    advice: `Let ${other.logicalId} take its new name or place in a deployment of its own, then deploy what takes the former one.`,
  });
}

/** This stack, the one that it is nested in, and so on up to the top. */
async function enclosingStacks({ stack }: ReconcileContext): Promise<string[]> {
  const resources = await stack.resources();
  const around = [stack.id];
  for (let parent: FamilyResource | undefined; ; around.push(parent.stackId)) {
    const inner = around.at(-1);
    parent = resources.find(({ type, physicalId }) => type === NESTED_STACK && physicalId === inner);
    if (!parent) return around;
  }
}

/**
 * Waits for a name that another resource of the stack has, since it may be about to give it up, or has just done so (no holder). If the
 * object that is renamed holds the name itself, another call has renamed it, and the reading of the former name was an old one.
 */
export async function waitForName(
  context: ReconcileContext, holder: { readonly id: string } | undefined, what: string, renamedId?: string,
): Promise<void> {
  if (holder && holder.id === renamedId) throw new RequeueError(`the new name of ${renamedId} is visible`, { patienceSeconds: VISIBLE_SECONDS });
  if (!holder) throw new RequeueError(what, { patienceSeconds: NAME_RELEASED_SECONDS, advice: 'Look for something whose name differs only in upper and lower case.' });
  const other = await findOtherOwner(context, holder.id);
  if (!other) return;
  throw new RequeueError(`${what}; ${other.logicalId} has that name (${holder.id})`, {
    patienceSeconds: NAME_RELEASED_SECONDS,
    advice: `Let ${other.logicalId} take another name in a deployment of its own: names cannot be swapped in one.`,
  });
}

/** The live resource of the event's own logical id if it has another physical id: then a Delete is for what it has left. */
export async function findReplacement({ logicalId, stack }: ReconcileContext, physicalId: string): Promise<FamilyResource | undefined> {
  return (await stack.resources()).find((resource) =>
    resource.logicalId === logicalId && resource.stackId === stack.id && resource.physicalId !== physicalId && isLive(resource));
}

/** The place itself, or the organizational unit that this deployment recreated in its stead. */
export async function currentParentId({ stack }: ReconcileContext, { ParentId, ParentLogicalId }: ParentPlaceProperties): Promise<string> {
  const own = (await stack.resources()).find(({ logicalId, stackId }) => logicalId === ParentLogicalId && stackId === stack.id);
  return own && isLive(own) && ID_PATTERNS.organizationalUnit.test(own.physicalId) ? own.physicalId : ParentId;
}

export function isLive({ status, physicalId }: FamilyResource): boolean {
  return physicalId !== '' && !NOT_LIVE.test(status);
}
