/**
 * Moves an organizational unit below another parent, for which the service has no call: the unit is recreated there, and CloudFormation
 * deletes the former one at the end.
 *
 * Life cycle: the new unit gets the policies of the former one and those that the app lists for it, and then its accounts, including
 * accounts outside the app. Organizational units below follow by their own change of parent. CloudFormation deletes the former unit last,
 * so a rollback finds it by name and owner and moves the accounts back.
 * Fallbacks: a repeated event finds the new unit by parent, name and owner, and continues. If a rollback knows only the former unit, it
 * empties and deletes the incomplete new one, since CloudFormation never learned of it. If a rollback was skipped, the next deployment
 * moves the accounts again, and leaves the former unit.
 * Traps: organizational units below that the app does not manage would not follow, and a rollback would also move accounts of others at the
 * new place. In these cases the move does not begin.
 */
import { TAGS_VISIBLE_MS } from '../../consistency';
import { agreeingReads } from '../agreeing-reads';
import { moveAccounts, moveAllAccounts } from './moved-accounts';
import { deleteWhenEmpty } from './organizational-unit-deletion';
import {
  isNoteKey, isPolicyType, RETAINED_TAG_KEY, OWNER_TAG_KEY, type OrganizationalUnitProperties, policyTypeLimits,
  type PolicyTypeName, type Tag,
} from '../../../contract';
import type { OrganizationalUnit } from '../../../organizations';
import { detach } from '../attachments/attach-policy';
import { attachAndDetach } from '../attachments/attachment-changes';
import { attachmentsOfTarget } from '../attachments/attachments-of-resource';
import { preattachPolicies } from '../attachments/preattached-policies';
import { TerminalError, RequeueError } from '../errors';
import { all, first } from '../lists';
import { NO_SUCH_PARENT, unlessMissing } from '../missing';
import { isOwnedByAnotherLogicalId } from '../ownership/other-owners';
import { ownerOf, readOwnedTags, readTagsBeforeDestroying } from '../ownership/ownership';
import { isMarkedAsRetained } from '../ownership/retained-marks';
import type { ReconcileContext } from '../reconcile-context';

type OrganizationalUnitContext = ReconcileContext<OrganizationalUnitProperties>;

/**
 * Throws a `TerminalError` before the first write if the move is not allowed, or would leave an organizational unit behind.
 *
 * @param there the unit that is already at the new place
 */
export async function checkMove(
  context: OrganizationalUnitContext, unit: OrganizationalUnit, parentId: string, there?: OrganizationalUnit,
): Promise<void> {
  const { desired, verb, stack } = context;
  // The deployment was allowed to make the move that a rollback reverts.
  if (verb === 'revert') return;
  if (!desired.AllowMove) {
    throw new TerminalError(
      `The organizational unit ${unit.id} ("${desired.Name}") is below ${parentId} and cannot be moved below ${desired.ParentId}: ` +
      'AWS Organizations has no call that moves an organizational unit.',
      'Keep its parent; or set allowReplacement: true, so that it is recreated there with another ID, and its accounts are moved.',
    );
  }
  if (await stack.isRollbackDisabled()) {
    throw new TerminalError(
      `The organizational unit ${unit.id} ("${desired.Name}") cannot be moved below ${desired.ParentId}: AWS CloudFormation replaces nothing ` +
      'in a deployment without a rollback (cdk deploy --no-rollback or --express).',
      'Keep its parent in this deployment, and move it in one with a rollback.',
    );
  }
  if (there) await checkReplacementIsOwned(context, there);
  const foreign = await findForeignUnitBelow(context, unit.id);
  if (!foreign) return;
  throw new TerminalError(
    `The organizational unit ${unit.id} ("${desired.Name}") cannot be moved below ${desired.ParentId}: below it is ${foreign.id} ("${foreign.name}"), ` +
    'which this stack does not manage and which would not follow.',
    'Add it to the code (adopt: true), or move its accounts and delete it.',
  );
}

/** Throws unless this stack owns the unit. A rollback moves all accounts in it, and accounts of others must not be among them. */
async function checkReplacementIsOwned(context: OrganizationalUnitContext, { id, name }: OrganizationalUnit): Promise<void> {
  const { desired, clock, startedAt } = context;
  const tags = await readOwnedTags(context, id);
  const ownership = ownerOf(tags);
  if (ownership?.owner === context.owner && !ownership.adopted && !isMarkedAsRetained(tags)) return;
  if (clock.now() - startedAt < TAGS_VISIBLE_MS) throw new RequeueError(`the owner of ${id} is certain`);
  throw new TerminalError(
    `The organizational unit "${name}" cannot be recreated below ${desired.ParentId}: one of that name (${id}) existed before.`,
    'Rename one of them; or move the accounts of the existing one, then delete it.',
  );
}

