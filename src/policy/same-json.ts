import { type JsonValue, repeatedKey } from './parse-json';

/**
 * Whether two texts are the same JSON value, regardless of white space and the order of keys; the order in lists counts. Texts that are not
 * JSON are compared as texts. So are texts in which an object has a key twice, since only one of its values can count. All comparisons of
 * policy documents use it, so that a review, a deployment and drift agree.
 */
export function sameJson(one: string, other: string): boolean {
  if (one === other) return true;
  try {
    return sameJsonValue(JSON.parse(one), JSON.parse(other)) && [one, other].every((text) => repeatedKey(text) === undefined);
  } catch {
    return false;
  }
}

/** Whether two values are the same, regardless of the order of keys; the order in lists counts. Runs in browsers as well. */
export function sameJsonValue(one: JsonValue, other: JsonValue): boolean {
  if (one === other) return true;
  if (one === null || other === null || typeof one !== 'object' || typeof other !== 'object') return false;
  if (Array.isArray(one) || Array.isArray(other)) {
    return Array.isArray(one) && Array.isArray(other) && one.length === other.length
      && one.every((item, index) => sameJsonValue(item, other[index]));
  }
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length
    && keys.every((key) => Object.hasOwn(other, key) && sameJsonValue(one[key], other[key]));
}
