import type { Entry } from './values/domain';

/** One criterion: the domain that it belongs to, and its place there. */
export interface Literal {
  readonly domain: number;
  readonly criterion: number;
}

/** Criteria that are satisfied together: those of one statement. */
export type Conjunction = readonly Literal[];

/** The demands on a request. */
export interface Formula {
  /** Statements that have to match. */
  readonly matching: readonly Conjunction[];
  /** Statements that must not match. */
  readonly silent: readonly Conjunction[];
  /** Lists of statements of which one has to match. */
  readonly choices: readonly (readonly Conjunction[])[];
}

/** A search that takes too many steps. */
export class SearchLimit extends Error {}

/** The entries of each domain that are still possible. */
type Remaining = readonly (readonly Entry[])[];

/**
 * Searches for one entry of each domain that satisfies a formula, by branching on statements that must not match, as DPLL does on clauses:
 * one criterion of such a statement has to fail. A decision leaves fewer entries of one domain, and often decides other statements.
 */
export class Search {
  private steps = 0;

  constructor(private readonly mostSteps: number) {}

  /** Undefined if there is none. @throws SearchLimit */
  find(domains: Remaining, { matching, silent, choices }: Formula): Remaining | undefined {
    const start = matching.reduce((remaining: Remaining | undefined, each) => remaining && matched(remaining, each), domains);
    return start && this.solve(start, silent, choices);
  }

  private solve(remaining: Remaining, silent: readonly Conjunction[], choices: Formula['choices']): Remaining | undefined {
    if (++this.steps > this.mostSteps) throw new SearchLimit();
    const simpler = propagate(remaining, silent);
    if (simpler === undefined) return undefined;
    if (simpler.open.length > 0) return this.branch(simpler.remaining, simpler.open, choices);
    return this.choose(simpler.remaining, choices);
  }

  /** Lets each criterion of the shortest statement fail in turn. Those before it are satisfied then, so that no case is tried twice. */
  private branch(remaining: Remaining, open: readonly Conjunction[], choices: Formula['choices']): Remaining | undefined {
    const shortest = open.reduce((one, other) => (other.length < one.length ? other : one));
    let rest: Remaining | undefined = remaining;
    for (const literal of shortest) {
      const failed = where(rest, literal, false);
      const found = failed && this.solve(failed, open, choices);
      if (found !== undefined) return found;
      rest = where(rest, literal, true);
      if (rest === undefined) return undefined;
    }
    return undefined;
  }

  private choose(remaining: Remaining, choices: Formula['choices']): Remaining | undefined {
    if (choices.length === 0) return remaining;
    const [first, ...others] = choices;
    if (first.some((each) => each.every((literal) => remaining[literal.domain].every((entry) => entry.results[literal.criterion])))) {
      return this.solve(remaining, [], others);
    }
    for (const alternative of first) {
      const next = matched(remaining, alternative);
      const found = next && this.solve(next, [], others);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

interface Propagated {
  readonly remaining: Remaining;
  /** Statements of which more than one criterion can fail, reduced to these criteria. */
  readonly open: readonly Conjunction[];
}

/** Lets a criterion fail if it is the only one of its statement that can. Undefined if none of a statement can. */
function propagate(start: Remaining, silent: readonly Conjunction[]): Propagated | undefined {
  let remaining = start;
  for (;;) {
    const open = silent
      .filter((each) => !each.some(({ domain, criterion }) => remaining[domain].every(({ results }) => !results[criterion])))
      .map((each) => each.filter(({ domain, criterion }) => remaining[domain].some(({ results }) => !results[criterion])));
    if (open.some(({ length }) => length === 0)) return undefined;
    const only = open.find(({ length }) => length === 1);
    if (only === undefined) return { remaining, open };
    const next = where(remaining, only[0], false);
    if (next === undefined) return undefined;
    remaining = next;
  }
}

function matched(remaining: Remaining, literals: Conjunction): Remaining | undefined {
  return literals.reduce((left: Remaining | undefined, literal) => left && where(left, literal, true), remaining);
}

/** The entries with a result. Undefined if there are none. */
function where(remaining: Remaining, { domain, criterion }: Literal, result: boolean): Remaining | undefined {
  const left = remaining[domain].filter(({ results }) => results[criterion] === result);
  return left.length === 0 ? undefined : remaining.map((entries, index) => (index === domain ? left : entries));
}
