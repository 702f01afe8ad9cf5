import { actionsMatching, actionsOf } from './action-table';
import { actionCovers, withoutCovered } from '../pack/action-cover';

/** Words of a name such as `DeleteBucketPolicy`. */
const WORD_END = /(?<=[a-z0-9])(?=[A-Z])/g;

/**
 * Patterns that match these actions of one service and no other ones of it: `*`, `Delete*` and similar ones that end with a word, and full
 * names. Names come without the service's prefix. Policies ignore case: `DescribeVolumes*` matches `DescribeVolumeStatus`
 * as well.
 */
export function actionPatterns(names: readonly string[], all: readonly string[]): string[] {
  if (all.length > 1 && names.length === all.length) return ['*'];
  const lower = all.map((name) => name.toLowerCase());
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  const covered = new Set<string>();
  const patterns: string[] = [];
  for (const name of [...names].sort()) {
    if (covered.has(name.toLowerCase())) continue;
    const prefix = prefixesOf(name).find((candidate) => {
      const matching = matchesOf(candidate, lower);
      return matching.length > 1 && matching.every((other) => wanted.has(other));
    });
    patterns.push(prefix === undefined ? name : `${prefix}*`);
    if (prefix !== undefined) matchesOf(prefix, lower).forEach((other) => covered.add(other));
  }
  return patterns;
}

function matchesOf(prefix: string, lower: readonly string[]): string[] {
  return lower.filter((name) => name.startsWith(prefix.toLowerCase()));
}

/** The beginnings of a name that consist of whole words, from the first word to all but the last. */
function prefixesOf(name: string): string[] {
  const words = name.split(WORD_END);
  return words.slice(0, -1).map((_, index) => words.slice(0, index + 1).join('')).concat(name);
}

/**
 * The same actions in fewer characters: a wildcard replaces several of them if it matches no other action in the table.
 * Services whose actions would not get shorter, and actions that the table does not know, keep their text. A wildcard also matches
 * actions that AWS adds later, so this is for denials only; an author's own wildcard keeps doing so.
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
