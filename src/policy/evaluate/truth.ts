/** True, false, or the names of what would have to be known to tell. */
export type Truth = boolean | readonly string[];

export function isUnknown(truth: Truth): truth is readonly string[] {
  return typeof truth !== 'boolean';
}

export function not(truth: Truth): Truth {
  return isUnknown(truth) ? truth : !truth;
}

/** One that is false decides, whatever is unknown beside it. */
export function all<T>(items: readonly T[], judge: (item: T) => Truth): Truth {
  let unknown: readonly string[] | undefined;
  for (let index = 0; index < items.length; index++) {
    const truth = judge(items[index]);
    if (truth === false) return false;
    if (isUnknown(truth)) unknown = union(unknown, truth);
  }
  return unknown ?? true;
}

/** One that is true decides. */
export function any<T>(items: readonly T[], judge: (item: T, index: number) => Truth): Truth {
  let unknown: readonly string[] | undefined;
  for (let index = 0; index < items.length; index++) {
    const truth = judge(items[index], index);
    if (truth === true) return true;
    if (isUnknown(truth)) unknown = union(unknown, truth);
  }
  return unknown ?? false;
}

function union(some: readonly string[] | undefined, more: readonly string[]): readonly string[] {
  return some === undefined ? more : [...new Set([...some, ...more])];
}
