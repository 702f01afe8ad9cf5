import { compileGlob, type FixedPart, globUnits, matchingStarts } from './glob';
import { matchOpenText, type ResolvedPart } from '../open-text';
import { parseTemplate, type TemplatePart, type TemplateSyntax } from './template';
import type { RequestContext } from '../request/request-context';
import type { Ternary } from '../ternary';

/** Whether a text of the request matches a value of the policy, which may hold variables that the request fills. */
export type ValueMatcher = (text: string, context: RequestContext) => Ternary;

export function compileTextPattern(pattern: string, syntax: TemplateSyntax, ignoreCase = false): ValueMatcher {
  const fold = ignoreCase ? (text: string) => text.toLowerCase() : (text: string) => text;
  const matcher = compileParts(parseTemplate(pattern, syntax), fold);
  return ignoreCase ? (text, context) => matcher(fold(text), context) : matcher;
}

/** Parts without a variable are compiled once; others are compiled for each request, when their variables have values. */
export function compileParts(parts: readonly TemplatePart[], fold = (text: string) => text): ValueMatcher {
  const folded = parts.map((part) => ('text' in part ? { text: fold(part.text) } : part));
  if (isFixed(folded)) {
    const matches = compileGlob(folded);
    return (text, context) => (context.isOpen(text) ? matchOpenText(folded, text, context) : matches(text));
  }
  return (text, context) => {
    const resolved = resolve(folded, context, fold);
    if (resolved === undefined) return false;
    return isOpen(text, resolved, context) ? matchOpenText(resolved, text, context) : compileGlob(resolved.map(asFixed))(text);
  };
}

/** For each piece of a text, whether the parts match the text from there on. Pieces are joined by colons. */
export function matchPiecesFromEach(parts: readonly TemplatePart[], pieces: readonly string[], context: RequestContext): Ternary[] {
  const resolved = resolve(parts, context, (text) => text);
  if (resolved === undefined) return pieces.map(() => false);
  const text = pieces.join(':');
  if (isOpen(text, resolved, context)) return pieces.map((_, piece) => matchOpenText(resolved, pieces.slice(piece).join(':'), context));
  const characters = [...text];
  const starts = matchingStarts(globUnits(resolved.map(asFixed)), characters);
  return starts.filter((_, position) => position === 0 || characters[position - 1] === ':');
}

function isFixed(parts: readonly TemplatePart[]): parts is readonly FixedPart[] {
  return !parts.some((part) => 'variable' in part);
}

/** Fills the variables of a pattern. `undefined`: a variable has no possible text. */
function resolve(parts: readonly TemplatePart[], context: RequestContext, fold: (text: string) => string): ResolvedPart[] | undefined {
  const resolved = parts.map((part) => ('variable' in part ? variableValue(part, context, fold) : part));
  return resolved.every((part) => part !== undefined) ? resolved : undefined;
}

/** Whether the text or a value in the pattern has parts that only the deployment knows. */
function isOpen(text: string, resolved: readonly ResolvedPart[], context: RequestContext): boolean {
  return context.isOpen(text) || resolved.some((part) => 'unknown' in part || ('value' in part && context.isOpen(part.value)));
}

function asFixed(part: ResolvedPart): FixedPart {
  return 'value' in part ? { text: part.value } : part as FixedPart;
}

/**
 * A variable represents a key with one value. Without a value its default is used; without a default the pattern matches
 * nothing, because the variable has no possible text.
 */
function variableValue(
  { variable, fallback }: { variable: string; fallback?: string }, context: RequestContext, fold: (text: string) => string,
): ResolvedPart | undefined {
  const found = context.lookup(variable);
  if (found === 'unknown') return { unknown: variable };
  if (found === 'missing') return fallback === undefined ? undefined : { text: fold(fallback) };
  return found.length === 1 ? { value: fold(found[0]) } : undefined;
}
