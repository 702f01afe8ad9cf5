import { type Omissions, reasonOfTag } from './judge';
import type { Tags } from '../model';

/** The tags that the app manages, sorted by key. Those of other writers stay as they are. */
export function managedTags(subject: string, tags: Tags, omissions: Omissions): Tags {
  const entries = Object.entries(tags).filter(([key, value]) => {
    const reason = reasonOfTag(key, value);
    if (reason !== undefined) omissions.add('tag', `${key} of ${subject}`, reason);
    return reason === undefined;
  });
  return fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Tags that each of several targets has with the same value. Undefined values and single targets share nothing. */
export function sharedTags(all: readonly Tags[]): Tags {
  if (all.length < 2) return {};
  const [first, ...others] = all;
  const isShared = ([key, value]: [string, string]) => others.every((tags) => Object.hasOwn(tags, key) && tags[key] === value);
  return fromEntries(Object.entries(first).filter(isShared));
}

/** The tags without those that are shared. */
export function withoutShared(tags: Tags, shared: Tags): Tags {
  return fromEntries(Object.entries(tags).filter(([key]) => !Object.hasOwn(shared, key)));
}

/** Tags with another value of one key, sorted; undefined removes it. */
export function withTag(tags: Tags, key: string, value: string | undefined): Tags {
  const others = Object.entries(tags).filter(([each]) => each !== key);
  const all = value === undefined ? others : [...others, [key, value] as const];
  return fromEntries([...all].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Keeps a key such as `__proto__` as a key. */
function fromEntries(entries: readonly (readonly [string, string])[]): Tags {
  return Object.fromEntries(entries) as Tags;
}
