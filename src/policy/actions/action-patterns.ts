/** Words of `DeleteBucketPolicy`. */
const WORD_END = /(?<=[a-z0-9])(?=[A-Z])/g;

/**
 * Patterns that match these actions of one service and none of its others: `*`, `Delete*` and the like at the ends of words, and full
 * names. Names come without the service's prefix. Policies do not tell upper from lower case: `DescribeVolumes*` is `DescribeVolumeStatus`
 * as well.
 */
export function actionPatterns(names: readonly string[], all: readonly string[]): string[] {
  if (all.length > 1 && names.length === all.length) return ['*'];
  const lower = all.map((name) => name.toLowerCase());
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  const covered = new Set<string>();
  const patterns: string[] = [];
  for (const name of [...names].sort()) {
    if (covered.has(name.toLowerCase())) continue;
    const prefix = prefixesOf(name).find((candidate) => {
      const matching = matchesOf(candidate, lower);
      return matching.length > 1 && matching.every((other) => wanted.has(other));
    });
    patterns.push(prefix === undefined ? name : `${prefix}*`);
    if (prefix !== undefined) matchesOf(prefix, lower).forEach((other) => covered.add(other));
  }
  return patterns;
}

function matchesOf(prefix: string, lower: readonly string[]): string[] {
  return lower.filter((name) => name.startsWith(prefix.toLowerCase()));
}

/** From the first word to all but the last. */
function prefixesOf(name: string): string[] {
  const words = name.split(WORD_END);
  return words.slice(0, -1).map((_, index) => words.slice(0, index + 1).join('')).concat(name);
}
