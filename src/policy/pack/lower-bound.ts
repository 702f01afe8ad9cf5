/**
 * No layout has fewer documents than this. Long items cannot share a document with each other; what is left beside them must hold the
 * rest, short ones left out (the bound of Martello and Toth for the bin packing problem).
 */
export function lowerBound(lengths: readonly number[], capacity: number): number {
  if (!Number.isFinite(capacity)) return Math.min(1, lengths.length);
  const thresholds = [0, ...new Set(lengths.filter((length) => length <= capacity / 2))];
  return Math.max(...thresholds.map((threshold) => {
    const alone = lengths.filter((length) => length > capacity - threshold);
    const long = lengths.filter((length) => length > capacity / 2 && length <= capacity - threshold);
    const rest = sum(lengths.filter((length) => length >= threshold && length <= capacity / 2));
    const room = long.length * capacity - sum(long);
    return alone.length + long.length + Math.max(0, Math.ceil((rest - room) / capacity));
  }));
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
