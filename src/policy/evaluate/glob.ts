import type { TemplatePart } from './template';

export type TextMatcher = (text: string) => boolean;

type FixedPart = Exclude<TemplatePart, { variable: string }>;

/** Compiles text and wildcards to a matcher; the shapes that policies are full of need no search. */
export function compileGlob(parts: readonly FixedPart[]): TextMatcher {
  const units = parts.flatMap((part): (string | symbol)[] => {
    if ('text' in part) return [...part.text];
    return [part.wildcard === '*' ? MANY : ONE];
  });
  const wildcard = units.findIndex((unit) => typeof unit === 'symbol');
  if (wildcard < 0) {
    const text = units.join('');
    return (candidate) => candidate === text;
  }
  if (wildcard === units.length - 1 && units[wildcard] === MANY) {
    const prefix = units.slice(0, -1).join('');
    return (candidate) => candidate.startsWith(prefix);
  }
  return (candidate) => search(units, [...candidate]);
}

const MANY = Symbol('*');
const ONE = Symbol('?');

/** Only the last `*` ever has to be tried again: what an earlier one swallowed cannot matter any more. */
function search(units: readonly (string | symbol)[], text: readonly string[]): boolean {
  let unit = 0;
  let position = 0;
  let retryUnit = -1;
  let retryPosition = 0;
  while (position < text.length) {
    if (units[unit] === MANY) {
      retryUnit = unit++;
      retryPosition = position;
    } else if (unit < units.length && (units[unit] === ONE || units[unit] === text[position])) {
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
