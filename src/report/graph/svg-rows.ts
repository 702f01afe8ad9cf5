import type { GraphNode } from './graph-node';

/** A box of the tree and where it is drawn: each has a line of its own, and what is in it stands below it, further to the right. */
export interface SvgRow {
  readonly node: GraphNode;
  readonly depth: number;
  /** Line of the parent; absent for the root. */
  readonly parent?: number;
}

/** The tree from top to bottom. */
export function svgRows(root: GraphNode): SvgRow[] {
  const rows: SvgRow[] = [];
  const add = (node: GraphNode, depth: number, parent?: number): void => {
    const at = rows.push({ node, depth, ...(parent === undefined ? {} : { parent }) }) - 1;
    node.children.forEach((child) => add(child, depth + 1, at));
  };
  add(root, 0);
  return rows;
}
