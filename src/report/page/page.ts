import type { Organization, Policy } from '../../model/organization';
import { RISK_LEVELS, type RiskLevel } from '../../model/risk';
import type { PageData } from '../page-data';
import { RisksOfReview } from '../risks-of-review';
import { ChangesOfNodes } from './changes-of-nodes';
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
  private readonly byPath: ReadonlyMap<string, number>;
  private readonly policiesById: ReadonlyMap<string, Policy>;

  constructor(readonly data: PageData) {
    const { organization, review } = data;
    this.nodes = pageNodes(data);
    this.byPath = new Map(this.nodes.map(({ path }, index) => [path, index]));
    this.changes = new ChangesOfNodes(this.nodes, this.byPath, review);
    this.tree = new TreeRows(this.nodes, new Set(this.changes.ofNode.keys()));
    this.delegations = delegations(organization);
    this.policies = new PagePolicies(organization);
    this.policiesById = new Map(organization.policies.map((policy) => [policy.id, policy]));
    this.risks = review && new RisksOfReview(review);
  }

  nodeAt(path: string): number | undefined {
    return this.byPath.get(path);
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
