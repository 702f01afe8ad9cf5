/**
 * Values of foreign tags that taking a thing over overwrites: kept on the thing itself, in the call that overwrites them, so that
 * they come back when our tag leaves the code or the thing is let go of.
 * Source of the limits: AWS Organizations API Reference, Tag; User Guide, "Tagging AWS Organizations resources".
 */
import { Failure } from './signals';
import { FORMER_TAG_PREFIX, QUOTAS, type Tag } from '../../contract';

/** Tags that keep what `wanted` overwrites of `current`; a `Failure` if they do not fit. `what` names the thing. */
export function formerTags(what: string, current: readonly Tag[], wanted: readonly Tag[]): Tag[] {
  const overwritten = current.filter(({ Key, Value }) => wanted.some((tag) => tag.Key === Key && tag.Value !== Value));
  const former = overwritten.map(({ Key, Value }) => ({ Key: FORMER_TAG_PREFIX + Key, Value }));
  if (former.length === 0) return [];
  const long = former.find(({ Key }) => Key.length > QUOTAS.tagKeyLength.value);
  if (long) {
    throw new Failure(
      `${what} has a tag "${long.Key.slice(FORMER_TAG_PREFIX.length)}" with another value, and its key is too long to keep that value beside it.`,
      'Write the present value into the code for the deployment that takes it over, and change it afterwards.',
    );
  }
  // One more is the owner tag.
  const count = new Set([...current, ...wanted, ...former].map(({ Key }) => Key)).size + 1;
  if (count <= QUOTAS.tagsPerResource.value) return former;
  throw new Failure(
    `${what} would have ${count} tags, those included that keep the ${former.length} values which the code overwrites: ` +
    `${QUOTAS.tagsPerResource.value} are possible.`,
    'Write the present values into the code for the deployment that takes it over, or remove tags.',
  );
}

/** The tag as it was before it was overwritten, if it was. */
export function formerTag(current: readonly Tag[], key: string): Tag | undefined {
  const kept = current.find(({ Key }) => Key === FORMER_TAG_PREFIX + key);
  return kept && { Key: key, Value: kept.Value };
}
