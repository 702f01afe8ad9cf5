import { compileGlob } from './glob';
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
    const matches = compileGlob(fixed as Parameters<typeof compileGlob>[0]);
    return (text) => matches(text);
  }
  return (text, context) => {
    const resolved: Parameters<typeof compileGlob>[0][number][] = [];
    const unknown: string[] = [];
    for (const part of fixed) {
      if (!('variable' in part)) {
        resolved.push(part);
        continue;
      }
      const value = variableValue(part, context);
      if (value === undefined) return false;
      if (value === UNKNOWN) unknown.push(part.variable);
      else resolved.push({ text: fold(value) });
    }
    return unknown.length > 0 ? unknown : compileGlob(resolved)(text);
  };
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