async function findForeignUnitBelow(context: OrganizationalUnitContext, id: string): Promise<OrganizationalUnit | undefined> {
  for (const child of await all(context.organizations.listOrganizationalUnitsForParent(id))) {
    const isOurs = ownerOf(await readOwnedTags(context, child.id))?.owner === context.owner;
    const foreign = isOurs ? await findForeignUnitBelow(context, child.id) : child;
    if (foreign) return foreign;
  }
  return undefined;
}

/** Tags of others that are copied to the new unit. */
export async function foreignTags({ organizations, desired, previous }: OrganizationalUnitContext, id: string): Promise<Tag[]> {
  const ours = [OWNER_TAG_KEY, RETAINED_TAG_KEY, ...[...desired.Tags ?? [], ...previous.Tags ?? []].map(({ Key }) => Key)];
  return (await all(organizations.listTags(id))).filter(({ Key }) => !ours.includes(Key) && !isNoteKey(Key));
}

/** Attaches the policies to the new unit first, then moves the accounts. */
export async function moveContents(context: OrganizationalUnitContext, fromId: string, toId: string): Promise<void> {
  // The former unit, to which a rollback returns, has kept its policies.
  if (context.verb !== 'revert') {
    await copyAttachments(context, fromId, toId);
    const { logicalId, stack } = context;
    await preattachPolicies(context, toId, await attachmentsOfTarget(context, { logicalId, stackId: stack.id }));
  }
  await moveAccounts(context, fromId, toId);
}

/**
 * Reverts the incomplete move of an Update that did not complete. CloudFormation does not know the new unit, so this function deletes it.
 * `homeId` is the organizational unit that stays.
 */
export async function revertPartialMove(context: OrganizationalUnitContext, homeId: string): Promise<void> {
  const partialUnit = await findAtFormerPlace(context, homeId);
  if (!partialUnit || partialUnit.adopted) return;
  await moveAllAccounts(context, partialUnit.id, homeId);
  await deleteWhenEmpty(context, partialUnit, partialUnit.tags);
}

/**
 * Repeats a move whose rollback was skipped: CloudFormation knows the new unit, while the accounts returned to the former one. The former
 * unit stays, because a rollback returns to it and CloudFormation sends no Delete for it.
 */
export async function finishMove(context: OrganizationalUnitContext, id: string): Promise<void> {
  const former = await findAtFormerPlace(context, id);
  if (!former) return;
  await moveContents(context, former.id, id);
  context.log('left behind', { id: former.id, reason: 'Delete it by hand after this deployment.', warning: true });
}

/** The unit of the same name below the parent from before the event. */
async function findAtFormerPlace(context: OrganizationalUnitContext, id: string) {
  const { organizations, clock, desired, previous } = context;
  const { ParentId: parentId, Name: name } = previous;
  if (parentId === undefined || parentId === desired.ParentId) return undefined;
  const found = await agreeingReads(clock, () => unlessMissing(NO_SUCH_PARENT, () =>
    first(organizations.listOrganizationalUnitsForParent(parentId), (unit) => unit.name === name)));
  if (!found || found.id === id || await isOwnedByAnotherLogicalId(context, found.id)) return undefined;
  const tags = await readTagsBeforeDestroying(context, found.id);
  const ownership = ownerOf(tags);
  return ownership?.owner === context.owner ? { ...found, tags, adopted: ownership.adopted } : undefined;
}

async function copyAttachments(context: OrganizationalUnitContext, fromId: string, toId: string): Promise<void> {
  for (const type of await enabledTypes(context)) {
    const [from, to] = [await listAttached(context, fromId, type), await listAttached(context, toId, type)];
    const { attachedByDefault, defaultDetachable } = policyTypeLimits(type);
    const replaced = defaultDetachable && from.length > 0 && !from.some(({ id }) => id === attachedByDefault);
    const toDetach = to.map(({ id }) => id).filter((id) => replaced && id === attachedByDefault);
    if (!replaced && from.every((policy) => to.some(({ id }) => id === policy.id))) continue;
    // The attachments resource of the new unit follows, and may have detached policies that are copied here.
    await context.assertEventIsUnanswered();
    await attachAndDetach(context, { targetId: toId, type, attached: to, desired: from.map(({ id }) => id), toDetach });
    // AWS has attached the default to the new unit, whether or not that is visible yet.
    if (replaced && attachedByDefault !== undefined && toDetach.length === 0) {
      await detach(context, { targetId: toId, policyId: attachedByDefault, type });
    }
  }
}

async function enabledTypes({ organizations }: ReconcileContext): Promise<PolicyTypeName[]> {
  const root = await first(organizations.listRoots());
  return (root?.policyTypes ?? []).filter(({ status }) => status === 'ENABLED').map(({ type }) => type).filter(isPolicyType);
}

function listAttached({ organizations, clock }: ReconcileContext, targetId: string, type: PolicyTypeName) {
  return agreeingReads(clock, () => all(organizations.listPoliciesForTarget(targetId, type)));
}
