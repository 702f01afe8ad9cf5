/**
 * The former tags of an object, which the call that changes them keeps in other tags of the same object.
 *
 * A value that the app overwrites is kept (`was:`), also the owner tag of another stack, which would otherwise treat the object as foreign
 * after its release. On an object that the stack did not create, one note lists the keys that the stack has added. All others were there
 * with the values of the code. A rollback and the release of the object restore the values and remove the added keys. A stack that takes
 * over the object keeps these notes of the former one in the same way, and begins without notes.
 * Source of the limits: AWS Organizations API Reference, Tag; User Guide, "Tagging AWS Organizations resources".
 */
import {
  ADDED_TAG_PREFIX, addedKeys, addedKeysTags, FORMER_TAG_PREFIX, formerTagKey, isNoteKey, isObsoleteNote, OBSOLETE_NOTE_VALUE,
  OWNER_TAG_KEY, ownerOfRootTags, parseOwnerTagValue, QUOTAS, RESERVED_TAG_PREFIX, type Tag,
} from '../../../contract';
import { TerminalError } from '../errors';
import type { ReconcileContext } from '../reconcile-context';

/** At the adoption of an object: tags that keep what `desired` changes; a `TerminalError` if they do not fit. `what` names the object. */
export function formerTags(what: string, seen: readonly Tag[], desired: readonly Tag[]): Tag[] {
  const current = withoutObsolete(seen);
  const replaced = current.filter(({ Key, Value }) => desired.some((tag) => tag.Key === Key && tag.Value !== Value));
  const notes = keysOf(replaced).includes(OWNER_TAG_KEY) ? current.filter(isNoteThatFits) : [];
  const others = current.filter((tag) => !notes.includes(tag));
  const kept = keep(what, current, desired, [...replaced, ...notes], withAdded(others, desired));
  return [...kept, ...obsoleteNotes(keysOf(notes), kept)];
}

function isNoteThatFits({ Key }: Tag): boolean {
  return isNoteKey(Key) && formerTagKey(Key).length <= QUOTAS.tagKeyLength.value;
}

/**
 * The same for an object of the stack. In an Update, the values of keys that the app did not have before (`previous`) and that others set.
 * An equal value may come from an earlier call.
 */
export function formerTagsOfUpdate(
  { verb }: Pick<ReconcileContext, 'verb'>, what: string, seen: readonly Tag[], desired: readonly Tag[], previous: readonly Tag[] = desired,
): Tag[] {
  const current = withoutObsolete(seen);
  // A value that somebody has set since the app dropped the key replaces the older one.
  const isNew = ({ Key }: Tag) => verb === 'converge' || formerTag(current, Key) === undefined;
  const listed = desired.filter((tag) => !hasKey(previous, tag.Key) && isNew(tag));
  const replaced = current.filter(({ Key, Value }) => listed.some((tag) => tag.Key === Key && tag.Value !== Value));
  // A rollback brings keys back, and adds none.
  return keep(what, current, desired, replaced, verb === 'converge' && isGuest(current) ? withAdded(current, desired) : []);
}

/** Marks notes that `written` does not overwrite, so that nobody takes them for notes of the next owner until they are removed. */
export function obsoleteNotes(keys: readonly string[], written: readonly Tag[]): Tag[] {
  return keys.filter((key) => !hasKey(written, key)).map((Key) => ({ Key, Value: OBSOLETE_NOTE_VALUE }));
}

export function withoutObsolete(tags: readonly Tag[]): Tag[] {
  return tags.filter((tag) => !isObsoleteNote(tag));
}

/** Whether the stack did not create the object. The root counts as one. */
export function isGuest(current: readonly Tag[]): boolean {
  return current.some(({ Key, Value }) => (Key === OWNER_TAG_KEY && parseOwnerTagValue(Value).adopted)
    || Key === formerTagKey(OWNER_TAG_KEY) || Key.startsWith(ADDED_TAG_PREFIX) || ownerOfRootTags(Key, Value) !== undefined);
}

/** The note with the keys that the stack is about to add, if there are such keys. A key with a former value needs none. */
function withAdded(current: readonly Tag[], desired: readonly Tag[]): Tag[] {
  const isThere = ({ Key }: Tag) => Key.startsWith(RESERVED_TAG_PREFIX) || hasKey(current, Key) || formerTag(current, Key);
  const added = keysOf(desired.filter((tag) => !isThere(tag)));
  return added.length === 0 ? [] : addedKeysTags([...new Set([...addedKeys(current), ...added])]);
}

export interface NoteChange {
  /** Tags to write. */
  readonly write: readonly Tag[];
  /** Keys of tags to remove. */
  readonly remove: readonly string[];
}

/** The change of the note of added keys when only `left` are left of them. */
export function addedKeysLeft(current: readonly Tag[], left: readonly string[]): NoteChange {
  const [before, after] = [addedKeys(current), left].map((keys) => [...keys].sort());
  if (JSON.stringify(before) === JSON.stringify(after)) return { write: [], remove: [] };
  const write = after.length === 0 ? [] : addedKeysTags(after);
  const remove = current.flatMap(({ Key }) => (Key.startsWith(ADDED_TAG_PREFIX) && !hasKey(write, Key) ? [Key] : []));
  return { write, remove };
}

function keysOf(tags: readonly Tag[]): string[] {
  return tags.map(({ Key }) => Key);
}

function hasKey(tags: readonly Tag[], key: string): boolean {
  return tags.some(({ Key }) => Key === key);
}

function keep(what: string, current: readonly Tag[], desired: readonly Tag[], replaced: readonly Tag[], note: readonly Tag[]): Tag[] {
  const former = [...replaced.map(({ Key, Value }) => ({ Key: formerTagKey(Key), Value })), ...note];
  if (former.length === 0) return [];
  const long = replaced.find(({ Key }) => formerTagKey(Key).length > QUOTAS.tagKeyLength.value);
  if (long) {
    throw new TerminalError(
      `${what} has a tag "${long.Key}", and its key is too long to keep its present value beside it.`,
      'Leave this tag out of the code, or take it off by hand first.',
    );
  }
  const count = new Set([OWNER_TAG_KEY, ...[...current, ...desired, ...former].map(({ Key }) => Key)]).size;
  if (count <= QUOTAS.tagsPerResource.value) return former;
  throw new TerminalError(
    `${what} would have ${count} tags, including the ${former.length} that keep what the code changes: ` +
    `${QUOTAS.tagsPerResource.value} are possible.`,
    'Leave tags that it has out of the code, or remove some by hand first.',
  );
}

/** The key whose former value a tag keeps; `undefined` for any other tag. */
export function formerKeyOf(key: string): string | undefined {
  return key.startsWith(FORMER_TAG_PREFIX) ? key.slice(FORMER_TAG_PREFIX.length) : undefined;
}

/** The tag as it was before it was overwritten; `undefined` if it was not. */
export function formerTag(current: readonly Tag[], key: string): Tag | undefined {
  const kept = current.find(({ Key }) => Key === formerTagKey(key));
  return kept && { Key: key, Value: kept.Value };
}
