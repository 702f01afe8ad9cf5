/** A copy sorted by name; items of the same name are sorted by ID, so that equal lists are equal values. */
export function byName<T extends { readonly name: string; readonly id: string }>(items: readonly T[]): T[] {
  const key = (item: T) => `${item.name}\u0000${item.id}`;
  return [...items].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
