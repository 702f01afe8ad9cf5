import { actionsMatching } from '../actions';
import type { Statement } from '../language';
import { holdsUnknownText } from './unknown-text';

/** Several rules ask for those of one statement. */
const KNOWN = new WeakMap<Statement['action'], { readonly actions: readonly string[] | undefined }>();

/**
 * The actions that a statement names, in the spelling of AWS. Undefined where they cannot be listed: for `NotAction`, for all
 * services, and for a pattern that matches no known action.
 */
export function namedActions(action: Statement['action']): readonly string[] | undefined {
  const known = KNOWN.get(action) ?? { actions: found(action) };
  KNOWN.set(action, known);
  return known.actions;
}

function found({ negated, patterns }: Statement['action']): string[] | undefined {
  if (negated || patterns.length === 0 || holdsUnknownText(patterns)) return undefined;
  const lists = patterns.map((pattern) => (pattern === '*' || pattern.startsWith('*:') ? [] : actionsMatching(pattern)));
  return lists.some((list) => list.length === 0) ? undefined : [...new Set(lists.flat())];
}
