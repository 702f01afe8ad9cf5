/** Things by a key of theirs, in the order in which they come. */
export function groupBy<T>(things: Iterable<T>, key: (thing: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const of = key(thing);
    const group = groups.get(of);
    if (group) group.push(thing);
    else groups.set(of, [thing]);
  }
  return groups;
}
