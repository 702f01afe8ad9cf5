import type { Criterion } from './criterion';
import { EXAMPLE_ACCOUNT } from './known-parts';
import type { KeyValues, Pattern } from './pattern';
import { UNKNOWN_POLICY } from './statements';
import { distinct, type Domain, domainOf, type Entry, type PartFacts } from './values/domain';
import { parseTemplate } from '../evaluate/patterns/template';

/** The certain facts about all requests of a question, by part. */
export type Facts = Readonly<Record<string, PartFacts>>;

/** Domains of the parts that some criteria are about. */
export interface Domains {
  readonly list: readonly Domain[];
  /** The domain and the place of each criterion, by its ID. */
  readonly placeOf: ReadonlyMap<string, { readonly domain: number; readonly criterion: number }>;
}

/** Makes the domains of criteria under the facts of a question. Equal domains are made once. */
export class DomainMaker {
  private readonly fixed: KeyValues;
  private readonly standIns: KeyValues;
  private readonly made = new Map<string, Domain>();

  constructor(private readonly facts: Facts) {
    const parts = Object.entries(facts);
    this.fixed = Object.fromEntries(parts.flatMap(([part, { values }]) => (values === undefined ? [] : [[part, values]])));
    this.standIns = Object.fromEntries(parts.flatMap(([part, { standIn }]) => (standIn === undefined ? [] : [[part, [standIn]]])));
  }

  /**
   * One domain for each part. A pattern with a variable may match any value or not, so that there may be entries that no request is like;
   * no request is unlike all entries of a complete domain.
   */
  free(criteria: readonly Criterion[]): Domains {
    return placed([...byPart(criteria)].map(([part, ofPart]) => this.domain(part, ofPart)));
  }

  /** Domains with entries that requests are like. Parts that variables connect share one. Some entries may be missing. */
  real(criteria: readonly Criterion[]): Domains {
    const parts = byPart(criteria);
    const known = { ...this.fixed, ...this.standIns };
    return placed(componentsOf(parts, known).map((names): Domain => {
      const [part, another] = names;
      if (part.startsWith(UNKNOWN_POLICY)) return { criteria: parts.get(part)!, entries: [], isComplete: false };
      return another === undefined
        ? domainOf(part, parts.get(part) ?? [], this.facts[part] ?? {}, known)
        : connectedDomain(names, parts, this.facts, known);
    }));
  }

  /** Whether every request satisfies a criterion, by the values that are given for its part. */
  isCertain(criterion: Criterion): boolean {
    const isGiven = this.facts[criterion.part]?.values !== undefined;
    return isGiven && this.domain(criterion.part, [criterion]).entries.every(({ results: [result] }) => result);
  }

  private domain(part: string, criteria: readonly Criterion[]): Domain {
    const key = JSON.stringify([part, criteria.map(({ id }) => id)]);
    let domain = this.made.get(key);
    if (domain === undefined) {
      domain = part.startsWith(UNKNOWN_POLICY) ? unknownDomain(criteria) : domainOf(part, criteria, this.facts[part] ?? {}, this.fixed);
      this.made.set(key, domain);
    }
    return domain;
  }
}

function placed(list: readonly Domain[]): Domains {
  const placeOf = new Map(list.flatMap(({ criteria }, domain) => (
    criteria.map(({ id }, criterion) => [id, { domain, criterion }] as const))));
  return { list, placeOf };
}

/** Criteria by the part that they are about, each once and in an order that does not depend on the statements. */
function byPart(criteria: readonly Criterion[]): Map<string, Criterion[]> {
  const unique = [...new Map(criteria.map((criterion) => [criterion.id, criterion])).values()]
    .sort((one, other) => (one.id < other.id ? -1 : 1));
  const parts = new Map<string, Criterion[]>();
  for (const each of unique) parts.set(each.part, [...parts.get(each.part) ?? [], each]);
  return parts;
}

function unknownDomain(criteria: readonly Criterion[]): Domain {
  const results = [...product(criteria.map(() => [false, true]))];
  return { criteria, entries: results.map((each) => ({ values: {}, results: each })), isComplete: true };
}

/** The parts that variables connect, each part once. */
function componentsOf(parts: ReadonlyMap<string, readonly Criterion[]>, fixed: KeyValues): string[][] {
  const components: Set<string>[] = [];
  for (const [part, criteria] of parts) {
    const names = new Set([part, ...variablesIn(criteria).filter((key) => !Object.hasOwn(fixed, key))]);
    for (const other of components.filter((each) => [...names].some((name) => each.has(name)))) {
      other.forEach((name) => names.add(name));
      components.splice(components.indexOf(other), 1);
    }
    components.push(names);
  }
  return components.map((names) => [...names]);
}

