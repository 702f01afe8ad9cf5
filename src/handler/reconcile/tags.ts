import type { Situation } from './situation';
import { OWNER_TAG_KEY, type Tag } from '../../contract';

/**
 * Brings the tags of an existing thing to what is wanted with at most two calls. Taken away are only keys that this code had set
 * and does not want any more; tags of others are never touched.
 */
export async function reconcileTags(
  { organizations, log }: Situation, id: string, current: readonly Tag[], wanted: readonly Tag[], old: readonly Tag[] = [],
): Promise<void> {
  const set = wanted.filter(({ Key, Value }) => !current.some((tag) => tag.Key === Key && tag.Value === Value));
  const remove = keysOf(old).filter((key) => key !== OWNER_TAG_KEY && keysOf(current).includes(key) && !keysOf(wanted).includes(key));
  // The room of what goes may be needed by what comes: 50 tags are possible.
  if (remove.length > 0) {
    log('untag', { id, keys: remove });
    await organizations.untagResource(id, remove);
  }
  if (set.length > 0) {
    log('tag', { id, keys: keysOf(set) });
    await organizations.tagResource(id, set);
  }
}

/** Takes our tags off something that stays. */
export async function letGo({ organizations, log }: Situation, id: string, current: readonly Tag[], ours: readonly Tag[]): Promise<void> {
  const keys = keysOf(current).filter((key) => key === OWNER_TAG_KEY || keysOf(ours).includes(key));
  log('let go', { id, keys });
  if (keys.length > 0) await organizations.untagResource(id, keys);
}

function keysOf(tags: readonly Tag[]): string[] {
  return tags.map(({ Key }) => Key);
}
