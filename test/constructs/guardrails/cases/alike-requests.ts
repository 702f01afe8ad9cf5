import type { Request } from './guardrail-case';

/** One request for each of the actions, alike in all else. */
export function each(actions: readonly string[], rest: Omit<Request, 'action'> = {}): Request[] {
  return actions.map((action) => ({ action, ...rest }));
}
