/**
 * `adopt: true` finds what exists, and never creates: a misspelled address would be a new account, a misspelled name a unit outside the
 * guardrails. Nothing is "not there" before several readings agree.
 */
import { allNearest } from '../../../policy/actions/nearest';
import { TerminalError } from '../errors';

const MOST_CANDIDATES = 5;

/** @param candidates what may be meant instead, with its id */
export function nothingToAdopt(what: string, toCorrect: string, candidates: readonly string[]): TerminalError {
  const near = candidates.length > 0 ? ` The nearest: ${candidates.slice(0, MOST_CANDIDATES).join('; ')}.` : '';
  return new TerminalError(
    `${what} does not exist, and adopt: true creates nothing.${near}`, `Correct ${toCorrect}; or leave out adopt: true, to create it.`,
  );
}

/** Those with a name much like the one of the code, or with the same name but for case and white space. */
export function alike<T extends { readonly name: string }>(name: string, all: readonly T[]): T[] {
  const bare = (text: string) => text.replace(/\s/g, '').toLowerCase();
  const nearest = allNearest(name, all.map((each) => each.name));
  return all.filter((each) => bare(each.name) === bare(name) || nearest.includes(each.name));
}
