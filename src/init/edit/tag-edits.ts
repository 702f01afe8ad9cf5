import type { Tags } from '../../model';

/** Tags with another value of one key, sorted; undefined removes it. A key may be `__proto__`. */
export function withTag(tags: Tags, key: string, value: string | undefined): Tags {
  const others = Object.entries(tags).filter(([each]) => each !== key);
  const all = value === undefined ? others : [...others, [key, value] as const];
  return Object.fromEntries(all.sort(([one], [other]) => (one < other ? -1 : 1)));
}
