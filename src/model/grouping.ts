/** Items by a key, in their original order. */
export function groupBy<T>(items: Iterable<T>, key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const of = key(item);
    const group = groups.get(of);
    if (group) group.push(item);
    else groups.set(of, [item]);
  }
  return groups;
}

/** Calls a function when its result is first asked for, and gives the same one from then on. */
export function once<Result>(make: () => Result): () => Result {
  let known: { readonly result: Result } | undefined;
  return () => (known ??= { result: make() }).result;
}

/** Calls a function once for each object, and gives the same result from then on, so that equal values stay the same object. */
export function onceForEach<Key extends object, Result>(make: (key: Key) => Result): (key: Key) => Result {
  const known = new WeakMap<Key, { readonly result: Result }>();
  return (key) => {
    let found = known.get(key);
    if (found === undefined) {
      found = { result: make(key) };
      known.set(key, found);
    }
    return found.result;
  };
}
