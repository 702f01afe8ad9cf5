import { Token } from 'aws-cdk-lib';
import { problem, type Rule } from '../validation';
import { listProblems } from './parameter-rules';

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
