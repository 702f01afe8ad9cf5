import { markedBoxes } from './change-marks';
import { type GraphNode, type Mark, nameOfKey } from './graph-node';
import type { Change } from '../../model';
import { nameIn, parentPath } from '../wording/words';

interface Branch {
  kind: GraphNode['kind'];
  readonly label: string;
  mark?: Mark;
  readonly children: Map<string, Branch>;
}

/** The tree with only what changes and what is above it; undefined if nothing in the tree changes. */
export function changedBranches(changes: readonly Change[]): GraphNode | undefined {
  const root: Branch = { kind: 'root', label: 'Root', children: new Map() };
  const branchAt = (path: string): Branch => {
    if (path === '' || path === 'Root') return root;
    const above = parentPath(path);
    return above === path ? root : childOf(branchAt(above), path, nameOfKey(nameIn(path, above)));
  };
  const boxes = markedBoxes(changes);
  for (const { kind, path, parentPath: above, name, mark } of boxes) {
    const branch = kind === 'root' ? root : childOf(branchAt(above), `${kind === 'account' ? 'account ' : ''}${path}`, name);
    branch.kind = kind;
    // What comes, goes or moves says more than that something about it changes.
    if (branch.mark === undefined || branch.mark === 'changed') branch.mark = mark;
  }
  return boxes.length === 0 ? undefined : nodeOf(root);
}

function childOf(parent: Branch, key: string, label: string): Branch {
  let child = parent.children.get(key);
  if (!child) {
    child = { kind: 'organizationalUnit', label, children: new Map() };
    parent.children.set(key, child);
  }
  return child;
}

function nodeOf({ kind, label, mark, children }: Branch): GraphNode {
  return { kind, label, ...(mark ? { mark } : {}), children: [...children.values()].map(nodeOf) };
}
