import { formerTagKey } from '../../contract';
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
