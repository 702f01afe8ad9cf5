import type { Page } from '../page';
import { isGhost, type PageNode } from '../page-nodes';

/** Something that the page shows by itself: a node of the tree, a policy, or a service that the organization trusts. */
export type Selection =
  | { readonly kind: 'node'; readonly node: number }
  | { readonly kind: 'policy'; readonly id: string }
  | { readonly kind: 'service'; readonly principal: string };

/**
 * The end of the page's address at which the selection is found again: `#account=111122223333`. In code that is not deployed an ID is a
 * reference; then the email address, the path or the name stands for it where it is unique.
 */
export function hashOf(page: Page, selection: Selection): string {
  if (selection.kind === 'service') return hash('service', selection.principal);
  if (selection.kind === 'policy') {
    const name = isReference(selection.id) ? page.policy(selection.id)?.name : undefined;
    return hash('policy', name !== undefined && policyNamed(page, name) === selection.id ? name : selection.id);
  }
  const { kind, id, email, path } = page.nodes[selection.node];
  if (kind === 'root') return '#root';
  const words = isReference(id) ? [email, path.replace(/^Root\//, '')] : [];
  return hash(kind, words.find((word) => word && nodeNamed(page.nodes, kind, word) === selection.node) ?? id);
}

function isReference(id: string): boolean {
  return id.includes('${');
}

function hash(kind: string, id: string): string {
  return `#${kind}=${encodeURIComponent(id)}`;
}

/**
 * The selection at the end of an address; undefined if the page does not have it. An account is found by its email address or name too.
 */
export function selectionOf(page: Page, address: string): Selection | undefined {
  if (address === '#root') return { kind: 'node', node: 0 };
  const [, kind, encoded] = /^#(account|unit|policy|service)=(.+)$/.exec(address) ?? [];
  const id = decoded(encoded);
  if (id === undefined) return undefined;
  if (kind === 'policy') {
    const found = policyNamed(page, id);
    return found === undefined ? undefined : { kind, id: found };
  }
  if (kind === 'service') return page.isService(id) ? { kind, principal: id } : undefined;
  const node = nodeNamed(page.nodes, kind as 'account' | 'unit', id);
  return node === undefined ? undefined : { kind: 'node', node };
}

function decoded(text: string | undefined): string | undefined {
  try {
    return text && decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The ID of the policy that has this ID, or else alone this name. */
function policyNamed(page: Page, given: string): string | undefined {
  if (page.isPolicy(given)) return given;
  const found = page.data.organization.policies.filter(({ name }) => name === given);
  return found.length === 1 ? found[0].id : undefined;
}

/** By the ID; else by the address, the path or the name, if only one has it. What is there comes before what is gone. */
function nodeNamed(nodes: readonly PageNode[], kind: 'account' | 'unit', given: string): number | undefined {
  const of = (matches: (node: PageNode) => boolean) => nodes.flatMap((node, index) => (node.kind === kind && matches(node) ? [index] : []));
  const byId = of(({ id }) => id === given);
  if (byId.length > 0) return byId.find((index) => !isGhost(nodes[index])) ?? byId[0];
  const lower = given.toLowerCase();
  for (const matches of [
    (node: PageNode) => node.email?.toLowerCase() === lower, ({ path }: PageNode) => path === given || path === `Root/${given}`, ({ name }: PageNode) => name === given,
  ]) {
    const found = of(matches);
    if (found.length > 0) return found.length === 1 ? found[0] : undefined;
  }
  return undefined;
}
