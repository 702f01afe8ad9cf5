import { add } from './multimap';
import type { NodeFinder } from './node-finder';
import type { PageNode } from './page-nodes';
import type { Change } from '../../model/diff';
import type { Review } from '../../model/review/review';

/** Which changes are about which node, both ways. A change of a policy is about every target that has it. */
export class ChangesOfNodes {
  readonly ofNode = new Map<number, number[]>();
  readonly ofChange: readonly number[][];

  constructor(nodes: readonly PageNode[], finder: NodeFinder, review: Review | undefined) {
    const byPolicy = new Map<string, number[]>();
    nodes.forEach(({ attachedPolicies }, index) => attachedPolicies.forEach(({ id }) => add(byPolicy, id, index)));
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
  if ('on' in change && change.on.kind !== 'policy' && change.on.kind !== 'resourcePolicy') return [change.on];
  return [];
}

function policyIdsOf(change: Change): string[] {
  if ('on' in change) return change.on.kind === 'policy' ? [change.on.id] : [];
  return 'policy' in change && !('target' in change) ? [change.policy.id] : [];
}
