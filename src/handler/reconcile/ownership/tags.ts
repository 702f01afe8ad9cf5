import { readsUntil } from '../agreeing-reads';
import { addedKeysLeft, formerKeyOf, formerTag, isGuest, isNoteKey, keptNotes } from './former-tags';
import {
  addedKeys, addedKeysTags, formerTagKey, OWNER_TAG_KEY, ownerOfRootTags, parseOwnerTagValue, RESERVED_TAG_PREFIX, ROOT_TAGS_PREFIX,
  type Tag,
} from '../../../contract';
import { isOrganizationsError } from '../../../organizations';
import { all } from '../lists';
import type { ReconcileContext } from '../reconcile-context';

/**
 * Brings the tags of an existing object into the desired state, usually with at most two calls. It removes only keys that the app had set
 * and no longer wants, and never touches tags of others. A rollback restores the former values of these keys. Otherwise the keys go, and
 * the tags that keep the former values stay until the object is released. If a value differs from the one that the app had set, someone
 * else set it or an earlier attempt restored it.
 */
export async function reconcileTags(
  context: ReconcileContext, id: string, seen: readonly Tag[], desired: readonly Tag[], previous: readonly Tag[] = [],
): Promise<void> {
  const unwanted = previous.filter(({ Key }) => Key !== OWNER_TAG_KEY && !keysOf(desired).includes(Key));
  const current = await readUntilShown(context, id, seen, unwanted);
  const isRollback = context.verb === 'revert';
  // A repeated event could not tell a restored value from the same value of the failed deployment, so such a tag stays with its note.
  const isAsBefore = ({ Key, Value }: Tag) => isRollback && formerTag(current, Key)?.Value === Value;
  const isUndone = ({ Key }: Tag) => !isRollback || isChanged(current, Key);
  const remove = keysOf(unwanted.filter((tag) => isOurs(tag, current) && !isAsBefore(tag) && isUndone(tag)));
  // A rollback brings back what its deployment drops, so the note keeps such keys. Without its mark, the root has none to keep.
  const forgets = isRollback || remove.some((key) => key.startsWith(ROOT_TAGS_PREFIX));
  const note = addedKeysLeft(current, addedKeys(current).filter((key) => !forgets || !keysOf(unwanted).includes(key)));
  await takeOff(context, id, current, remove, { restores: isRollback, also: note.remove });
  const set = [...desired, ...note.write].filter(({ Key, Value }) => !current.some((tag) => tag.Key === Key && tag.Value === Value));
  if (set.length > 0) {
    context.log('tag', { id, keys: keysOf(set) });
    await context.organizations.tagResource(id, set);
  }
  const kept = isRollback ? [] : keptNotes(current, desired);
  if (kept.length > 0) await untag(context, id, kept);
}

/** Reads again while a tag that has to be removed is missing: a former deployment may have set it a moment ago. */
async function readUntilShown(
  { organizations, clock, isUpdate, verb }: ReconcileContext, id: string, seen: readonly Tag[], unwanted: readonly Tag[],
): Promise<readonly Tag[]> {
  const showsAll = (tags: readonly Tag[]) => keysOf(unwanted).every((key) => keysOf(tags).includes(key));
  if (!isUpdate || verb !== 'converge' || showsAll(seen)) return seen;
  return readsUntil(clock, () => all(organizations.listTags(id)), showsAll);
}

/** Whether the stack has changed a tag, and has not found it with the value of the code. */
function isChanged(current: readonly Tag[], key: string): boolean {
  return key.startsWith(RESERVED_TAG_PREFIX) || !isGuest(current) || formerTag(current, key) !== undefined
    || addedKeys(current).includes(key);
}

function isOurs({ Key, Value }: Tag, current: readonly Tag[]): boolean {
  return current.some((tag) => tag.Key === Key && (tag.Value === Value || formerTag(current, Key) !== undefined));
}

/**
 * Removes the tags of this stack from an object that stays, and restores the owner tag of the stack from which it was taken over. If that
 * stack is gone or does not use the object, only `adopt` can take it over, as if it had no owner.
 */
