import type { TemplatePart } from './template';

export type TextMatcher = (text: string) => boolean;

export type FixedPart = Exclude<TemplatePart, { variable: string }>;

/** One character or wildcard of a pattern. */
export type GlobUnit = string | typeof MANY | typeof ONE;

/** The wildcard `*`. */
export const MANY = Symbol('*');
/** The wildcard `?`. */
export const ONE = Symbol('?');

/** Compiles text and wildcards to a matcher; the common forms of patterns need no search. */
export function compileGlob(parts: readonly FixedPart[]): TextMatcher {
  const units = globUnits(parts);
  const wildcard = units.findIndex((unit) => typeof unit === 'symbol');
  if (wildcard < 0) {
    const text = units.join('');
    return (candidate) => candidate === text;
  }
  if (wildcard === units.length - 1 && units[wildcard] === MANY) {
    const prefix = units.slice(0, -1).join('');
    return (candidate) => candidate.startsWith(prefix);
  }
  return (candidate) => matchesGlob(units, [...candidate]);
}

/** Parts of a pattern as single characters and wildcards. */
export function globUnits(parts: readonly FixedPart[]): GlobUnit[] {
  return parts.flatMap((part): GlobUnit[] => {
    if ('text' in part) return [...part.text];
    return [part.wildcard === '*' ? MANY : ONE];
  });
}

/**
 * Whether the first pattern matches everything that the second one matches. Only a `*` covers a `*` of the second, and a `*` or `?` covers
 * a `?`; a `true` is always correct.
 */
export function patternCovers(pattern: string, other: string): boolean {
  const units = [...pattern].map((unit) => (unit === '*' ? MANY : unit === '?' ? ONE : unit));
  return matchesGlob(units, [...other], (character) => character !== '*');
}

/**
 * The single search behind all patterns from outside. It only ever backtracks to the last `*`, since the length that an earlier one
 * matched no longer matters. So it takes at most as many steps as the product of both lengths.
 */
export function matchesGlob(units: readonly GlobUnit[], text: ArrayLike<string>, isOne = (_character: string) => true): boolean {
  let unit = 0;
  let position = 0;
  let retryUnit = -1;
  let retryPosition = 0;
  while (position < text.length) {
    if (units[unit] === MANY) {
      retryUnit = unit++;
      retryPosition = position;
    } else if (unit < units.length && (units[unit] === ONE ? isOne(text[position]) : units[unit] === text[position])) {
      unit++;
      position++;
    } else if (retryUnit >= 0) {
      unit = retryUnit + 1;
      position = ++retryPosition;
    } else {
      return false;
    }
  }
  while (units[unit] === MANY) unit++;
  return unit === units.length;
}

/** For each position of the text, its end included, whether the pattern matches the rest from there. Updates one row for each unit. */
export function matchingStarts(units: readonly GlobUnit[], text: ArrayLike<string>): boolean[] {
  const end = text.length;
  let reached = Array.from({ length: end + 1 }, (_, position) => position === end);
  for (let index = units.length - 1; index >= 0; index--) {
    const unit = units[index];
    const next: boolean[] = Array<boolean>(end + 1).fill(false);
    for (let position = end; position >= 0; position--) {
      if (unit === MANY) {
        next[position] = reached[position] || (position < end && next[position + 1]);
      } else {
        next[position] = position < end && reached[position + 1] && (unit === ONE || unit === text[position]);
      }
    }
    reached = next;
  }
  return reached;
}
