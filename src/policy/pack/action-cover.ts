import { patternCovers } from '../evaluate/patterns/glob';

/**
 * Whether the first pattern matches every action that the second one matches. Actions are not
 * case-sensitive. A `true` is always correct.
 */
export function actionCovers(pattern: string, other: string): boolean {
  return patternCovers(whole(pattern), whole(other));
}

function whole(pattern: string): string {
  return pattern === '*' ? '*:*' : pattern.toLowerCase();
}

/**
 * The patterns without those that others cover; of two equivalent ones, the first in the given order stays. Only those with a
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

/** Skips comparisons that cannot succeed: a service is named in full, or by `*`. */
function sameService(pattern: string, other: string): boolean {
  const service = (text: string) => whole(text).split(':')[0];
  return pattern.startsWith('*') || service(pattern) === service(other);
}
