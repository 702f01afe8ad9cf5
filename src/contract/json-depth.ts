/**
 * The deepest nesting of objects and lists in JSON files and requests that are read. No template, snapshot or state needs more, and the
 * functions that walk through a value have stack left.
 */
export const DEEPEST_JSON = 200;

/** Whether objects and lists are nested in more than `DEEPEST_JSON` levels. Needs no stack itself. */
export function isTooDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST_JSON) return true;
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []))
      .filter((each) => typeof each === 'object' && each !== null);
  }
  return false;
}
