/** A copy in the order of names; things of the same name by id, so that equal lists are equal values. */
export function byName<T extends { readonly name: string; readonly id: string }>(items: readonly T[]): T[] {
  const key = (item: T) => `${item.name}\u0000${item.id}`;
  return [...items].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
