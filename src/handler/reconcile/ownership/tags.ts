import { readsUntil } from '../agreeing-reads';
import { addedKeysLeft, formerKeyOf, formerTag, isGuest, obsoleteNotes, withoutObsolete } from './former-tags';
import { isOwnedBy, ownerOf } from './ownership';
import {
  addedKeys, FORMER_TAG_PREFIX, formerTagKey, isNoteKey, isObsoleteNote, OWNER_TAG_KEY, ownerOfRootTags,
  RESERVED_TAG_PREFIX, ROOT_TAGS_PREFIX, type Tag,
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
  // In a take-over, the tags are those of the former owner.
  const [before, after] = [seen, desired].map((tags) => ownerOf(tags)?.owner);
  const takesOver = before && after && before !== after;
  const unwanted = takesOver ? [] : previous.filter(({ Key }) => Key !== OWNER_TAG_KEY && !keysOf(desired).includes(Key));
  const present = await readUntilShown(context, id, seen, unwanted);
  const current = withoutObsolete(present);
  const isRollback = context.verb === 'revert';
  // A repeated event could not tell a restored value from the same value of the failed deployment, so such a tag stays with its note.
  const isAsBefore = ({ Key, Value }: Tag) => isRollback && formerTag(current, Key)?.Value === Value;
  const isUndone = ({ Key }: Tag) => !isRollback || isChanged(current, Key);
  const remove = keysOf(unwanted.filter((tag) => isOurs(tag, current) && !isAsBefore(tag) && isUndone(tag)));
  // A rollback brings back what its deployment drops, so the note keeps such keys. Without its mark, the root has none to keep.
  const forgets = isRollback || keysOf(unwanted).some((key) => key.startsWith(ROOT_TAGS_PREFIX));
  const note = addedKeysLeft(current, addedKeys(current).filter((key) => !forgets || !keysOf(unwanted).includes(key)));
  await takeOff(context, id, current, remove, { restores: isRollback, also: note.remove });
  const set = [...desired, ...note.write].filter(({ Key, Value }) => !current.some((tag) => tag.Key === Key && tag.Value === Value));
  if (set.length > 0) {
    context.log('tag', { id, keys: keysOf(set) });
    await context.organizations.tagResource(id, set);
  }
  await removeObsoleteNotes(context, id, [...present.filter(({ Key }) => !keysOf(set).includes(Key)), ...set]);
}

/** Removes notes that an earlier owner, or an interrupted call, has left. */
export async function removeObsoleteNotes(context: ReconcileContext, id: string, tags: readonly Tag[]): Promise<void> {
  const keys = keysOf(tags.filter(isObsoleteNote));
  if (keys.length > 0) await untag(context, id, keys);
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
  const { organizations, log } = context;
  const current = withoutObsolete(tags);
  const keys = keysOf(current).filter((key) => (key === OWNER_TAG_KEY || keysOf(ours).includes(key)) && isChanged(current, key));
  // Several stacks may have added tags to the root. Its notes do not name them.
  const isShared = current.some(({ Key, Value }) => ownerOfRootTags(Key, Value) !== undefined && !keysOf(ours).includes(Key));
  const kept = keysOf(current).filter((key) => formerKeyOf(key) !== undefined && (!isShared || keys.includes(formerKeyOf(key)!)));
  const added = addedKeysLeft(current, isShared ? addedKeys(current).filter((key) => !keysOf(ours).includes(key)) : []);
  // Keys that the app has dropped come back too. What somebody has set since then stays.
  const isBack = (key: string) => keys.includes(key) || isNoteKey(key) || !keysOf(current).includes(key);
  const back = kept.map((key) => formerKeyOf(key)!).filter(isBack).map((key) => formerTag(current, key)!);
  const gone = keys.filter((key) => !keysOf(back).includes(key));
  log('let go', { id, keys, back: keysOf(back) });
  const isMark = (key: string) => key.startsWith(RESERVED_TAG_PREFIX);
  if (keysOf(back).includes(OWNER_TAG_KEY)) {
    // The notes of the former owner need room, so these values and notes go first. The owner and the other notes change in one call.
    const [first, notes] = [back.filter(({ Key }) => !isMark(Key)), kept.filter((key) => !isMark(formerKeyOf(key)!))];
    if (first.length > 0) await organizations.tagResource(id, first);
    await untag(context, id, [...gone, ...notes]);
    const last = back.filter(({ Key }) => isMark(Key));
    const written = [...last, ...obsoleteNotes([...kept.filter((key) => !notes.includes(key)), ...added.remove], last)];
    await organizations.tagResource(id, written);
    return removeObsoleteNotes(context, id, [...tags.filter(({ Key }) => !keysOf(written).includes(Key)), ...written]);
  }
  if (back.length > 0) await organizations.tagResource(id, back);
  if (added.write.length > 0) {
    await untag(context, id, gone.filter((key) => !isMark(key)));
    await organizations.tagResource(id, added.write);
  }
  const last = added.write.length > 0 ? gone.filter(isMark) : gone;
  await untag(context, id, [...last, ...kept, ...added.remove, ...keysOf(tags.filter(isObsoleteNote))]);
}

/**
 * When a former owner no longer manages an object that another stack has taken over: its notes become those of the stack that took it over
 * from this one, whose release then gives back what was there before both.
 * @returns whether the stack is a former owner
 */
export async function leaveToNewOwner(context: ReconcileContext, id: string, current: readonly Tag[]): Promise<boolean> {
  if (context.verb === 'revert' || !ownerOf(current) || isOwnedBy(context.owner, current)) return false;
  // The tags as each owner would have them if it were the last one, until the stack that took the object over from this one.
  let prefix = '';
  let tags: readonly Tag[] = withoutObsolete(current);
  let former = formerTagsIn(tags);
  while (ownerOf(former) && !isOwnedBy(context.owner, former)) {
    [tags, former] = [former, formerTagsIn(former)];
    prefix += FORMER_TAG_PREFIX;
  }
  if (!ownerOf(former)) return false;
  const notes = former.filter(({ Key }) => isNoteKey(Key));
  const added = addedKeys(notes);
  const values = notes.filter(({ Key }) => formerKeyOf(Key) !== undefined);
  // A key that this stack had added was absent before both. One that it had overwritten was not.
  const isValue = (key: string) => keysOf(values).includes(formerTagKey(key));
  const change = addedKeysLeft(tags, [...new Set([...addedKeys(tags), ...added])].filter((key) => !isValue(key)));
  const write = [...values, ...change.write];
  const gone = [formerTagKey(OWNER_TAG_KEY), ...[...added, ...keysOf(notes)].map(formerTagKey), ...change.remove];
  const left = gone.filter((key) => keysOf(tags).includes(key) && !keysOf(write).includes(key)).map((key) => prefix + key);
  const inherited = write.map(({ Key, Value }) => ({ Key: prefix + Key, Value }));
  context.log('leave to new owner', { id, owner: ownerOf(tags)?.owner, keys: keysOf(inherited) });
  if (inherited.length > 0) await context.organizations.tagResource(id, [...inherited, ...obsoleteNotes(left, inherited)]);
  await untag(context, id, left);
  return true;
}

/** The former values that `tags` keep. */
function formerTagsIn(tags: readonly Tag[]): Tag[] {
  return tags.flatMap(({ Key, Value }) => (formerKeyOf(Key) === undefined ? [] : [{ Key: formerKeyOf(Key)!, Value }]));
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
  if (keys.length === 0) return;
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
