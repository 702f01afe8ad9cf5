import { addressesAround, datesAround, numbersAround } from './ordered-values';
import { textClasses, type TextSet } from './text-classes';
import { unitsOf } from './units';
import { comparesTexts, type Criterion, fits, type TestedValue } from '../criterion';
import { canHaveValue } from '../known-parts';
import type { KeyValues, Pattern } from '../pattern';

/** Values that represent all texts that a part of a request can have. */
export interface TestedValues {
  readonly values: readonly TestedValue[];
  /** Whether every combination of results that texts can have is that of one of the values. */
  readonly isComplete: boolean;
}

export const ANY: TextSet = [[{ many: true }]];

/** More patterns with variables on one key than this are not decided, since each of them may match or not. */
const MOST_FREE = 5;

export interface TestedPart {
  readonly part: string;
  readonly criteria: readonly Criterion[];
  /** The known values of variables. A pattern with another variable may match any value or not. */
  readonly variables: KeyValues;
}

/** The values of a part that its criteria can tell apart, among the texts of a set or among some texts. */
export function testedValues(tested: TestedPart, among: { readonly within: TextSet } | { readonly texts: readonly string[] }): TestedValues {
  const { part, criteria, variables } = tested;
  const patterns = [...new Map(criteria.flatMap((each) => each.patterns).map((pattern) => [pattern.id, pattern])).values()];
  const isKnown = (pattern: Pattern) => pattern.variables.every((key) => Object.hasOwn(variables, key));
  const free = patterns.filter((pattern) => !isKnown(pattern));
  if (free.length > MOST_FREE) return { values: [], isComplete: false };
  const known = patterns.filter(isKnown);
  const { texts, isComplete } = 'texts' in among ? { texts: among.texts, isComplete: true } : representatives(tested, among.within, known);
  const values = texts.filter((text) => canHaveValue(part, text)).map((text): TestedValue => (
    { text, matched: new Set(known.filter((pattern) => pattern.matches(text, variables)).map(({ id }) => id)) }));
  return { values: distinct(values.flatMap((value) => withFree(value, free)), criteria), isComplete };
}

/** Texts for each way in which the patterns can match or not. */
function representatives(
  { part, criteria, variables }: TestedPart, within: TextSet, compared: readonly Pattern[],
): { readonly texts: readonly string[]; readonly isComplete: boolean } {
  const ids = new Set(compared.map(({ id }) => id));
  const sets = criteria.map(({ patterns }) => patterns.filter((pattern) => ids.has(pattern.id) && comparesTexts(pattern))
    .flatMap((pattern) => unitsOf(pattern, variables)));
  const ordered = (['numeric', 'date', 'ip'] as const).map((family) => compared.filter((pattern) => pattern.family === family).map(({ text }) => text));
  const families = ordered.filter(({ length }) => length > 0).length;
  const isText = sets.some(({ length }) => length > 0);
  const classes = isText || families === 0 ? textClasses(sets, within) : { texts: ['text'], isComplete: true };
  const [numbers, dates, addresses] = ordered;
  const points = [
    ...(numbers.length > 0 ? numbersAround(numbers) : []),
    ...(dates.length > 0 ? datesAround(dates) : []),
    ...(addresses.length > 0 ? addressesAround(addresses) : []),
  ];
  // Only a key with one kind of comparison has its texts in classes of that kind.
  const isMixed = families > 1 || (families === 1 && isText);
  return { texts: [...points, ...usualTexts(part), ...classes.texts], isComplete: classes.isComplete && !isMixed };
}

function usualTexts(part: string): string[] {
  return ['true', 'false'].filter((text) => canHaveValue(part, text) && !canHaveValue(part, ''));
}

function withFree(value: TestedValue, free: readonly Pattern[]): TestedValue[] {
  return free.reduce((values: TestedValue[], { id }) => (
    values.flatMap((each) => [each, { ...each, matched: new Set([...each.matched, id]) }])), [value]);
}

/** One value for each combination of results. Only an empty text differs from all others in a way that patterns do not show. */
function distinct(values: readonly TestedValue[], criteria: readonly Criterion[]): TestedValue[] {
  const known = new Map<string, TestedValue>();
  for (const value of values) {
    const key = [value.text === '', ...criteria.map((each) => fits(each, value))].join();
    if (!known.has(key)) known.set(key, value);
  }
  return [...known.values()];
}
