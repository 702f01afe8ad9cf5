/** A value of three-valued logic: true, false, or unknown. An unknown value names the context keys that would decide it. */
export type Ternary = boolean | readonly string[];

export function isUnknown(value: Ternary): value is readonly string[] {
  return typeof value !== 'boolean';
}

export function not(value: Ternary): Ternary {
  return isUnknown(value) ? value : !value;
}

/** One `false` decides, regardless of unknown items. */
export function all<T>(items: readonly T[], judge: (item: T) => Ternary): Ternary {
  let unknown: readonly string[] | undefined;
  for (let index = 0; index < items.length; index++) {
    const value = judge(items[index]);
    if (value === false) return false;
    if (isUnknown(value)) unknown = union(unknown, value);
  }
  return unknown ?? true;
}

/** One `true` decides. */
export function any<T>(items: readonly T[], judge: (item: T, index: number) => Ternary): Ternary {
  let unknown: readonly string[] | undefined;
  for (let index = 0; index < items.length; index++) {
    const value = judge(items[index], index);
    if (value === true) return true;
    if (isUnknown(value)) unknown = union(unknown, value);
  }
  return unknown ?? false;
}

function union(some: readonly string[] | undefined, more: readonly string[]): readonly string[] {
  return some === undefined ? more : [...new Set([...some, ...more])];
}
