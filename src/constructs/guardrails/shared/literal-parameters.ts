import { Token } from 'aws-cdk-lib';
import { listProblems } from './parameter-rules';
import { problem, type Rule } from '../../validation';

/** Parameters that become parts of strings, so that their values must be known at synthesis. */

/** The items of an optional list whose items become parts of strings; none if the list is known only at deployment. */
export function literalItems(list: readonly string[] | undefined): readonly string[] {
  return list === undefined || Token.isUnresolved(list) ? [] : list;
}

/** Messages about such a list, which must not be empty and whose length must be known at synthesis. */
export function literalListProblems(name: string, list: readonly string[] | undefined, rules: readonly Rule<string>[]): string[] {
  if (list === undefined) return [];
  if (!Token.isUnresolved(list)) return listProblems(name, list, rules);
  return [problem({
    wrong: `The list of ${name} is known only at deployment`, given: `${list}`, remedy: 'Give a list in code; its items may be references',
  })];
}

/** Messages about strings that would be part of a condition key but are known only at deployment. */
export function conditionKeyProblems(noun: string, texts: readonly string[]): string[] {
  return texts.filter((text) => isTokenText(text)).map((given) => problem({
    wrong: `The ${noun} is known only at deployment`, given, remedy: 'Give the text itself: it is part of a condition key',
  }));
}

/** Whether the string, or the list that contains it, is known only at deployment. */
export function isTokenText(text: string): boolean {
  return Token.isUnresolved(text) || Token.isUnresolved([text]);
}
