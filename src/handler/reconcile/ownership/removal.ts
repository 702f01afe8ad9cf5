/** A Delete may destroy an object that this stack created and still owns. */
import { isOfAnotherStack } from './other-stacks';
import { ownerOf, readTagsBeforeDestroying } from './ownership';
import { leaveToNewOwner, releaseOwnership, removeObsoleteNotes } from './tags';
import type { Tag } from '../../../contract';
import type { ReconcileContext } from '../reconcile-context';

/**
 * The tags of an object, if this stack may delete it. Otherwise the object has been released, if the stack had adopted it, or was left to
 * its owner.
 */
export async function tagsToDestroy(
  context: ReconcileContext & { readonly desired: { readonly Tags?: Tag[] } }, id: string,
): Promise<readonly Tag[] | undefined> {
  const tags = await readTagsBeforeDestroying(context, id);
  const ownership = ownerOf(tags);
  const isOurs = ownership?.owner === context.owner;
  if (await leaveToNewOwner(context, id, tags)) return undefined;
  if (!isOurs) {
    context.log('left behind', { id, reason: 'It does not carry our owner tag (any more).', owner: ownership?.owner });
    await removeObsoleteNotes(context, id, tags);
    return undefined;
  }
  if (!ownership.adopted) return await isOfAnotherStack(context, id) ? undefined : tags;
  await releaseOwnership(context, id, tags, context.desired.Tags ?? []);
  return undefined;
}
