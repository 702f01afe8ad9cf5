import { patternCovers } from '../evaluate/patterns/glob';

/**
 * Whether every action that the second pattern names is named by the first one too. Actions are not
 * case-sensitive. The answer never claims too much.
 */
export function actionCovers(pattern: string, other: string): boolean {
  return patternCovers(whole(pattern), whole(other));
}

function whole(pattern: string): string {
  return pattern === '*' ? '*:*' : pattern.toLowerCase();
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
