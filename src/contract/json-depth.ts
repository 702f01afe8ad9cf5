/**
 * The maximum nesting of objects and lists in JSON files and requests. No template, snapshot or state needs more, and recursive functions
 * do not exhaust the stack.
 */
export const DEEPEST_JSON = 200;

/** Whether objects and lists are nested in more than `DEEPEST_JSON` levels. It is not recursive itself. */
export function isTooDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST_JSON) return true;
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []))
      .filter((each) => typeof each === 'object' && each !== null);
  }
  return false;
}
