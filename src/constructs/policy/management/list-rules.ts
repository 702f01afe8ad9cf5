import { itemsOf } from './policy-tree';
import { brokenRules, problem, Rule } from '../../validation';

/** Messages of the rules that items of a list break. */
export function itemProblems(list: readonly string[] | undefined, rules: readonly Rule<string>[]): string[] {
  return (itemsOf(list) ?? []).flatMap((item) => brokenRules(item, rules));
}

/** A message if several things have one name, where names are keys of the policy. */
export function repeatedNameProblems(what: string, names: readonly string[]): string[] {
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);
  return [...new Set(repeated)].map((name) => problem({
    wrong: `${what} is listed more than once`, given: name, remedy: 'Keep one of them, or put both into one',
  }));
}

/** A message if there is nothing in a list that must not be empty, or more than the service takes. */
export function countProblems(what: string, items: readonly unknown[] | undefined, most?: number): string[] {
  if (items === undefined || (items.length > 0 && items.length <= (most ?? Infinity))) return [];
  return [problem({
    wrong: items.length === 0 ? `There is no ${what}` : `There are too many: ${what}`,
    given: `${items.length}`,
    remedy: items.length === 0 ? 'Give at least one, or leave the prop out' : `Give at most ${most}`,
  })];
}
