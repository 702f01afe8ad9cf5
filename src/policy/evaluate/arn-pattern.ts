import { parseTemplate, type TemplatePart } from './template';
import { compileParts, type ValueMatcher } from './text-pattern';
import { all } from './truth';

const SEGMENTS = 6;

/** The six segments of an ARN; the last one keeps its colons. Undefined for what is not an ARN. */
export function arnSegments(text: string): string[] | undefined {
  const segments = text.split(':');
  if (segments.length < SEGMENTS || segments[0] !== 'arn') return undefined;
  return [...segments.slice(0, SEGMENTS - 1), segments.slice(SEGMENTS - 1).join(':')];
}

/**
 * Compiles an ARN with wildcards. Each segment is matched for itself, so no wildcard but the last segment's spans a colon; missing
 * segments at the end are `*`.
 * Sources: IAM User Guide, "IAM JSON policy elements: Resource" and "IAM JSON policy elements: Condition operators" (ARN).
 */
export function compileArnPattern(pattern: string, variables: boolean): ValueMatcher {
  if (pattern === '*') return () => true;
  const segments = splitSegments(parseTemplate(pattern, { wildcards: true, variables }));
  while (segments.length < SEGMENTS) segments.push([{ wildcard: '*' }]);
  const matchers = segments.map((parts, index) => ({ index, matches: compileParts(parts) }));
  return (text, context) => {
    const given = arnSegments(text);
    return given === undefined ? false : all(matchers, ({ index, matches }) => matches(given[index], context));
  };
}

/** Splits at the first five colons of the text; those inside of a variable's name divide nothing. */
function splitSegments(parts: readonly TemplatePart[]): TemplatePart[][] {
  const segments: TemplatePart[][] = [[]];
  for (const part of parts) {
    if (!('text' in part)) {
      segments[segments.length - 1].push(part);
      continue;
    }
    const pieces = part.text.split(':');
    const splits = Math.min(pieces.length - 1, SEGMENTS - segments.length);
    const texts = [...pieces.slice(0, splits), pieces.slice(splits).join(':')];
    texts.forEach((text, index) => {
      if (index > 0) segments.push([]);
      if (text !== '') segments[segments.length - 1].push({ text });
    });
  }
  return segments;
}
