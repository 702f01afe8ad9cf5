import { isGhost, type PageNode } from '../page-nodes';

/** One line of the tree as it is shown. */
export interface Row {
  readonly node: number;
  readonly level: number;
  /** Undefined for what holds nothing. */
  readonly open?: boolean;
  /** Whether the node itself is what was looked for; ancestors of such nodes are shown as well. */
  readonly found: boolean;
}

export interface Filter {
  /**
   * Parts of names, IDs, addresses, tags, policy names or services that an account administers, all of which must be there; letter case
   * does not count.
   */
  readonly words: string;
  readonly changedOnly: boolean;
  /** Only nodes to which this policy is attached directly or from above. */
  readonly policyId?: string;
}

export const NO_FILTER: Filter = { words: '', changedOnly: false };

/** The tree of a page: who is whose child, and what is shown under a filter. */
export class TreeRows {
  readonly children: readonly number[][];
  private readonly haystacks: readonly string[];
  /** The number of accounts below each node. */
  readonly accountsBelow: Int32Array;

  /** @param notes more words by which a node is found, such as the services that an account administers, by the node's ID */
  constructor(
    private readonly nodes: readonly PageNode[], private readonly changed: ReadonlySet<number>,
    notes: ReadonlyMap<string, readonly string[]> = new Map(),
  ) {
    const children: number[][] = nodes.map(() => []);
    this.accountsBelow = new Int32Array(nodes.length);
    for (let index = nodes.length - 1; index > 0; index--) {
      const { parent, kind } = nodes[index];
      this.accountsBelow[parent] += this.accountsBelow[index] + (kind === 'account' && !isGhost(nodes[index]) ? 1 : 0);
    }
    nodes.forEach(({ parent }, index) => parent >= 0 && children[parent].push(index));
    this.children = children;
    this.haystacks = nodes.map((node) => [
      node.name, node.id, node.email, node.state, ...Object.entries(node.tags).map(([key, value]) => `${key}=${value}`),
      ...node.attachedPolicies.map(({ name }) => name), ...(node.kind === 'account' ? notes.get(node.id) ?? [] : []),
    ].join('\n').toLowerCase());
  }

  /** The nodes from the root down to the node itself. */
  path(node: number): number[] {
    const path: number[] = [];
    for (let at = node; at >= 0; at = this.nodes[at].parent) path.unshift(at);
    return path;
  }

  /** Lines in order. Under a filter everything that leads to a find is open. */
  rows(filter: Filter, closed: ReadonlySet<number>): Row[] {
    const found = this.found(filter);
    const shown = found && this.withAncestors(found);
    const rows: Row[] = [];
    const visit = (node: number, level: number): void => {
      if (shown && !shown[node]) return;
      const below = this.children[node];
      const open = below.length === 0 ? undefined : !closed.has(node);
      rows.push({ node, level, open, found: found ? found[node] === 1 : true });
      if (open) below.forEach((child) => visit(child, level + 1));
    };
    if (this.nodes.length > 0) visit(0, 1);
    return rows;
  }

  private found({ words, changedOnly, policyId }: Filter): Uint8Array | undefined {
    const parts = words.toLowerCase().split(/\s+/).filter((part) => part !== '');
    if (parts.length === 0 && !changedOnly && policyId === undefined) return undefined;
    const under = new Uint8Array(this.nodes.length);
    const found = new Uint8Array(this.nodes.length);
    this.nodes.forEach(({ parent, attachedPolicies }, index) => {
      if (policyId !== undefined) {
        under[index] = (parent >= 0 && under[parent]) || attachedPolicies.some(({ id }) => id === policyId) ? 1 : 0;
      }
      const matches = (policyId === undefined || under[index] === 1) && (!changedOnly || this.changed.has(index));
      if (matches && parts.every((part) => this.haystacks[index].includes(part))) found[index] = 1;
    });
    return found;
  }

  private withAncestors(found: Uint8Array): Uint8Array {
    const shown = found.slice();
    for (let index = this.nodes.length - 1; index > 0; index--) {
      if (shown[index]) shown[this.nodes[index].parent] = 1;
    }
    return shown;
  }
}
