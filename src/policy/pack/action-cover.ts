/**
 * Whether every action that the second pattern names is named by the first one too. Actions are not case-sensitive. A wildcard of
 * the second is covered by a `*` only, a single character also by `?`; so the answer never claims too much.
 */
export function actionCovers(pattern: string, other: string): boolean {
  return covers(whole(pattern), whole(other));
}

function whole(pattern: string): string {
  return pattern === '*' ? '*:*' : pattern.toLowerCase();
}

/** Matches one pattern against another as text; a row for each unit of the first one, so time is their product. */
function covers(pattern: string, other: string): boolean {
  let reached = Array.from({ length: other.length + 1 }, (_, position) => position === 0);
  for (const unit of pattern) {
    const next: boolean[] = Array<boolean>(other.length + 1).fill(false);
    for (let position = 0; position <= other.length; position++) {
      if (unit === '*') {
        next[position] = reached[position] || (position > 0 && next[position - 1]);
      } else if (position > 0 && reached[position - 1]) {
        const character = other[position - 1];
        next[position] = character === unit || (unit === '?' && character !== '*');
      }
    }
    reached = next;
  }
  return reached[other.length];
}

/**
 * The patterns without those that others cover; of two that say the same, the first by the order given stays. Only those with a
 * wildcard can cover another one, and there are few of them.
 */
export function withoutCovered(patterns: readonly string[]): string[] {
  const distinct = [...new Map([...patterns].reverse().map((pattern) => [whole(pattern), pattern])).values()].reverse();
  const wide = distinct.filter((pattern) => /[*?]/.test(pattern));
  return distinct.filter((pattern) => !wide.some((other) => (
    other !== pattern && sameService(other, pattern) && actionCovers(other, pattern)
    && (distinct.indexOf(other) < distinct.indexOf(pattern) || !actionCovers(pattern, other))
  )));
}

/** Saves the comparison where it cannot succeed: a service is named in full, or by `*`. */
function sameService(pattern: string, other: string): boolean {
  const service = (text: string) => whole(text).split(':')[0];
  return pattern.startsWith('*') || service(pattern) === service(other);
}
