import { readsUntil } from '../agreeing-reads';
import { formerTag } from './former-tags';
import { formerTagKey, OWNER_TAG_KEY, type Tag } from '../../../contract';
import { isOrganizationsError } from '../../../organizations';
import { all } from '../lists';
import type { ReconcileContext } from '../reconcile-context';

/**
 * Brings the tags of an existing thing to what is wanted, usually with at most two calls. Taken away are only keys that this code had
 * set and does not want any more, and a value that was there before comes back; tags of others are never touched. Another value than the
 * one that the code had set is somebody else's, or one that a look before this one gave back.
 */
export async function reconcileTags(
  context: ReconcileContext, id: string, current: readonly Tag[], desired: readonly Tag[], previous: readonly Tag[] = [],
): Promise<void> {
  const remove = keysOf(previous.filter((tag) => tag.Key !== OWNER_TAG_KEY && !keysOf(desired).includes(tag.Key) && isOurs(tag, current)));
  await takeOff(context, id, current, remove);
  const set = desired.filter(({ Key, Value }) => !current.some((tag) => tag.Key === Key && tag.Value === Value));
  if (set.length === 0) return;
  context.log('tag', { id, keys: keysOf(set) });
  await context.organizations.tagResource(id, set);
}

function isOurs({ Key, Value }: Tag, current: readonly Tag[]): boolean {
  return current.some((tag) => tag.Key === Key && (tag.Value === Value || formerTag(current, Key) !== undefined));
}

/**
 * Takes our tags off something that stays. The stack that it was taken from gets its owner tag back: if that one is gone or has no use for
 * the thing, nobody takes it over without `adopt`, just as if it had no owner.
 */
export async function releaseOwnership(
  context: ReconcileContext, id: string, current: readonly Tag[], ours: readonly Tag[],
): Promise<void> {
  const keys = keysOf(current).filter((key) => key === OWNER_TAG_KEY || keysOf(ours).includes(key));
  context.log('let go', { id, keys });
  await takeOff(context, id, current, keys);
}

/** Whether a call that died has given the owner tag back, and not yet taken off the rest. */
export function isPartlyReleased(current: readonly Tag[]): boolean {
  const former = formerTag(current, OWNER_TAG_KEY);
  return former !== undefined && current.some(({ Key, Value }) => Key === OWNER_TAG_KEY && Value === former.Value);
}

/** Former values come back before what keeps them goes; and keys go before others come, as 50 tags are possible. */
async function takeOff(context: ReconcileContext, id: string, current: readonly Tag[], keys: readonly string[]): Promise<void> {
  const { organizations, log } = context;
  const former = keys.map((key) => formerTag(current, key)).filter((tag) => tag !== undefined);
  if (former.length > 0) {
    log('give back tags', { id, keys: keysOf(former) });
    await organizations.tagResource(id, former);
  }
  const gone = keys.map((key) => (keysOf(former).includes(key) ? formerTagKey(key) : key));
  if (gone.length === 0) return;
  log('untag', { id, keys: gone });
  await untag(context, id, gone);
}

/** Whether removing a key that is absent is an error is not known: if it is, the keys that are left are removed. */
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
