import { actionsMatching } from '../actions';
import type { Statement } from '../language';
import { holdsUnknownText } from './unknown-text';

/**
 * The actions that a statement names, in the spelling of AWS. Undefined where they cannot be listed: for `NotAction`, for all
 * services, and for a pattern that matches no known action.
 */
export function namedActions({ negated, patterns }: Statement['action']): string[] | undefined {
  if (negated || patterns.length === 0 || holdsUnknownText(patterns)) return undefined;
  const lists = patterns.map((pattern) => (pattern === '*' || pattern.startsWith('*:') ? [] : actionsMatching(pattern)));
  return lists.some((list) => list.length === 0) ? undefined : [...new Set(lists.flat())];
}