export async function releaseOwnership(
  context: ReconcileContext, id: string, tags: readonly Tag[], ours: readonly Tag[],
): Promise<void> {
  // An earlier call may have restored the former owner with its notes, which tell of other changes.
  const isRestored = ({ Key, Value }: Tag) => isNoteKey(Key) && formerTag(tags, Key)?.Value === Value;
  const current = isPartlyReleased(tags) ? tags.filter((tag) => !isRestored(tag)) : tags;
  const keys = keysOf(current).filter((key) => (key === OWNER_TAG_KEY || keysOf(ours).includes(key)) && isChanged(current, key));
  // Keys that the app has dropped. What somebody has set since then stays.
  // Several stacks may have added tags to the root. Its notes do not name them.
  const isShared = current.some(({ Key, Value }) => ownerOfRootTags(Key, Value) !== undefined && !keysOf(ours).includes(Key));
  const dropped = isShared ? [] : current.flatMap(({ Key }) => formerKeyOf(Key) ?? []).filter((key) => !keys.includes(key));
  const note = addedKeysLeft(current, isShared ? addedKeys(current).filter((key) => !keysOf(ours).includes(key)) : []);
  context.log('let go', { id, keys });
  const isBack = (key: string) => !keysOf(current).includes(key) || isNoteKey(key);
  const back = [...keys, ...dropped.filter(isBack)];
  const isLast = (key: string) => key === OWNER_TAG_KEY || isNoteKey(key);
  // The notes of the former owner replace those of this stack, so that these have to be used up before.
  const isSecond = back.some(isNoteKey) ? isLast : () => true;
  await takeOff(context, id, current, back.filter((key) => !isSecond(key)), { restores: true, also: [] });
  // With the owner tag: without that, a later call would leave them.
  const left = dropped.filter((key) => !isBack(key)).map(formerTagKey);
  await takeOff(context, id, current, back.filter(isSecond), { restores: true, also: [...note.remove, ...left] });
  if (note.write.length > 0) await context.organizations.tagResource(id, note.write);
}

/**
 * When the former owner no longer manages an object that another stack has taken over: its notes become those of the other stack, whose
 * release then gives back what was there before both.
 * @returns whether the stack is the former owner
 */
export async function leaveToNewOwner(context: ReconcileContext, id: string, current: readonly Tag[]): Promise<boolean> {
  const former = formerTag(current, OWNER_TAG_KEY);
  const owner = current.find(({ Key }) => Key === OWNER_TAG_KEY);
  const namesStack = (tag?: Tag) => tag !== undefined && parseOwnerTagValue(tag.Value).owner === context.owner;
  if (context.verb === 'revert' || !namesStack(former) || owner === undefined || namesStack(owner)) return false;
  const notes = current.flatMap(({ Key, Value }) => {
    const key = formerKeyOf(Key);
    return key !== undefined && isNoteKey(key) ? [{ Key: key, Value }] : [];
  });
  const added = addedKeys(notes);
  const values = notes.filter(({ Key }) => formerKeyOf(Key) !== undefined);
  const write = [...values, ...added.length === 0 ? [] : addedKeysTags([...new Set([...addedKeys(current), ...added])])];
  const gone = [formerTagKey(OWNER_TAG_KEY), ...added.map(formerTagKey), ...keysOf(notes).map(formerTagKey)];
  const left = gone.filter((key) => keysOf(current).includes(key) && !keysOf(write).includes(key));
  context.log('leave to new owner', { id, owner: owner.Value, keys: keysOf(write) });
  if (write.length > 0) await context.organizations.tagResource(id, write);
  await untag(context, id, left);
  return true;
}

/** Whether a crashed call has restored the former owner tag, but not removed the other tags yet. */
export function isPartlyReleased(current: readonly Tag[]): boolean {
  const former = formerTag(current, OWNER_TAG_KEY);
  return former !== undefined && current.some(({ Key, Value }) => Key === OWNER_TAG_KEY && Value === former.Value);
}

/** Restores former values before it removes the tags that keep them. Removes keys before others are added, since 50 tags are the limit. */
async function takeOff(
  context: ReconcileContext, id: string, current: readonly Tag[], keys: readonly string[],
  { restores, also }: { readonly restores: boolean; readonly also: readonly string[] },
): Promise<void> {
  const { organizations, log } = context;
  const former = keys.map((key) => (restores ? formerTag(current, key) : undefined)).filter((tag) => tag !== undefined);
  if (former.length > 0) {
    log('give back tags', { id, keys: keysOf(former) });
    await organizations.tagResource(id, former);
  }
  const removed = [...keys.map((key) => (keysOf(former).includes(key) ? formerTagKey(key) : key)), ...also];
  const gone = removed.filter((key) => !keysOf(former).includes(key));
  if (gone.length === 0) return;
  log('untag', { id, keys: gone });
  await untag(context, id, gone);
}

/** It is not known whether removing an absent key is an error. If it is, the function removes the keys that are left. */
export async function untag(context: ReconcileContext, id: string, keys: readonly string[]): Promise<void> {
  const { organizations, clock } = context;
  try {
    await organizations.untagResource(id, keys);
  } catch (error) {
    if (!isOrganizationsError(error, 'InvalidInput')) throw error;
    const readLeft = async () => {
      const present = keysOf(await all(organizations.listTags(id)));
      return keys.filter((key) => present.includes(key));
    };
    const left = await readsUntil(clock, readLeft, (some) => some.length < keys.length);
    if (left.length === keys.length) throw error;
    if (left.length > 0) await untag(context, id, left);
  }
}

function keysOf(tags: readonly Tag[]): string[] {
  return tags.map(({ Key }) => Key);
}
