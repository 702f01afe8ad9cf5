/** A text as a literal of SQL. */
export function literal(text: string): string {
  return `'${text.replaceAll('\'', '\'\'')}'`;
}

/** A pattern of a policy (`*`, `?`) as one for `LIKE … ESCAPE '\'`, which may have something before it. */
export function likePattern(before: string, pattern: string): string {
  const escaped = pattern.replace(/[\\%_]/g, '\\$&').replaceAll('*', '%').replaceAll('?', '_');
  return `LIKE ${literal(`${before}${escaped}`)} ESCAPE '\\'`;
}

/** An array of Trino has at most 254 parts in a query. */
const LONGEST_ARRAY = 200;

/** One character for each condition, joined to a text. Operators would nest, and engines refuse expressions with some hundred levels. */
export function truths(conditions: readonly string[]): string {
  return conditions.length === 0 ? '\'\'' : joined(conditions.map((condition) => `IF(${condition}, '1', '0')`));
}

function joined(texts: readonly string[]): string {
  if (texts.length <= LONGEST_ARRAY) return `array_join(ARRAY[${texts.join(', ')}], '')`;
  const from = Array.from({ length: Math.ceil(texts.length / LONGEST_ARRAY) }, (_, place) => place * LONGEST_ARRAY);
  return joined(from.map((first) => joined(texts.slice(first, first + LONGEST_ARRAY))));
}

/** A list of literals, for `IN`. */
export function literals(texts: readonly string[]): string {
  return texts.map(literal).join(', ');
}
