import { parseTemplate, type TemplatePart } from './template';
import { compileParts, matchPiecesFromEach, type ValueMatcher } from './text-pattern';
import type { RequestContext } from '../request/request-context';
import { all, any, type Ternary } from '../ternary';

const SEGMENTS = 6;

/** The six segments of an ARN; the last one keeps its colons. Undefined for a text that is not an ARN. */
export function arnSegments(text: string): string[] | undefined {
  const segments = text.split(':');
  if (segments.length < SEGMENTS || segments[0] !== 'arn') return undefined;
  return [...segments.slice(0, SEGMENTS - 1), segments.slice(SEGMENTS - 1).join(':')];
}

/**
 * Compiles the ARN of a condition. Each segment is matched on its own, so only a wildcard in the last segment spans colons; missing
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
 * any text.
 * Source: IAM User Guide, "IAM JSON policy elements: Resource", using wildcards in resource ARNs.
 */
export function compileResourcePattern(pattern: string, variables: boolean): ValueMatcher {
  if (pattern === '*') return () => true;
  const segments = compileSegments(pattern, variables);
  return (text, context) => arnSegments(text) !== undefined && new ResourceMatch(segments, text.split(':'), context).from(0, 0);
}

/** More pieces than ARNs have; with more of them, the ends of a text are matched all at once. */
const MANY_PIECES = 16;

/** The comparison of one resource with one pattern. No segment is compared twice with the same piece. */
class ResourceMatch {
  private readonly known: (Ternary | undefined)[] = [];
  private ends: readonly Ternary[] | undefined;

  constructor(
    private readonly segments: readonly CompiledSegment[], private readonly pieces: readonly string[],
    private readonly context: RequestContext,
  ) {}

  /** Whether the pieces starting at one match the segments starting at one. */
  public from(segment: number, piece: number): Ternary {
    if (piece >= this.pieces.length) return false;
    const place = segment * this.pieces.length + piece;
    return this.known[place] ??= this.compare(segment, piece);
  }

  private compare(segment: number, piece: number): Ternary {
    const { matches, open } = this.segments[segment];
    if (segment === SEGMENTS - 1) return this.end(piece);
    const here = matches(this.pieces[piece], this.context);
    if (here === false || segment === this.segments.length - 1) return here;
    return all([here, open ? this.fromAny(segment + 1, piece + 1) : this.from(segment + 1, piece + 1)], (truth) => truth);
  }

  /** An open segment may span any number of further pieces. */
  private fromAny(segment: number, first: number): Ternary {
    const place = (SEGMENTS + segment) * this.pieces.length + first;
    return this.known[place] ??= any(this.pieces.slice(first), (_, index) => this.from(segment, first + index));
  }

  private end(piece: number): Ternary {
    const { parts, matches } = this.segments[SEGMENTS - 1];
    if (this.pieces.length <= MANY_PIECES) return matches(this.pieces.slice(piece).join(':'), this.context);
    this.ends ??= matchPiecesFromEach(parts, this.pieces, this.context);
    return this.ends[piece];
  }
}

interface CompiledSegment {
  readonly parts: readonly TemplatePart[];
  readonly matches: ValueMatcher;
  /** Whether it ends with `*`. */
  readonly open: boolean;
}

function compileSegments(pattern: string, variables: boolean): CompiledSegment[] {
  return splitSegments(parseTemplate(pattern, { wildcards: true, variables })).map((parts) => {
    const last = parts[parts.length - 1];
    return { parts, matches: compileParts(parts), open: last !== undefined && 'wildcard' in last && last.wildcard === '*' };
  });
}

/** Splits a pattern at the first five colons of its text; colons inside a variable's name do not count. */
export function splitSegments(parts: readonly TemplatePart[]): TemplatePart[][] {
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
