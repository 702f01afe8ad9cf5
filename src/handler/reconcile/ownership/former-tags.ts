/**
 * Former values of foreign tags that the app overwrites, when it adopts an object or gets the key. The call that overwrites them keeps
 * them in other tags of the same object. They are restored when the object is released, and in a rollback. An adoption
 * also keeps equal values, because such a tag would otherwise look like one of this stack only. It also keeps the owner tag of another
 * stack, which would otherwise treat the object as foreign after its release.
 * Source of the limits: AWS Organizations API Reference, Tag; User Guide, "Tagging AWS Organizations resources".
 */
import { FORMER_TAG_PREFIX, formerTagKey, OWNER_TAG_KEY, QUOTAS, type Tag } from '../../../contract';
import { TerminalError } from '../errors';

/** Tags that keep the values that `desired` replaces in `current`; a `TerminalError` if they do not fit. `what` names the object. */
export function formerTags(what: string, current: readonly Tag[], desired: readonly Tag[]): Tag[] {
  return keep(what, current, desired, current.filter(({ Key }) => hasKey(desired, Key)));
}

/**
 * The same in an Update, for keys that the app did not have before (`previous`) and that others set. A desired value may come from an
 * earlier call.
 */
export function formerTagsOfUpdate(what: string, current: readonly Tag[], desired: readonly Tag[], previous: readonly Tag[]): Tag[] {
  const added = desired.filter(({ Key }) => !hasKey(previous, Key) && formerTag(current, Key) === undefined);
  return keep(what, current, desired, current.filter(({ Key, Value }) => added.some((tag) => tag.Key === Key && tag.Value !== Value)));
}

function hasKey(tags: readonly Tag[], key: string): boolean {
  return tags.some(({ Key }) => Key === key);
}

function keep(what: string, current: readonly Tag[], desired: readonly Tag[], replaced: readonly Tag[]): Tag[] {
  const former = replaced.map(({ Key, Value }) => ({ Key: formerTagKey(Key), Value }));
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
    `${what} would have ${count} tags, including the ${former.length} that keep values which the code overwrites: ` +
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
