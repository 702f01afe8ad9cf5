import { itemsOf } from './policy-tree';
import { brokenRules, problem, Rule } from '../../validation';

/** The messages of all rules that the items of a list break. */
export function itemProblems(list: readonly string[] | undefined, rules: readonly Rule<string>[]): string[] {
  return (itemsOf(list) ?? []).flatMap((item) => brokenRules(item, rules));
}

/** A message for each name that occurs more than once, where the names are keys of the policy document. */
export function repeatedNameProblems(what: string, names: readonly string[]): string[] {
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);
  return [...new Set(repeated)].map((name) => problem({
    wrong: `${what} is listed more than once`, given: name, remedy: 'Keep one of them, or merge them',
  }));
}

/** A message if a list that must not be empty is empty, or if it has more items than the service accepts. */
export function countProblems(what: string, items: readonly unknown[] | undefined, most?: number): string[] {
  if (items === undefined || (items.length > 0 && items.length <= (most ?? Infinity))) return [];
  return [problem({
    wrong: items.length === 0 ? `There is no ${what}` : `The list has too many items: ${what}`,
    given: `${items.length}`,
    remedy: items.length === 0 ? 'Give at least one, or leave the prop out' : `Give at most ${most}`,
  })];
}
