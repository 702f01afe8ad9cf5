import type { DelegatedAdministrator, Organization, Policy } from '../../model/organization';
import { RISK_LEVELS, type RiskLevel } from '../../model/risk';
import type { PageContents } from '../page-data';
import type { PolicyFinding } from '../policy-findings';
import { RisksOfReview } from '../risks-of-review';
import { NodeFinder, add } from './node-finder';
import { delegations, type PageNode, pageNodes } from './page-nodes';
import { PagePolicies } from './page-policies';
import { TreeRows } from './tree/tree-rows';
import type { Change } from '../../model/diff';
import type { Review } from '../../model/review/review';

/** Maps changes to nodes and back. A change of a policy belongs to every target that has it. */
export class ChangesOfNodes {
  readonly ofNode = new Map<number, number[]>();
  readonly ofChange: readonly number[][];

  constructor(nodes: readonly PageNode[], finder: NodeFinder, review: Review | undefined) {
    const byPolicy = new Map<string, number[]>();
    nodes.forEach(({ attachedPolicies: attached }, index) => attached.forEach(({ id }) => add(byPolicy, id, index)));
    const found = (change: Change) => targetsOf(change).flatMap((target) => finder.find(target) ?? []);
    this.ofChange = (review?.changes ?? []).map((change) => (
      [...found(change), ...policyIdsOf(change).flatMap((id) => byPolicy.get(id) ?? [])]));
    this.ofChange.forEach((about, change) => about.forEach((node) => add(this.ofNode, node, change)));
  }
}

function targetsOf(change: Change): { readonly id: string; readonly path: string }[] {
  if ('account' in change) return [change.account];
  if ('unit' in change) return [change.unit];
  if ('target' in change) return [change.target];
  if ('on' in change && 'path' in change.on) return [change.on];
  return [];
}

function policyIdsOf(change: Change): string[] {
  if ('on' in change) return change.on.kind === 'policy' ? [change.on.id] : [];
  return 'policy' in change && !('target' in change) ? [change.policy.id] : [];
}

/** The data and indexes that all parts of the page share. */
export class Page {
  readonly nodes: readonly PageNode[];
  readonly tree: TreeRows;
  readonly changes: ChangesOfNodes;
  readonly delegations: ReadonlyMap<string, readonly string[]>;
  readonly policies: PagePolicies;
  readonly risks?: RisksOfReview;
  private readonly finder: NodeFinder;
  private readonly policiesById: ReadonlyMap<string, Policy>;

  constructor(readonly data: PageContents) {
    const { organization, review } = data;
    this.nodes = pageNodes(data);
    this.finder = new NodeFinder(this.nodes);
    this.changes = new ChangesOfNodes(this.nodes, this.finder, review);
    this.delegations = delegations(organization);
    this.tree = new TreeRows(this.nodes, new Set(this.changes.ofNode.keys()), searchedNotes(this.delegations));
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

  /** Whether a policy is known, or attached somewhere. */
  isPolicy(id: string): boolean {
    return this.policiesById.has(id) || this.nodes.some(({ attachedPolicies: list }) => list.some((each) => each.id === id));
  }

  /** Services with trusted access or an administrator, by name. */
  services(): string[] {
    const { trustedServices, delegatedAdministrators } = this.data.organization;
    return [...new Set([...trustedServices, ...delegatedAdministrators.map(({ servicePrincipal }) => servicePrincipal)])].sort();
  }

  isService(principal: string): boolean {
    return this.services().includes(principal);
  }

  isTrusted(principal: string): boolean {
    return this.data.organization.trustedServices.includes(principal);
  }

  administratorsOf(principal: string): DelegatedAdministrator[] {
    return this.data.organization.delegatedAdministrators.filter(({ servicePrincipal }) => servicePrincipal === principal);
  }

  findingsOf(policyId: string): readonly PolicyFinding[] {
    return this.data.findings.filter((finding) => finding.policyId === policyId);
  }

  /** The worst level of the changes of a node; undefined if it has none. */
  levelOfNode(node: number): RiskLevel | undefined {
    const levels = (this.changes.ofNode.get(node) ?? []).map((change) => this.risks!.riskOf(change));
    return RISK_LEVELS.find((level) => levels.includes(level));
  }
}

/** The words by which accounts are found that administer services. */
function searchedNotes(byAccount: ReadonlyMap<string, readonly string[]>): Map<string, string[]> {
  return new Map([...byAccount].map(([id, services]) => [id, ['delegated administrator', ...services]]));
}

/** The policies that are attached to any node, ordered by name. */
export function attachedPolicies(nodes: readonly PageNode[]): Pick<Organization['policies'][number], 'id' | 'name'>[] {
  const found = new Map(nodes.flatMap(({ attachedPolicies: list }) => list.map(({ id, name }) => [id, { id, name }] as const)));
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
