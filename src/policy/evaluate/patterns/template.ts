/** A part of a pattern: literal text, a wildcard, or a policy variable. */
export type TemplatePart =
  | { readonly text: string }
  | { readonly wildcard: '*' | '?' }
  | { readonly variable: string; readonly fallback?: string };

export interface TemplateSyntax {
  readonly wildcards: boolean;
  /** Only in documents of version 2012-10-17. */
  readonly variables: boolean;
}

const PIECE = /\$\{([^{}]*)\}|[*?]/g;
/** After a slash comes the key of a tag, which may have spaces. */
const VARIABLE = /^\s*([^\s,'/]+(?:\/[^,']*[^\s,'])?)\s*(?:,\s*'([^']*)')?\s*$/;
const ESCAPED = ['*', '?', '$'];

/**
 * Splits a pattern into parts. `${*}`, `${?}` and `${$}` are the characters themselves.
 * Source: IAM User Guide, "IAM policy elements: Variables and tags".
 */
export function parseTemplate(pattern: string, { wildcards, variables }: TemplateSyntax): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let done = 0;
  for (const found of pattern.matchAll(PIECE)) {
    const part = found[1] === undefined
      ? (wildcards ? { wildcard: found[0] as '*' | '?' } : undefined)
      : (variables ? reference(found[1]) : undefined);
    if (part === undefined) continue;
    if (found.index > done) parts.push({ text: pattern.slice(done, found.index) });
    parts.push(part);
    done = found.index + found[0].length;
  }
  if (done < pattern.length) parts.push({ text: pattern.slice(done) });
  return parts;
}

/** The keys that a text names as variables. */
export function variablesOf(text: string): string[] {
  return variableParts(text).flatMap((part) => ('variable' in part ? [part.variable] : []));
}

/** Whether a text has a malformed variable, which therefore stays text. */
export function hasBrokenVariable(text: string): boolean {
  return variableParts(text).some((part) => 'text' in part && part.text.includes('${'));
}

function variableParts(text: string): TemplatePart[] {
  return text.includes('${') ? parseTemplate(text, { wildcards: false, variables: true }) : [];
}

function reference(content: string): TemplatePart | undefined {
  if (ESCAPED.includes(content)) return { text: content };
  const [, variable, fallback] = VARIABLE.exec(content) ?? [];
  if (variable === undefined) return undefined;
  return { variable, ...(fallback === undefined ? {} : { fallback }) };
}