function variablesIn(criteria: readonly Criterion[]): string[] {
  return [...new Set(criteria.flatMap(({ patterns }) => patterns.flatMap(({ variables }) => variables)))];
}

/** More values of variables than this are not tried together. */
const MOST_ASSIGNMENTS = 200;
const MOST_ENTRIES = 4_000;

/** Parts that variables connect: for each choice of values for the variables, the ways in which the other parts can be. */
function connectedDomain(
  names: readonly string[], parts: ReadonlyMap<string, readonly Criterion[]>, facts: Facts, fixed: KeyValues,
): Domain {
  const criteria = names.flatMap((name) => parts.get(name) ?? []);
  const variables = variablesIn(criteria).filter((key) => names.includes(key));
  const others = names.filter((name) => !variables.includes(name));
  const choices = variables.map((key) => valuesToTry(key, parts, facts));
  const entries: Entry[] = [];
  for (const assignment of first(product(choices), MOST_ASSIGNMENTS)) {
    const values: KeyValues = { ...fixed, ...Object.assign({}, ...assignment) as KeyValues };
    const domains = [
      ...variables.map((key) => domainOf(key, parts.get(key) ?? [], { values: values[key] }, values)),
      ...others.map((part) => domainOf(part, parts.get(part) ?? [], facts[part] ?? {}, values)),
    ];
    const order = domains.flatMap((each) => each.criteria);
    for (const combined of first(product(domains.map((each) => each.entries)), MOST_ENTRIES)) {
      const results = combined.flatMap((entry) => entry.results);
      entries.push({
        values: Object.assign({}, ...combined.map((entry) => entry.values)) as KeyValues,
        results: criteria.map((each) => results[order.indexOf(each)]),
      });
    }
  }
  return { criteria, entries: distinct(entries), isComplete: false };
}

/** Values that variables often have: an account ID, and any other text. */
const EXAMPLES = [EXAMPLE_ACCOUNT, 'x'];

/** Values of a variable: those that its own conditions tell apart, and those for which a pattern matches a text of another pattern. */
function valuesToTry(key: string, parts: ReadonlyMap<string, readonly Criterion[]>, facts: Facts): KeyValues[] {
  const own = domainOf(key, parts.get(key) ?? [], facts[key] ?? {}, {}).entries.map(({ values }) => values);
  const patterns = [...parts.values()].flat().flatMap((each) => each.patterns);
  const texts = patterns.filter(({ variables }) => variables.length === 0).map(({ text }) => text.replaceAll('*', '').replaceAll('?', 'x'));
  const mined = patterns.filter(({ variables }) => variables.length === 1 && variables[0] === key)
    .flatMap((pattern) => texts.flatMap((text) => textOfVariable(pattern, text) ?? []));
  const others = [...new Set([...EXAMPLES, ...mined])].map((text) => ({ [key]: [text] }));
  return [...own, ...others].filter((values) => isPossible(values[key], facts[key] ?? {}));
}

function isPossible(values: readonly string[] | null, { isPresent }: PartFacts): boolean {
  return !(isPresent && values === null);
}

/** The text of the only variable in a pattern with which the pattern is a text. */
function textOfVariable({ text: pattern }: Pattern, text: string): string | undefined {
  const parts = parseTemplate(pattern, { wildcards: true, variables: true });
  const place = parts.findIndex((part) => 'variable' in part);
  const write = (some: typeof parts) => some.map((part) => ('text' in part ? part.text : '')).join('');
  const [before, after] = [write(parts.slice(0, place)), write(parts.slice(place + 1))];
  const isInside = text.length > before.length + after.length && text.startsWith(before) && text.endsWith(after);
  return isInside ? text.slice(before.length, text.length - after.length) : undefined;
}

function* product<T>(lists: readonly (readonly T[])[]): Generator<T[]> {
  const [list, ...others] = lists;
  if (list === undefined) {
    yield [];
    return;
  }
  for (const item of list) for (const rest of product(others)) yield [item, ...rest];
}

function* first<T>(items: Iterable<T>, most: number): Generator<T> {
  let count = 0;
  for (const item of items) {
    if (++count > most) return;
    yield item;
  }
}
