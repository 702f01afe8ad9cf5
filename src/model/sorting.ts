/** A copy sorted by name; items of the same name are sorted by ID, so that equal lists are equal values. */
export function byName<T extends { readonly name: string; readonly id: string }>(items: readonly T[]): T[] {
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return [...items].sort((a, b) => compare(a.name, b.name) || compare(a.id, b.id));
}
