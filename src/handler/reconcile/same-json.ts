import { sameJsonValue } from '../../policy/same-json-value';

/** Whether two texts are the same JSON value: white space and the order of keys do not count, the order in lists does. */
export function sameJson(one: string, other: string): boolean {
  if (one === other) return true;
  try {
    return sameJsonValue(JSON.parse(one), JSON.parse(other));
  } catch {
    return false;
  }
}
