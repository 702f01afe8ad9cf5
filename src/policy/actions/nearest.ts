/**
 * The candidate that differs from the text in the fewest letters (added, missing, replaced, or two neighbors swapped);
 * undefined if more than a third of it would have to change. Case is ignored.
 */
export function nearest(text: string, candidates: Iterable<string>): string | undefined {
  return allNearest(text, candidates)[0];
}

/** All candidates that are equally near, in their order. */
export function allNearest(text: string, candidates: Iterable<string>): string[] {
  const wanted = text.toLowerCase();
  let best: string[] = [];
  let least = Math.max(1, Math.floor(text.length / 3));
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) > least) continue;
    const distance = editDistance(wanted, candidate.toLowerCase(), least);
    if (distance > least) continue;
    if (distance < least) best = [];
    best.push(candidate);
    least = distance;
  }
  return best;
}

/** Optimal string alignment distance, row by row, only where it can be within the limit; else the result is any number above it. */
function editDistance(one: string, other: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let row = 1; row <= one.length; row++) {
    const current = new Array<number>(other.length + 1).fill(Infinity);
    current[0] = row;
    let least = row;
    for (let column = Math.max(1, row - limit); column <= Math.min(other.length, row + limit); column++) {
      const same = one[row - 1] === other[column - 1];
      current[column] = Math.min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (same ? 0 : 1));
      const exchanged = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (exchanged) current[column] = Math.min(current[column], beforeLast[column - 2] + 1);
      least = Math.min(least, current[column]);
    }
    if (least > limit) return Infinity;
    [beforeLast, last] = [last, current];
  }
  return last[other.length];
}
