/**
 * `adopt: true` finds existing objects and never creates any: a misspelled address would create another account, a misspelled name a unit
 * outside the guardrails. An object counts as missing only if several readings agree.
 */
import { allNearest } from '../../../policy/actions/nearest';
import { TerminalError } from '../errors';

const MOST_CANDIDATES = 5;

/** @param candidates objects that may be meant instead, with their IDs */
export function nothingToAdopt(what: string, toCorrect: string, candidates: readonly string[]): TerminalError {
  const near = candidates.length > 0 ? ` The nearest: ${candidates.slice(0, MOST_CANDIDATES).join('; ')}.` : '';
  return new TerminalError(
    `${what} does not exist, and adopt: true creates nothing.${near}`, `Correct ${toCorrect}; or leave out adopt: true, to create it.`,
  );
}

/** Objects with a name similar to the one in the app, or equal to it except for case and white space. */
export function alike<T extends { readonly name: string }>(name: string, all: readonly T[]): T[] {
  const bare = (text: string) => text.replace(/\s/g, '').toLowerCase();
  const nearest = allNearest(name, all.map((each) => each.name));
  return all.filter((each) => bare(each.name) === bare(name) || nearest.includes(each.name));
}
