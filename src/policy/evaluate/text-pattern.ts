import { compileGlob, type FixedPart, globUnits, matchingStarts } from './glob';
import type { RequestContext } from './request-context';
import { parseTemplate, type TemplatePart, type TemplateSyntax } from './template';
import type { Truth } from './truth';

/** Whether a text of the request matches a value of the policy, which may hold variables that the request fills. */
export type ValueMatcher = (text: string, context: RequestContext) => Truth;

export function compileTextPattern(pattern: string, syntax: TemplateSyntax, ignoreCase = false): ValueMatcher {
  const fold = ignoreCase ? (text: string) => text.toLowerCase() : (text: string) => text;
  const matcher = compileParts(parseTemplate(pattern, syntax), fold);
  return ignoreCase ? (text, context) => matcher(fold(text), context) : matcher;
}

/** Parts without a variable are compiled once; the others again for each request, when their variables have values. */
export function compileParts(parts: readonly TemplatePart[], fold = (text: string) => text): ValueMatcher {
  const folded = parts.map((part) => ('text' in part ? { text: fold(part.text) } : part));
  if (isFixed(folded)) {
    const matches = compileGlob(folded);
    return (text) => matches(text);
  }
  return (text, context) => {
    const { truth, fixed } = resolve(folded, context, fold);
    return fixed === undefined ? truth : compileGlob(fixed)(text);
  };
}

/** For each piece of a text, whether the parts match the text from there on. Pieces are joined by colons. */
export function matchPiecesFromEach(parts: readonly TemplatePart[], pieces: readonly string[], context: RequestContext): Truth[] {
  const { truth, fixed } = isFixed(parts) ? { fixed: parts } : resolve(parts, context, (text) => text);
  if (fixed === undefined) return pieces.map(() => truth ?? false);
  const characters = [...pieces.join(':')];
  const starts = matchingStarts(globUnits(fixed), characters);
  return starts.filter((_, position) => position === 0 || characters[position - 1] === ':');
}

type Resolved =
  | { readonly truth: Truth; readonly fixed?: undefined }
  | { readonly truth?: undefined; readonly fixed: readonly FixedPart[] };

function isFixed(parts: readonly TemplatePart[]): parts is readonly FixedPart[] {
  return !parts.some((part) => 'variable' in part);
}

/** Puts in the values of variables; a truth where it is certain or unknown without a comparison. */
function resolve(parts: readonly TemplatePart[], context: RequestContext, fold: (text: string) => string): Resolved {
  const fixed: FixedPart[] = [];
  const unknown: string[] = [];
  for (const part of parts) {
    if (!('variable' in part)) {
      fixed.push(part);
      continue;
    }
    const value = variableValue(part, context);
    if (value === undefined) return { truth: false };
    if (value === UNKNOWN) unknown.push(part.variable);
    else fixed.push({ text: fold(value) });
  }
  return unknown.length > 0 ? { truth: unknown } : { fixed };
}

const UNKNOWN = Symbol('unknown');

/**
 * A variable stands for a key with one value. Without a value its default is taken; without a default the pattern matches
 * nothing, because there is no text that it could mean.
 */
function variableValue(
  { variable, fallback }: { variable: string; fallback?: string }, context: RequestContext,
): string | typeof UNKNOWN | undefined {
  const found = context.lookup(variable);
  if (found === 'unknown') return UNKNOWN;
  if (found === 'missing') return fallback;
  return found.length === 1 ? found[0] : undefined;
}
