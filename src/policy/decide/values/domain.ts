import { testedValues } from './tested-values';
import type { TextSet } from './text-classes';
import { type Criterion, fits, RESOURCE_PART, type TestedValue } from '../criterion';
import { canHaveSeveralValues, isUsual } from '../known-parts';
import type { KeyValues } from '../pattern';

/** One way in which a part of a request, or several parts, can be. */
export interface Entry {
  readonly values: KeyValues;
  /** Whether it satisfies each criterion of the domain, in their order. */
  readonly results: readonly boolean[];
}

/** The ways in which criteria can be satisfied together. */
export interface Domain {
  readonly criteria: readonly Criterion[];
  readonly entries: readonly Entry[];
  /** Whether every request is like one of the entries. */
  readonly isComplete: boolean;
}

/** The certain facts about a part in all requests of a question. */
export interface PartFacts {
  /** @default - any text */
  readonly within?: TextSet;
  /** Texts of that set which readers know. */
  readonly examples?: readonly string[];
  /** @default false */
  readonly isPresent?: boolean;
  /** The values; `null` if it is absent. @default - any */
  readonly values?: readonly string[] | null;
  /** The ID that stands in for one that only a deployment will know. Proofs do not rely on it. */
  readonly standIn?: string;
}

/** More combinations of values than a key with sensible conditions has. */
const MOST_SETS = 2_000;

/**
 * The values of one part that its criteria can tell apart: no value, one, or several.
 * @param variables the known values of variables
 */
export function domainOf(part: string, criteria: readonly Criterion[], facts: PartFacts, variables: KeyValues): Domain {
  const { within, examples, values: given } = facts;
  const absent: Entry = { values: { [part]: null }, results: absentResults(criteria) };
  if (given === null) return { criteria, entries: [absent], isComplete: true };
  const { values, isComplete } = testedValues({ part, criteria, variables }, given === undefined ? { within, examples } : { texts: given });
  const single = values.map((value) => singleSet(value, criteria));
  const { sets, isWhole } = given === undefined ? possibleSets(part, single, criteria) : givenSet(given, single, criteria);
  const present = sets.map((set): Entry => ({ values: { [part]: set.texts }, results: presentResults(set, criteria) }));
  const isAlways = part === RESOURCE_PART || facts.isPresent || given !== undefined;
  const all = isAlways ? present : isUsual(part) ? [...present, absent] : [absent, ...present];
  return { criteria, entries: distinct(all), isComplete: isComplete && isWhole };
}

interface ValueSets {
  readonly sets: readonly ValueSet[];
  /** Whether there are no others. */
  readonly isWhole: boolean;
}

function possibleSets(part: string, single: readonly ValueSet[], criteria: readonly Criterion[]): ValueSets {
  return part !== RESOURCE_PART && canHaveSeveralValues(part) ? joined(single, criteria) : { sets: single, isWhole: true };
}

/** Several known values together. With a free pattern, a value is in several sets, and all combinations of them would count. */
function givenSet(given: readonly string[], single: readonly ValueSet[], criteria: readonly Criterion[]): ValueSets {
  if (given.length === 1) return { sets: single, isWhole: true };
  return { sets: [single.reduce((one, other) => join(one, other, criteria))], isWhole: single.length <= given.length };
}

/** Some values of a key: for each criterion, whether the values fit that its quantifier asks for. */
interface ValueSet {
  readonly texts: readonly string[];
  readonly fit: readonly boolean[];
  readonly isEmpty: boolean;
}

function singleSet(value: TestedValue, criteria: readonly Criterion[]): ValueSet {
  return { texts: [value.text], fit: criteria.map((each) => fits(each, value)), isEmpty: value.text === '' };
}

function join(one: ValueSet, other: ValueSet, criteria: readonly Criterion[]): ValueSet {
  return {
    texts: [...one.texts, ...other.texts],
    fit: criteria.map(({ quantifier }, index) => (
      quantifier === 'every' ? one.fit[index] && other.fit[index] : one.fit[index] || other.fit[index])),
    isEmpty: one.isEmpty && other.isEmpty,
  };
}

/** All sets of values that differ in a result, each with as few values as possible. */
function joined(single: readonly ValueSet[], criteria: readonly Criterion[]): ValueSets {
  const keyOf = ({ fit, isEmpty }: ValueSet) => `${fit.join()} ${isEmpty}`;
  const known = new Map(single.map((set) => [keyOf(set), set]));
  const queue = [...known.values()];
  for (const set of queue) {
    for (const other of single) {
      const both = join(set, other, criteria);
      if (known.has(keyOf(both))) continue;
      if (known.size >= MOST_SETS) return { sets: [...known.values()], isWhole: false };
      known.set(keyOf(both), both);
      queue.push(both);
    }
  }
  return { sets: [...known.values()], isWhole: true };
}

function presentResults({ fit, isEmpty }: ValueSet, criteria: readonly Criterion[]): boolean[] {
  return criteria.map(({ quantifier, acceptsEmpty }, index) => {
    if (quantifier === 'absent') return false;
    return quantifier === 'present' || quantifier === 'either' || fit[index] || (acceptsEmpty && isEmpty);
  });
}

function absentResults(criteria: readonly Criterion[]): boolean[] {
  return criteria.map(({ quantifier, withoutKey }) => quantifier === 'absent' || quantifier === 'either' || withoutKey);
}

export function distinct(entries: readonly Entry[]): Entry[] {
  const known = new Map<string, Entry>();
  for (const entry of entries) {
    const key = entry.results.join();
    if (!known.has(key)) known.set(key, entry);
  }
  return [...known.values()];
}
