import { type GraphNode, type Mark, sizeOf } from './graph-node';
import { numberText } from '../wording/phrase';
import { count } from '../wording/words';

export interface GraphLimits {
  /** Boxes of the whole drawing. */
  readonly nodes: number;
  /** Accounts with the same mark side by side; more become one box with their number. */
  readonly accounts: number;
}

/** A tree that is small enough to be drawn: first accounts are counted, then the deepest units, at last what is left over at the end. */
export function foldGraph(root: GraphNode, { nodes, accounts }: GraphLimits): GraphNode {
  let folded = countAccounts(root, accounts);
  if (sizeOf(folded) > nodes) folded = countAccounts(root, 0);
  for (let depth = depthOf(folded) - 1; depth >= 1 && sizeOf(folded) > nodes; depth--) folded = countBelow(folded, depth);
  // The last step left two boxes of each child at most.
  const most = Math.max(1, Math.floor(nodes / 2) - 1);
  return sizeOf(folded) > nodes ? { ...folded, children: [...folded.children.slice(0, most), more(folded.children.slice(most))] } : folded;
}

/** Replaces accounts with the same mark by one box with their number, if there are more than the limit. */
function countAccounts(node: GraphNode, limit: number): GraphNode {
  const byMark = new Map<Mark | undefined, GraphNode[]>();
  for (const child of node.children) {
    if (child.kind !== 'account') continue;
    const same = byMark.get(child.mark);
    if (same) same.push(child);
    else byMark.set(child.mark, [child]);
  }
  const kept = [...byMark].flatMap(([mark, same]) => (
    same.length <= limit ? same : [{ kind: 'more' as const, label: count(same.length, 'account'), stands: same.length, ...(mark ? { mark } : {}), children: [] }]));
  return { ...node, children: [...kept, ...node.children.filter(({ kind }) => kind !== 'account').map((child) => countAccounts(child, limit))] };
}

/** Boxes at a depth stay, what is below them becomes one. */
function countBelow(node: GraphNode, depth: number): GraphNode {
  if (depth > 0) return { ...node, children: node.children.map((child) => countBelow(child, depth - 1)) };
  return node.children.length === 0 ? node : { ...node, children: [more(node.children)] };
}

function more(hidden: readonly GraphNode[]): GraphNode {
  const number = hidden.reduce((sum, node) => sum + thingsIn(node), 0);
  return { kind: 'more', label: `${numberText(number)} not drawn`, stands: number, children: [] };
}

function thingsIn({ stands = 1, children }: GraphNode): number {
  return children.reduce((sum, child) => sum + thingsIn(child), stands);
}

function depthOf(node: GraphNode): number {
  return 1 + Math.max(0, ...node.children.map(depthOf));
}
