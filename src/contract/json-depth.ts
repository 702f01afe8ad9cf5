/**
 * The maximum nesting of objects and lists in JSON files and requests. No template, snapshot or state needs more, and recursive functions
 * do not exhaust the stack.
 */
export const DEEPEST_JSON = 200;

/** Whether objects and lists are nested in more than `DEEPEST_JSON` levels. Its own calls are nested no deeper. */
export function isTooDeep(value: unknown, levels = DEEPEST_JSON): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels < 0) return true;
  for (const item of Array.isArray(value) ? value as unknown[] : Object.values(value)) {
    if (typeof item === 'object' && item !== null && isTooDeep(item, levels - 1)) return true;
  }
  return false;
}
