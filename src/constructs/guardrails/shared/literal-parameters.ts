import { Token } from 'aws-cdk-lib';
import { listProblems } from './parameter-rules';
import { problem, type Rule } from '../../validation';

/** Parameters that become parts of texts, so that synthesis must know them. */

/** The items of an optional list whose items become parts of texts; none if only the deployment knows the list. */
export function literalItems(list: readonly string[] | undefined): readonly string[] {
  return list === undefined || Token.isUnresolved(list) ? [] : list;
}

/** Messages about such a list, which must not be empty, and of which synthesis must know the length. */
export function literalListProblems(name: string, list: readonly string[] | undefined, rules: readonly Rule<string>[]): string[] {
  if (list === undefined) return [];
  if (!Token.isUnresolved(list)) return listProblems(name, list, rules);
  return [problem({
    wrong: `The list of ${name} is known only at deployment`, given: `${list}`, remedy: 'Give a list in code; its items may be references',
  })];
}

/** Messages about texts that only the deployment knows, where they would have to be part of a condition key. */
export function conditionKeyProblems(noun: string, texts: readonly string[]): string[] {
  return texts.filter((text) => isTokenText(text)).map((given) => problem({
    wrong: `The ${noun} is known only at deployment`, given, remedy: 'Give the text itself: it is part of a condition key',
  }));
}

/** Whether only the deployment knows the text, or the list of which it is a part. */
export function isTokenText(text: string): boolean {
  return Token.isUnresolved(text) || Token.isUnresolved([text]);
}
