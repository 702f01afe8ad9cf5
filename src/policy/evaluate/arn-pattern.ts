import type { RequestContext } from './request-context';
import { parseTemplate, type TemplatePart } from './template';
import { compileParts, type ValueMatcher } from './text-pattern';
import { all, any, type Truth } from './truth';

const SEGMENTS = 6;

/** The six segments of an ARN; the last one keeps its colons. Undefined for what is not an ARN. */
export function arnSegments(text: string): string[] | undefined {
  const segments = text.split(':');
  if (segments.length < SEGMENTS || segments[0] !== 'arn') return undefined;
  return [...segments.slice(0, SEGMENTS - 1), segments.slice(SEGMENTS - 1).join(':')];
}

/**
 * Compiles the ARN of a condition. Each segment is matched for itself, so no wildcard but the last segment's spans a colon; missing
 * segments at the end are `*`.
 * Source: IAM User Guide, "IAM JSON policy elements: Condition operators" (ARN).
 */
export function compileArnPattern(pattern: string, variables: boolean): ValueMatcher {
  if (pattern === '*') return () => true;
  const segments = compileSegments(pattern, variables);
  const matchers = segments.map(({ matches }, index) => ({ index, matches }));
  return (text, context) => {
    const given = arnSegments(text);
    return given === undefined ? false : all(matchers, ({ index, matches }) => matches(given[index], context));
  };
}

/**
 * Compiles the ARN of `Resource` or `NotResource`. Here the `*` at the end of a segment spans colons; missing segments at the end match
 * whatever follows.
 * Source: IAM User Guide, "IAM JSON policy elements: Resource", using wildcards in resource ARNs.
 */
export function compileResourcePattern(pattern: string, variables: boolean): ValueMatcher {
  if (pattern === '*') return () => true;
  const segments = compileSegments(pattern, variables);
  const matchFrom = (segment: number, pieces: readonly string[], piece: number, context: RequestContext): Truth => {
    const { matches, open } = segments[segment];
    if (piece >= pieces.length) return false;
    if (segment === SEGMENTS - 1) return matches(pieces.slice(piece).join(':'), context);
    const here = matches(pieces[piece], context);
    if (here === false || segment === segments.length - 1) return here;
    // What the `*` swallows besides its own piece; without one, nothing.
    const next = pieces.map((_, index) => index + 1).filter((index) => index > piece && (open || index === piece + 1));
    const rest = any(next, (index) => matchFrom(segment + 1, pieces, index, context));
    return all([here, rest], (truth) => truth);
  };
  return (text, context) => arnSegments(text) !== undefined && matchFrom(0, text.split(':'), 0, context);
}

interface CompiledSegment {
  readonly matches: ValueMatcher;
  /** Whether it ends with `*`. */
  readonly open: boolean;
}

function compileSegments(pattern: string, variables: boolean): CompiledSegment[] {
  return splitSegments(parseTemplate(pattern, { wildcards: true, variables })).map((parts) => {
    const last = parts[parts.length - 1];
    return { matches: compileParts(parts), open: last !== undefined && 'wildcard' in last && last.wildcard === '*' };
  });
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
