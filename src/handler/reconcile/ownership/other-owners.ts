import { ID_PATTERNS, isAccountType, type ParentPlaceProperties, ResourceType } from '../../../contract';
import { NAME_RELEASED_SECONDS, VISIBLE_SECONDS } from '../../consistency';
import { readableTemplate } from '../../stack/readable-template';
import { type FamilyResource, NESTED_STACK } from '../../stack/stack-family';
import { RequeueError } from '../errors';
import type { ReconcileContext } from '../reconcile-context';

/** Statuses of a resource that no longer has an object, or is about to release it. */
const NOT_LIVE = /^(DELETE_.*|CREATE_FAILED)$/;

/**
 * Whether another live resource manages the same object: a construct with a new path causes a Create and later a Delete for the same
 * object. Every destructive step checks this first, because the service cannot distinguish the two resources.
 */
export async function isOwnedByAnotherLogicalId(context: ReconcileContext, physicalId: string): Promise<boolean> {
  const other = await findOtherOwner(context, physicalId);
  if (other) logKept(context, physicalId, other);
  return other !== undefined;
}

/** Logs that an object is kept for another resource. */
export function logKept({ log }: ReconcileContext, physicalId: string, { logicalId, stackId }: FamilyResource): void {
  log('kept', { physicalId, reason: `The resource ${logicalId} of ${stackId} manages the same object.` });
}

/**
 * The other live resource that manages the same object. `keyOf` extracts the natural key from a physical ID that contains more. For the
 * Delete of a creation that failed, the resource of the same logical ID is another one, since a later deployment created it.
 */
export async function findOtherOwner(
  context: ReconcileContext, key: string, keyOf = (physicalId: string) => physicalId,
): Promise<FamilyResource | undefined> {
  return (await context.stack.resources()).find((resource) =>
    isSameKind(resource.type, context.resourceType) && keyOf(resource.physicalId) === key && isLive(resource) &&
    (isFailedCreation(context) || !isOwnRow(context, resource)));
}

/** Whether a later deployment repeated the creation that failed, also under another logical ID, and its resource manages the object. */
export async function wasCreatedAgain(context: ReconcileContext, key: string): Promise<boolean> {
  if (!isFailedCreation(context)) return false;
  // In a rollback, another resource of the object is the one that the failed deployment was about to replace.
  const since = context.phase === 'rollback' ? Number.POSITIVE_INFINITY : await context.stack.deploymentBeganAt();
  const isLater = (resource: FamilyResource) => isOwnRow(context, resource) || (resource.statusSince ?? 0) > since;
  return (await context.stack.resources()).some((resource) => (
    isSameKind(resource.type, context.resourceType) && resource.physicalId === key && isLive(resource) && isLater(resource)));
}

function isFailedCreation({ verb, isUpdate, physicalId }: ReconcileContext): boolean {
  return verb === 'revert' && !isUpdate && physicalId === undefined;
}

function isOwnRow({ logicalId, stack }: ReconcileContext, resource: FamilyResource): boolean {
  return resource.logicalId === logicalId && resource.stackId === stack.id;
}

/** A member account has one ID, whether it was created or invited: a construct of the other type may take it over. */
export function isSameKind(one: string, other: string): boolean {
  return one === other || (isAccountType(one) && isAccountType(other));
}

/**
 * Keeps a creation from taking an object of another resource that stays in the app, such as an object that is about to be renamed: two
 * resources would manage one object. If the other resource was removed from the app, it was the same construct with another path.
 */
export async function checkNoOtherOwner(context: ReconcileContext, physicalId: string, what: string): Promise<void> {
  const { stack, physicalId: known } = context;
  const other = known === undefined ? await findOtherOwner(context, physicalId) : undefined;
  // Sibling and nested stacks may be updated later, and still have their former template then.
  if (!other || !(await enclosingStacks(context)).includes(other.stackId)) return;
  const { Resources = {} } = await readableTemplate(stack.template(other.stackId));
  if (!(other.logicalId in Resources)) return;
  throw new RequeueError(`${what} (${physicalId}) is no longer managed by the resource ${other.logicalId}`, {
    patienceSeconds: NAME_RELEASED_SECONDS,
    advice: `Give ${other.logicalId} its new name or place in a separate deployment, then deploy the resource that takes the former one.`,
  });
}

/** This stack, the stack that contains it, and so on up to the top. */
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
 * Waits for a name that another resource of the stack has. That resource may be about to release it, or has just done so (no holder). If
 * the renamed object itself holds the name, another call has renamed it, and the reading of the former name was stale.
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
    advice: `Give ${other.logicalId} another name in a separate deployment: one deployment cannot swap names.`,
  });
}

/** The live resource of the event's logical ID if it has another physical ID: a Delete is then for the object that it has left. */
export async function findReplacement({ logicalId, stack }: ReconcileContext, physicalId: string): Promise<FamilyResource | undefined> {
  return (await stack.resources()).find((resource) =>
    resource.logicalId === logicalId && resource.stackId === stack.id && resource.physicalId !== physicalId && isLive(resource));
}

/** The given parent, or the organizational unit that this deployment recreated in its place. */
export async function currentParentId({ stack }: ReconcileContext, { ParentId, ParentLogicalId }: ParentPlaceProperties): Promise<string> {
  const own = (await stack.resources()).find(({ logicalId, stackId }) => logicalId === ParentLogicalId && stackId === stack.id);
  const isUnit = own?.type === ResourceType.ORGANIZATIONAL_UNIT && ID_PATTERNS.organizationalUnit.test(own.physicalId);
  return isUnit && isLive(own) ? own.physicalId : ParentId;
}

/**
 * The resources of an organizational unit with this ID, or of the one that the deployment, or its rollback, has put in its place.
 * @param rows all resources that CloudFormation lists
 * @param touched all resources that the deployment has touched; called only if no resource has this ID
 */
export async function rowsOfUnit(
  rows: readonly FamilyResource[], id: string, touched: () => Promise<FamilyResource[]>,
): Promise<FamilyResource[]> {
  const live = rows.filter(isLive);
  const isUnit = ({ type, physicalId }: FamilyResource) => type === ResourceType.ORGANIZATIONAL_UNIT && physicalId === id;
  const listed = live.filter(isUnit);
  const former = listed.length > 0 ? listed : (await touched()).filter(isUnit);
  return live.filter((row) => former.some(({ logicalId, stackId }) => row.logicalId === logicalId && row.stackId === stackId));
}

export function isLive({ status, physicalId }: FamilyResource): boolean {
  return physicalId !== '' && !NOT_LIVE.test(status);
}
