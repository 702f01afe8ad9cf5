/** So many texts are told apart: each takes some 50 bytes. */
export const MOST_DISTINCT = 1_000_000;

/** Counts the different ones of texts, by hashes of 45 bits. */
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

/** The largest prime below 2 to the power of 45: a product with the factor is exact. */
const PRIME = 35_184_372_088_777;
const FACTOR = 131;

function hashOf(text: string): number {
  let hash = text.length;
  for (let at = 0; at < text.length; at++) hash = (hash * FACTOR + text.charCodeAt(at)) % PRIME;
  return hash;
}
