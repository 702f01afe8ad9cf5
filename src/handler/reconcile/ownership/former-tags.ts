/**
 * Foreign tags whose keys the code has as well, when a thing is taken over or when the code gets the key: their values are kept on the
 * thing itself, in the call that overwrites them, so that they come back when our tag leaves the code or the thing is let go of. When a
 * thing is taken over, equal values too: from then on the tag would look like one of ours only. The owner tag of another stack is one of
 * them: that stack would take the thing for a foreign one otherwise, when it is let go of.
 * Source of the limits: AWS Organizations API Reference, Tag; User Guide, "Tagging AWS Organizations resources".
 */
import { formerTagKey, OWNER_TAG_KEY, QUOTAS, type Tag } from '../../../contract';
import { TerminalError } from '../errors';

/** Tags that keep what `desired` takes the place of in `current`; a `TerminalError` if they do not fit. `what` names the thing. */
export function formerTags(what: string, current: readonly Tag[], desired: readonly Tag[]): Tag[] {
  return keep(what, current, desired, current.filter(({ Key }) => hasKey(desired, Key)));
}

/**
 * The same in an Update, for keys that the code did not have before (`previous`) and others set. A desired value may come from an
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
    `${what} would have ${count} tags, those included that keep the ${former.length} values which the code overwrites: ` +
    `${QUOTAS.tagsPerResource.value} are possible.`,
    'Leave tags that it has out of the code, or remove some by hand first.',
  );
}

/** The tag as it was before it was overwritten, if it was. */
export function formerTag(current: readonly Tag[], key: string): Tag | undefined {
  const kept = current.find(({ Key }) => Key === formerTagKey(key));
  return kept && { Key: key, Value: kept.Value };
}
