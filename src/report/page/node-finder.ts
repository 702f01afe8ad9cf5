import type { PageNode } from './page-nodes';

/** Finds the node that a change or an impact names, by its path. The ID decides between nodes with one path, such as equal names. */
export class NodeFinder {
  private readonly byPath = new Map<string, number[]>();

  constructor(private readonly nodes: readonly Pick<PageNode, 'id' | 'path'>[]) {
    nodes.forEach(({ path }, index) => add(this.byPath, path, index));
  }

  find({ id, path }: { readonly id: string; readonly path: string }): number | undefined {
    const found = this.byPath.get(path) ?? [];
    return found.length > 1 ? found.find((index) => this.nodes[index].id === id) ?? found[0] : found[0];
  }
}

/** Adds a value to the list under a key. */
export function add<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
