import { compileGlob } from './glob';
import { matchOpenText, type ResolvedPart } from './open-text';
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
  const fixed = parts.map((part) => ('text' in part ? { text: fold(part.text) } : part));
  if (!fixed.some((part) => 'variable' in part)) {
    const known = fixed as Parameters<typeof compileGlob>[0];
    const matches = compileGlob(known);
    return (text, context) => (context.isOpen(text) ? matchOpenText(known, text, context) : matches(text));
  }
  return (text, context) => {
    const resolved: ResolvedPart[] = [];
    for (const part of fixed) {
      const found = 'variable' in part ? variableValue(part, context, fold) : part;
      if (found === undefined) return false;
      resolved.push(found);
    }
    const open = context.isOpen(text) || resolved.some((part) => 'unknown' in part || ('value' in part && context.isOpen(part.value)));
    if (open) return matchOpenText(resolved, text, context);
    return compileGlob(resolved.map((part) => ('value' in part ? { text: part.value } : part) as Exclude<TemplatePart, { variable: string }>))(text);
  };
}

/**
 * A variable stands for a key with one value. Without a value its default is taken; without a default the pattern matches
 * nothing, because there is no text that it could mean.
 */
function variableValue(
  { variable, fallback }: { variable: string; fallback?: string }, context: RequestContext, fold: (text: string) => string,
): ResolvedPart | undefined {
  const found = context.lookup(variable);
  if (found === 'unknown') return { unknown: variable };
  if (found === 'missing') return fallback === undefined ? undefined : { text: fold(fallback) };
  return found.length === 1 ? { value: fold(found[0]) } : undefined;
}
