import { sameJsonValue } from './same-json-value';

/**
 * Whether two texts are the same JSON value: white space and the order of keys do not count, the order in lists does. Texts that are no
 * JSON are compared as texts. All comparisons of policy documents use it, so that a review, a deployment and drift agree.
 */
export function sameJson(one: string, other: string): boolean {
  if (one === other) return true;
  try {
    return sameJsonValue(JSON.parse(one), JSON.parse(other));
  } catch {
    return false;
  }
}
