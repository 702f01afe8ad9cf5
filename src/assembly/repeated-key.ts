/**
 * The first key that an object of a JSON text has twice, and its line; undefined for none. `JSON.parse` takes the last of its values,
 * and other parsers may take the first one.
 * @param text valid JSON
 * @param keys the number of keys in what it was parsed into
 */
export function findRepeatedKey(text: string, keys: number): { readonly key: string; readonly line: number } | undefined {
  let count = 0;
  scan(text, () => count++);
  if (count === keys) return undefined;
  const open: Set<string>[] = [];
  let found: ReturnType<typeof findRepeatedKey>;
  const onBrace = (brace: string) => void (brace === '{' ? open.push(new Set()) : open.pop());
  scan(text, (start, end) => {
    const key = JSON.parse(text.slice(start, end)) as string;
    const known = open.at(-1)!;
    if (known.has(key)) found ??= { key, line: text.slice(0, start).split('\n').length };
    known.add(key);
  }, onBrace);
  return found;
}

/** The number of keys in a value; infinite if it is nested in more levels than these. Its own calls are nested no deeper. */
export function countKeys(value: unknown, levels: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (levels < 0) return Infinity;
  const isList = Array.isArray(value);
  const items = isList ? value as unknown[] : Object.values(value);
  let count = isList ? 0 : items.length;
  for (const item of items) if (typeof item === 'object' && item !== null) count += countKeys(item, levels - 1);
  return count;
}

/** Calls back for each key, with its place in the text, and for the braces between the strings. */
function scan(text: string, onKey: (start: number, end: number) => void, onBrace?: (brace: string) => void): void {
  let done = 0;
  for (let start = text.indexOf('"'); start >= 0; start = text.indexOf('"', done)) {
    if (onBrace !== undefined) text.slice(done, start).match(/[{}]/g)?.forEach(onBrace);
    let end = text.indexOf('"', start + 1);
    while (text[end - 1] === '\\' && isEscaped(text, end)) end = text.indexOf('"', end + 1);
    done = end + 1;
    while (text.charCodeAt(done) <= SPACE) done++;
    if (text[done] === ':') onKey(start, end + 1);
  }
}

/** White space of JSON has this code or a lower one. */
const SPACE = 32;

/** Whether an odd number of backslashes is before a position. */
function isEscaped(text: string, position: number): boolean {
  let first = position;
  while (text[first - 1] === '\\') first--;
  return (position - first) % 2 === 1;
}
