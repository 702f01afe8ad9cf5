import type { Organization, Policy } from '../../model/organization';
import { RISK_LEVELS, type RiskLevel } from '../../model/risk';
import type { PageData } from '../page-data';
import { RisksOfReview } from '../risks-of-review';
import { ChangesOfNodes } from './changes-of-nodes';
import { NodeFinder } from './node-finder';
import { delegations, type PageNode, pageNodes } from './page-nodes';
import { PagePolicies } from './page-policies';
import { TreeRows } from './tree-rows';

/** Everything that the parts of the page look things up in. */
export class Page {
  readonly nodes: readonly PageNode[];
  readonly tree: TreeRows;
  readonly changes: ChangesOfNodes;
  readonly delegations: ReadonlyMap<string, readonly string[]>;
  readonly policies: PagePolicies;
  readonly risks?: RisksOfReview;
  private readonly finder: NodeFinder;
  private readonly policiesById: ReadonlyMap<string, Policy>;

  constructor(readonly data: PageData) {
    const { organization, review } = data;
    this.nodes = pageNodes(data);
    this.finder = new NodeFinder(this.nodes);
    this.changes = new ChangesOfNodes(this.nodes, this.finder, review);
    this.tree = new TreeRows(this.nodes, new Set(this.changes.ofNode.keys()));
    this.delegations = delegations(organization);
    this.policies = new PagePolicies(organization);
    this.policiesById = new Map(organization.policies.map((policy) => [policy.id, policy]));
    this.risks = review && new RisksOfReview(review);
  }

  nodeOf(target: { readonly id: string; readonly path: string }): number | undefined {
    return this.finder.find(target);
  }

  /** Undefined for what AWS manages, and for policies whose text is not known. */
  policy(id: string): Policy | undefined {
    return this.policiesById.get(id);
  }

  /** The worst level of the changes of a node; undefined if it has none. */
  levelOfNode(node: number): RiskLevel | undefined {
    const levels = (this.changes.ofNode.get(node) ?? []).map((change) => this.risks!.riskOf(change));
    return RISK_LEVELS.find((level) => levels.includes(level));
  }
}

/** What is attached somewhere, by name. */
export function attachedPolicies(nodes: readonly PageNode[]): Pick<Organization['policies'][number], 'id' | 'name'>[] {
  const found = new Map(nodes.flatMap(({ attachedPolicies: list }) => list.map(({ id, name }) => [id, { id, name }] as const)));
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
