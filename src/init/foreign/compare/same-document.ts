/**
 * Whether two JSON texts are equal but for white space and the order of keys.
 * @param placeholders parts of the first text that stand for any text
 */
export function isSameDocument(one: string, other: string, placeholders: readonly string[] = []): boolean {
  const [pieces, text] = [piecesOf(canonicalJson(one), placeholders), canonicalJson(other)];
  const [first] = pieces;
  if (pieces.length === 1) return first === text;
  const last = pieces[pieces.length - 1];
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  // The first place of each piece leaves the most to the others.
  let position = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, position);
    if (found < 0) return false;
    position = found + piece.length;
  }
  return position <= text.length - last.length;
}

/** The text between the placeholders. */
function piecesOf(text: string, placeholders: readonly string[]): string[] {
  return placeholders.reduce((pieces, placeholder) => pieces.flatMap((piece) => piece.split(placeholder)), [text]);
}

/** A JSON text with its keys sorted and without white space. Any other text stays as it is. */
function canonicalJson(text: string): string {
  try {
    return JSON.stringify(sorted(JSON.parse(text)));
  } catch {
    return text;
  }
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)]));
}
