import { addedKeys, FORMER_TAG_PREFIX, formerTagKey, isNoteKey, isObsoleteNote, OWNER_TAG_KEY } from '../../contract';
import type { Tags } from '../organization';

/**
 * Tags of a resource after the deployment. A tag that is removed from the app is deleted if it still has the value of the code, or if it
 * replaced another value, which only the release of the resource restores; tags of others stay.
 */
export function mergedTags(present: Tags, desired: Tags, former: Tags = {}): Tags {
  const tags: Record<string, string> = { ...present };
  for (const [key, value] of Object.entries(former)) {
    if (Object.hasOwn(desired, key)) continue;
    if (Object.hasOwn(present, formerTagKey(key)) || present[key] === value) delete tags[key];
  }
  return { ...tags, ...desired };
}

/** Tags of an adopted resource after the deployment that releases it: values that the code replaced return, and keys that it added go. */
export function releasedTags(present: Tags, former: Tags): Tags {
  const keys = Object.keys(present).filter((key) => !isObsoleteNote({ Key: key, Value: present[key] }));
  const added = addedKeys(Object.entries(present).map(([Key, Value]) => ({ Key, Value })));
  const goes = (key: string) => key === OWNER_TAG_KEY || isNoteKey(key) || (added.includes(key) && Object.hasOwn(former, key));
  // What somebody has set since the app dropped the key stays.
  const returns = keys.filter((key) => key.startsWith(FORMER_TAG_PREFIX)).map((key) => key.slice(FORMER_TAG_PREFIX.length))
    .filter((key) => key === OWNER_TAG_KEY || Object.hasOwn(former, key) || !Object.hasOwn(present, key));
  return Object.fromEntries([
    ...keys.filter((key) => !goes(key)).map((key) => [key, present[key]]), ...returns.map((key) => [key, present[formerTagKey(key)]]),
  ]);
}
