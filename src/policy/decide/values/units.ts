import { splitSegments } from '../../evaluate/patterns/arn-pattern';
import { compileGlob, type FixedPart } from '../../evaluate/patterns/glob';
import { parseTemplate, type TemplatePart } from '../../evaluate/patterns/template';
import type { KeyValues, Pattern } from '../pattern';

/** A character of a pattern, or a wildcard. */
export interface Unit {
  /** The character; undefined for any. In lower case if the case does not matter. */
  readonly character?: string;
  /** Whether case does not matter. */
  readonly folds?: boolean;
  /** Whether a wildcard stops at colons. */
  readonly withoutColon?: boolean;
  /** Whether it stands for any number of characters. */
  readonly many?: boolean;
}

const ANY_TEXT: Unit = { many: true };
const ANY_SEGMENT: Unit = { many: true, withoutColon: true };
const COLON: Unit = { character: ':' };
const SEGMENTS = 6;

/**
 * A pattern of texts as sequences of units: a text matches the pattern if it matches one of them. None if the pattern matches nothing,
 * because a variable has no text. Resources are compared only with texts that are ARNs.
 */
export function unitsOf({ comparison, family, text, hasVariables }: Pattern, variables: KeyValues): Unit[][] {
  if (family === 'bool') return [literal(text.toLowerCase(), true)];
  if (family === 'binary') return [literal(text)];
  const isArn = family === 'arn';
  if (isArn && text === '*') return [[ANY_TEXT]];
  const folds = comparison.includes('IgnoreCase');
  const parts = parseTemplate(text, { wildcards: isArn || comparison.endsWith('Like'), variables: hasVariables });
  if (!isArn) {
    const fixed = resolved(parts, variables);
    return fixed === undefined ? [] : [unitsOfParts(fixed, { folds })];
  }
  const segments = splitSegments(parts).map((segment) => resolved(segment, variables));
  // A segment before the last one has no colon, with any text of its variables.
  if (!segments.every((segment, index) => segment !== undefined && (index === SEGMENTS - 1 || !hasColon(segment)))) return [];
  return arnUnits(segments as FixedPart[][], comparison === 'Resource');
}

export function literal(text: string, folds = false): Unit[] {
  return [...text].map((character) => ({ character: folds ? character.toLowerCase() : character, ...(folds ? { folds } : {}) }));
}

/** In a resource, a `*` at the end of a segment spans colons, and segments may be missing at the end. */
function arnUnits(segments: readonly FixedPart[][], isResource: boolean): Unit[][] {
  if (!compileGlob(segments[0])('arn')) return [];
  const units = segments.map((segment, index): Unit[] => {
    const isLast = index === SEGMENTS - 1;
    const own = index === 0 ? literal('arn') : unitsOfParts(segment, { withoutColon: !isLast });
    return isResource && !isLast && isOpen(segment) ? [...(index === 0 ? own : own.slice(0, -1)), ANY_TEXT] : own;
  });
  if (isResource) {
    const whole = joined(units);
    return segments.length === SEGMENTS ? [whole] : [whole, [...whole, COLON, ANY_TEXT]];
  }
  const missing = Array.from({ length: SEGMENTS - segments.length }, (_, index) => (
    [segments.length + index === SEGMENTS - 1 ? ANY_TEXT : ANY_SEGMENT]));
  return [joined([...units, ...missing])];
}

function joined(segments: readonly Unit[][]): Unit[] {
  return segments.flatMap((segment, index) => (index === 0 ? segment : [COLON, ...segment]));
}

function isOpen(segment: readonly FixedPart[]): boolean {
  const last = segment.at(-1);
  return last !== undefined && 'wildcard' in last && last.wildcard === '*';
}

function hasColon(segment: readonly FixedPart[]): boolean {
  return segment.some((part) => 'text' in part && part.text.includes(':'));
}

function unitsOfParts(parts: readonly FixedPart[], { folds = false, withoutColon = false }): Unit[] {
  const wildcard = withoutColon ? { withoutColon } : {};
  return parts.flatMap((part): Unit[] => ('text' in part ? literal(part.text, folds) : [part.wildcard === '*' ? { many: true, ...wildcard } : wildcard]));
}

/** Fills variables with their values. Undefined if one has none, or several. */
function resolved(parts: readonly TemplatePart[], variables: KeyValues): FixedPart[] | undefined {
  const fixed = parts.map((part): FixedPart | undefined => {
    if (!('variable' in part)) return part;
    const values = variables[part.variable.toLowerCase()] ?? null;
    if (values === null) return part.fallback === undefined ? undefined : { text: part.fallback };
    return values.length === 1 ? { text: values[0] } : undefined;
  });
  return fixed.every((part) => part !== undefined) ? fixed : undefined;
}
