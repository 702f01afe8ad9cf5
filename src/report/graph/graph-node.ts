import type { TargetReference } from '../../model';

/** The effect of a change on a box of the tree. */
export type Mark = 'added' | 'removed' | 'movedHere' | 'movedAway' | 'changed';

const MARK_WORDS: Readonly<Record<Mark, string>> = {
  added: 'new', removed: 'goes', movedHere: 'moves here', movedAway: 'moves away', changed: 'changes',
};

/** The words for a box that stands for many objects. */
const MANY_MARK_WORDS: Readonly<Record<Mark, string>> = {
  added: 'new', removed: 'go', movedHere: 'move here', movedAway: 'move away', changed: 'change',
};

/** A box of the organization's tree, as it is drawn. */
export interface GraphNode {
  /** `more` stands for objects that are not drawn. */
  readonly kind: 'root' | 'organizationalUnit' | 'account' | 'more';
  readonly label: string;
  /** An additional text, such as an ID. It is drawn where there is room. */
  readonly note?: string;
  readonly mark?: Mark;
  /** The number of objects that a box of the kind `more` stands for. */
  readonly stands?: number;
  readonly children: readonly GraphNode[];
}

/** The character for a slash that belongs to a name in a path. */
const SLASH = '\u0000';

/** A path as a key, in which slashes part names and nothing else. */
export function keyPath({ path, names, name }: Pick<TargetReference, 'path' | 'names' | 'name'>): string {
  if (names !== undefined) return names.map(keyName).join('/');
  return name !== undefined && path.endsWith(`/${name}`) ? path.slice(0, -name.length) + keyName(name) : path;
}

export function keyName(name: string): string {
  return name.replaceAll('/', SLASH);
}

/** The name that became part of a key. */
export function nameOfKey(part: string): string {
  return part.replaceAll(SLASH, '/');
}

export function sizeOf(node: GraphNode): number {
  return node.children.reduce((sum, child) => sum + sizeOf(child), 1);
}

/** The effect of a change on a box, in words. Empty if there is none. */
export function markWords({ mark, stands = 1 }: GraphNode): string {
  if (!mark) return '';
  return stands > 1 ? MANY_MARK_WORDS[mark] : MARK_WORDS[mark];
}
