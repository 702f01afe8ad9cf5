import { actionPatterns } from './action-patterns';
import { actionsMatching, actionsOf } from './action-table';
import { actionCovers, withoutCovered } from '../pack/action-cover';

/**
 * The same actions in fewer characters: wildcards stand for several of them where the table shows that no other known action matches.
 * Services whose actions would not get shorter, and actions that the table does not know, stay as they are written. A wildcard covers what
 * AWS adds later under such a name, so this is for denials only; one that the author wrote keeps doing so.
 */
export function compressActions(patterns: readonly string[]): string[] {
  const byService = new Map<string, string[]>();
  for (const pattern of patterns) {
    const service = pattern.includes(':') ? pattern.slice(0, pattern.indexOf(':')).toLowerCase() : '';
    byService.set(service, [...byService.get(service) ?? [], pattern]);
  }
  return [...byService].flatMap(([service, ofService]) => shorter(ofService, compressed(service, ofService)));
}

function compressed(service: string, patterns: readonly string[]): string[] {
  const known = patterns.filter((pattern) => actionsMatching(pattern).length > 0);
  const names = (actions: readonly string[]) => actions.map((action) => action.slice(action.indexOf(':') + 1));
  const wanted = [...new Set(known.flatMap((pattern) => names(actionsMatching(pattern))))];
  const found = actionPatterns(wanted, names(actionsOf(service))).map((pattern) => `${service}:${pattern}`);
  const wider = known.filter((pattern) => /[*?]/.test(pattern) && !found.some((other) => actionCovers(other, pattern)));
  return [...withoutCovered([...found, ...wider]), ...patterns.filter((pattern) => !known.includes(pattern))];
}

function shorter(one: string[], other: string[]): string[] {
  return JSON.stringify(other).length < JSON.stringify(one).length ? other : one;
}
