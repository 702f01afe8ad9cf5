import { addressesAround, datesAround, numbersAround } from './ordered-values';
import { textClasses, type TextSet } from './text-classes';
import { unitsOf } from './units';
import { comparesTexts, type Criterion, fits, type TestedValue } from '../criterion';
import { canHaveValue, examplesFor } from '../known-parts';
import type { KeyValues, Pattern } from '../pattern';

/** Values that represent all texts that a part of a request can have. */
export interface TestedValues {
  readonly values: readonly TestedValue[];
  /** Whether every combination of results that texts can have is that of one of the values. */
  readonly isComplete: boolean;
}

/** The empty text is tried on its own: it is the shortest one, and not the best example of its class. */
const NOT_EMPTY: TextSet = [[{}, { many: true }]];

const ORDERED = [['numeric', numbersAround], ['date', datesAround], ['ip', addressesAround]] as const;

/** More patterns with variables on one key than this are not decided, since each of them may match or not. */
const MOST_FREE = 5;

export interface TestedPart {
  readonly part: string;
  readonly criteria: readonly Criterion[];
  /** The known values of variables. A pattern with another variable may match any value or not. */
  readonly variables: KeyValues;
}

/** The texts that a part can have: those of a set, or the given ones. */
export type AmongTexts = { readonly texts: readonly string[] } | {
  /** @default - any text */
  readonly within?: TextSet;
  /** Texts of the set that readers know. They represent their classes. */
  readonly examples?: readonly string[];
};

/** The values of a part that its criteria can tell apart. */
export function testedValues(tested: TestedPart, among: AmongTexts): TestedValues {
  const { part, criteria, variables } = tested;
  const patterns = [...new Map(criteria.flatMap((each) => each.patterns).map((pattern) => [pattern.id, pattern])).values()];
  const isKnown = (pattern: Pattern) => pattern.variables.every((key) => Object.hasOwn(variables, key));
  const free = patterns.filter((pattern) => !isKnown(pattern));
  if (free.length > MOST_FREE) return { values: [], isComplete: false };
  const known = patterns.filter(isKnown);
  const { texts, isComplete } = 'texts' in among ? { texts: among.texts, isComplete: true } : representatives(tested, among, known);
  const valueOf = (text: string): TestedValue => (
    { text, matched: new Set(known.filter((pattern) => pattern.matches(text, variables)).map(({ id }) => id)) });
  const withWildcard = known.filter((pattern) => comparesTexts(pattern) && /[*?]/.test(pattern.text));
  const impossible = texts.filter((text) => !canHaveValue(part, text));
  const more = impossible.length === 0 ? [] : withWildcard.flatMap(filledIn).filter((text) => canHaveValue(part, text));
  const values = [...texts.filter((text) => canHaveValue(part, text)), ...more].map(valueOf);
  // A class whose example no request has may have others, if a pattern stands for many texts.
  const isFound = new Set(values.map((value) => resultsOf(value, criteria)));
  const isWhole = withWildcard.length === 0 || impossible.every((text) => text === '' || isFound.has(resultsOf(valueOf(text), criteria)));
  return { values: distinct(values.flatMap((value) => withFree(value, free)), criteria), isComplete: isComplete && isWhole };
}

/** Parts of addresses, dates and numbers. */
const FILLERS = [
  '', '0', '1', '5', '00', '01', '0.0', '0.0.0', '0.0.0.0', '1.2.3.4', '.0', '.0.0', '.0.0.0', ':', '::', '::1', '2001:db8::1', '2030-01-01T00:00:00Z', '-01-01T00:00:00Z',
  '01-01T00:00:00Z', '-01T00:00:00Z', '01T00:00:00Z', 'T00:00:00Z', '00:00:00Z', ':00:00Z', ':00Z', 'Z', '000000000', 'true', 'false',
];

/** Texts that match a pattern, some of which have the form of its key. */
function filledIn({ text }: Pattern): string[] {
  return FILLERS.flatMap((filler) => ['0', '1'].map((digit) => text.replaceAll('*', filler).replaceAll('?', digit)));
}

/** Texts for each way in which the patterns can match or not. */
function representatives(
  { part, criteria, variables }: TestedPart, { within, examples }: Exclude<AmongTexts, { texts: unknown }>, compared: readonly Pattern[],
): { readonly texts: readonly string[]; readonly isComplete: boolean } {
  const ids = new Set(compared.map(({ id }) => id));
  const sets = criteria.map(({ patterns }) => patterns.filter((pattern) => ids.has(pattern.id) && comparesTexts(pattern))
    .flatMap((pattern) => unitsOf(pattern, variables)));
  const textsOf = (family: Pattern['family']) => compared.filter((pattern) => pattern.family === family).map(({ text }) => text);
  const ordered = ORDERED.map(([family, around]) => ({ around, texts: textsOf(family) }))
    .filter(({ texts }) => texts.length > 0);
  const isText = sets.some(({ length }) => length > 0);
  const classes = isText || ordered.length === 0 ? textClasses(sets, within ?? NOT_EMPTY) : { texts: ['other'], isComplete: true };
  const points = ordered.flatMap(({ texts, around }) => around(texts));
  return {
    texts: [...examples ?? examplesFor(part, compared.some(({ family }) => family === 'bool')), ...points, ...classes.texts.flatMap(withName), ...(within === undefined ? [''] : [])],
    // Texts are classified by one kind of comparison only.
    isComplete: classes.isComplete && ordered.length + Number(isText) <= 1,
  };
}

/** A name at the end of a path reads better than none. It represents the class if it is in the same one. */
function withName(text: string): string[] {
  return /[/:-]$/.test(text) ? [`${text}example`, text] : [text];
}

function withFree(value: TestedValue, free: readonly Pattern[]): TestedValue[] {
  return free.reduce((values: TestedValue[], { id }) => (
    values.flatMap((each) => [each, { ...each, matched: new Set([...each.matched, id]) }])), [value]);
}

/** One value for each combination of results. Only an empty text differs from all others in a way that patterns do not show. */
function distinct(values: readonly TestedValue[], criteria: readonly Criterion[]): TestedValue[] {
  const known = new Map<string, TestedValue>();
  for (const value of values) {
    const key = resultsOf(value, criteria);
    if (!known.has(key)) known.set(key, value);
  }
  return [...known.values()];
}

function resultsOf(value: TestedValue, criteria: readonly Criterion[]): string {
  return [value.text === '', ...criteria.map((each) => fits(each, value))].join();
}
