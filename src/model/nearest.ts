/** How far a slip of the fingers may lead: a third of the letters. */
const TOLERANCE = 1 / 3;

/** The thing of which one key is most like the text, for "did you mean"; undefined if none is like it. */
export function nearest<T>(text: string, things: readonly T[], keys: readonly ((thing: T) => string)[]): T | undefined {
  let best: { thing: T; distance: number } | undefined;
  for (const thing of things) {
    for (const key of keys) {
      const distance = editDistance(text.toLowerCase(), key(thing).toLowerCase());
      if (distance <= text.length * TOLERANCE && (best === undefined || distance < best.distance)) best = { thing, distance };
    }
  }
  return best?.thing;
}

/** Letters to insert, remove or replace, so that one text becomes the other. */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      next.push(Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[other.length];
}
