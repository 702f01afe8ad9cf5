/** A text as a literal of SQL. */
export function literal(text: string): string {
  return `'${text.replaceAll('\'', '\'\'')}'`;
}

/** A pattern of a policy (`*`, `?`) as one for `LIKE … ESCAPE '\'`, which may have something before it. */
export function likePattern(before: string, pattern: string): string {
  const escaped = pattern.replace(/[\\%_]/g, '\\$&').replaceAll('*', '%').replaceAll('?', '_');
  return `LIKE ${literal(`${before}${escaped}`)} ESCAPE '\\'`;
}

/** One character for each condition, joined to a text. */
export function truths(conditions: readonly string[]): string {
  return conditions.length === 0 ? '\'\'' : conditions.map((condition) => `IF(${condition}, '1', '0')`).join(' || ');
}

/** A list of literals, for `IN`. */
export function literals(texts: readonly string[]): string {
  return texts.map(literal).join(', ');
}
