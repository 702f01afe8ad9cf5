import { formerTagKey } from '../../contract';
import type { Tags } from '../organization';

/**
 * Tags of a thing after the deployment. What leaves the code goes if it still has the value that the code gave it, and what it took the
 * place of comes back; tags of others stay.
 */
export function mergedTags(present: Tags, desired: Tags, former: Tags = {}): Tags {
  const tags: Record<string, string> = { ...present };
  for (const [key, value] of Object.entries(former)) {
    if (Object.hasOwn(desired, key)) continue;
    const kept = formerTagKey(key);
    if (Object.hasOwn(present, kept)) {
      tags[key] = present[kept];
      delete tags[kept];
    } else if (present[key] === value) {
      delete tags[key];
    }
  }
  return { ...tags, ...desired };
}
