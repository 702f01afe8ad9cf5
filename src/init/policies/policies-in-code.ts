import { HIDDEN } from '../data/write-rows';
import type { AppRows, PolicyRow } from '../rows';
import type { Expression, PolicyInCode } from './expression';
import { guardedPolicy } from './guardrails/guarded-policy';
import { typedPolicy } from './management/typed-policy';

/** A longer text would not fit on a line of code. */
const LONGEST_TEXT = 90;

/**
 * The policies of an app that code describes in place of a document, by their keys: those that guardrails of the catalogue or a typed
 * policy give exactly. Any other policy keeps its document.
 */
export function policiesInCode({ policies }: AppRows): Map<string, PolicyInCode> {
  return new Map(policies.flatMap((row): [string, PolicyInCode][] => {
    const found = policyInCode(row);
    return found === undefined ? [] : [[row.key, found]];
  }));
}

function policyInCode({ type, content }: PolicyRow): PolicyInCode | undefined {
  const policy = guardedPolicy(type, content) ?? typedPolicy(type, content);
  if (policy === undefined) return undefined;
  const texts = policy.members.flatMap(([, value]) => textsIn(value));
  // An object literal with the key __proto__ has no such key.
  const isReadable = (text: string) => text.length <= LONGEST_TEXT && text.search(HIDDEN) < 0 && text !== '__proto__';
  return texts.every(isReadable) ? policy : undefined;
}

function textsIn(expression: Expression): string[] {
  if (typeof expression === 'string') return [expression];
  if (typeof expression !== 'object') return [];
  if ('list' in expression) return expression.list.flatMap(textsIn);
  if ('map' in expression) return expression.map.flatMap(([key, value]) => [key, ...textsIn(value)]);
  if ('call' in expression) return expression.given.flatMap(textsIn);
  if ('statement' in expression) return textsIn(expression.statement);
  return 'members' in expression ? expression.members.flatMap(([, value]) => textsIn(value)) : [];
}
