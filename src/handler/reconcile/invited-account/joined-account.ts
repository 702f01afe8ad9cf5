/**
 * Tags an invited account that has become a member, and moves it below its parent.
 *
 * The invitation has given it the owner tag. An account without an owner was invited by a person or was a member before; since the app
 * names it on purpose, it is adopted. The first deployment that finds it records its former parent in the owner tag, and a rollback of that
 * deployment moves it back there. It stays a member: only the account itself can leave, and removing it could lock it out.
 */
import type { InvitedAccountContext } from './invitations';
import type { Ownership, Tag } from '../../../contract';
import type { Account } from '../../../organizations';
import { TAGS_VISIBLE_MS } from '../../consistency';
import { checkState } from '../account/account';
import { moveAccount, returnAccount } from '../account/account-move';
import { agreeingReads, MANY_READS } from '../agreeing-reads';
import { attachmentsOfTarget } from '../attachments/attachments-of-resource';
import { preattachPolicies, revertPreattachedPolicies } from '../attachments/preattached-policies';
import { TerminalError, RequeueError } from '../errors';
import { all } from '../lists';
import { formerTags, formerTagsOfUpdate } from '../ownership/former-tags';
import { checkNoOtherOwner, findReplacement, isOwnedByAnotherLogicalId } from '../ownership/other-owners';
import { isFoundNow, mayNoteFormerParent, noted, ownerOf, ownerTag, readOwnedTags, readTagsBeforeDestroying } from '../ownership/ownership';
import { releaseOwnership, reconcileTags } from '../ownership/tags';

export async function applyDesiredState(context: InvitedAccountContext, found: Account): Promise<void> {
  const { organizations, desired, previous, physicalId, isUpdate, verb, stack, logicalId } = context;
  checkState(found);
  const what = `The account "${found.name}" with the address ${found.email}`;
  await checkNoOtherOwner(context, found.id, what);
  const parentId = await organizations.findParent(found.id);
  const isNew = physicalId !== found.id;
  // A crashed call may have moved it already, while the tag with its former parent is not visible yet.
  const read = () => all(organizations.listTags(found.id));
  const tags = isNew && parentId === desired.ParentId
    ? await agreeingReads(context.clock, read, MANY_READS) : await readOwnedTags(context, found.id);
  const current = checkedOwner(context, found, what, tags);
  const ownership = isNew ? await withFormerParent(context, current, parentId) : current ?? { owner: context.owner, adopted: true };
  const ownershipTag = ownerTag(ownership);
  const ours = [...desired.Tags ?? [], ownershipTag];
  const former = current
    ? formerTagsOfUpdate(context, what, tags, desired.Tags ?? [], isUpdate && !isNew ? previous.Tags ?? [] : undefined)
    : formerTags(what, tags, ours);
  // Tags first: the owner tag records the former parent before the account is moved.
  await reconcileTags(context, found.id, tags, [...ours, ...former], previous.Tags);
  const listed = () => attachmentsOfTarget(context, { stackId: stack.id, logicalId });
  if (verb === 'converge' && parentId !== desired.ParentId) await preattachPolicies(context, found.id, await listed());
  await moveAccount(context, found.id, desired.ParentId, parentId);
  if (verb === 'revert') await revertPreattachedPolicies(context, found.id, listed);
}

/** The owner of an account, if it has one; a `TerminalError` if that is another stack. */
function checkedOwner(
  { owner, clock, startedAt }: InvitedAccountContext, { id, joinedAt }: Account, what: string, tags: readonly Tag[],
): Ownership | undefined {
  const current = ownerOf(tags);
  if (current?.owner === owner) return current;
  // Tags of its invitation may become visible later than the account, and another stack may have just released it.
  if (clock.now() - (current ? Math.max(startedAt, joinedAt) : joinedAt) < TAGS_VISIBLE_MS) throw new RequeueError(`the owner of ${id} is certain`);
  if (!current) return undefined;
  throw new TerminalError(
    `${what} is a member (${id}) and belongs to the stack ${current.owner}, so the stack ${owner} leaves it alone.`,
    'Remove its construct from one of the stacks; to take it over, use Account with adopt: true.',
  );
}

async function withFormerParent(context: InvitedAccountContext, current: Ownership | undefined, parentId: string): Promise<Ownership> {
  const { owner, verb } = context;
  const ownership = current ?? { owner, adopted: true };
  if (verb !== 'converge' || !await mayNoteFormerParent(context, ownership)) return ownership;
  return noted(context, current ? { ...current, found: true } : ownership, parentId);
}

/** Whether the deployment being rolled back was the first to place the account, or the account joined during it or is already released. */
export async function isManagedSinceThisDeployment(context: InvitedAccountContext, { id, joinedAt }: Account): Promise<boolean> {
  const ownership = ownerOf(await readOwnedTags(context, id));
  if (ownership?.owner !== context.owner) return true;
  return await isFoundNow(context, ownership) || joinedAt >= await context.stack.deploymentBeganAt();
}

/** Reverts the changes that the deployment made to the account since it joined. */
export async function revertChangesSinceJoined(context: InvitedAccountContext, account: Account): Promise<void> {
  const { desired, previous, owner, isUpdate, stack, log } = context;
  const { id, joinedAt } = account;
  if (await isOwnedByAnotherLogicalId(context, id)) return;
  const tags = await readTagsBeforeDestroying(context, id);
  const ownership = ownerOf(tags);
  const isFound = ownership?.owner === owner && await isFoundNow(context, ownership);
  const joinedNow = ownership?.owner === owner && joinedAt >= await stack.deploymentBeganAt();
  if (!isFound && !joinedNow) return log('kept', { id, reason: 'This deployment did not find it elsewhere.' });
  const { formerParentId, adopted, found } = ownership!;
  if (isFound && formerParentId !== undefined) await returnAccount(context, id, ownership!);
  // Of this stack before this deployment. Or its resource stays and manages the invitation again, and the next deployment finds it.
  const staysOwned = isFound && found || !adopted && (isUpdate || await findReplacement(context, id) !== undefined || !joinedNow);
  await revertPreattachedPolicies(context, id);
  if (staysOwned) {
    // The note stays, since a second attempt has to find the same. It has no effect in a later deployment.
    const own = ownerTag(ownership!);
    // Tags that the failed deployment added are removed; the invitation set those of the former template.
    return reconcileTags(context, id, tags, isUpdate ? [...desired.Tags ?? [], own] : [own], isUpdate ? previous.Tags : []);
  }
  log('stays a member', { id, reason: 'It accepted the invitation while the deployment failed: it stays in the organization, without our tags.', warning: true });
  await releaseOwnership(context, id, tags, desired.Tags ?? []);
}
