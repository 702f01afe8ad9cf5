/** So many texts are told apart: each takes some 50 bytes. */
export const MOST_DISTINCT = 1_000_000;

/** Counts the different ones of texts, by hashes of 53 bits. */
export class DistinctTexts {
  readonly hashes = new Set<number>();

  add(text: string): void {
    if (this.hashes.size < MOST_DISTINCT) this.hashes.add(hashOf(text));
  }

  /** Adds what another one has counted. */
  merge(hashes: Iterable<number>): void {
    for (const hash of hashes) if (this.hashes.size < MOST_DISTINCT) this.hashes.add(hash);
  }

  get size(): number {
    return this.hashes.size;
  }
}

/** Two hashes of the kind FNV-1a with different beginnings and factors, put together. */
function hashOf(text: string): number {
  let [one, other] = [0x811c9dc5, 0x9747b28c];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 0x01000193);
    other = Math.imul(other ^ code, 0x5bd1e995);
  }
  other ^= other >>> 15;
  return (one >>> 0) * 0x200000 + ((other >>> 0) & 0x1fffff);
}
