import { add } from '../node-finder';
import type { Page } from '../page';
import { isGhost } from '../page-nodes';

/** The targets of a policy, and the number of accounts that inherit it. */
export interface PolicyUse {
  readonly nodes: readonly number[];
  readonly accounts: number;
}

/** The uses of all policies, AWS managed ones included, by their IDs. An account that has a policy twice counts once. */
export function policyUses(page: Page): Map<string, PolicyUse> {
  const attached = new Map<string, number[]>();
  page.nodes.forEach((node, index) => {
    if (!isGhost(node)) node.attachedPolicies.forEach(({ id }) => add(attached, id, index));
  });
  return new Map([...attached].map(([id, nodes]) => [id, { nodes, accounts: accountsUnder(page, nodes) }]));
}

function accountsUnder(page: Page, nodes: readonly number[]): number {
  const all = new Set(nodes);
  const outermost = nodes.filter((node) => page.tree.path(node).slice(0, -1).every((above) => !all.has(above)));
  return outermost.reduce((sum, node) => sum + (page.nodes[node].kind === 'account' ? 1 : page.tree.accountsBelow[node]), 0);
}
