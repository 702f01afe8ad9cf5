import { add } from './multimap';
import type { PageNode } from './page-nodes';
import type { Change } from '../../model/diff';
import type { Review } from '../../model/review';

/** Which changes are about which node, both ways. A change of a policy is about every target that has it. */
export class ChangesOfNodes {
  readonly ofNode = new Map<number, number[]>();
  readonly ofChange: readonly number[][];

  constructor(nodes: readonly PageNode[], byPath: ReadonlyMap<string, number>, review: Review | undefined) {
    const byPolicy = new Map<string, number[]>();
    nodes.forEach(({ attachedPolicies }, index) => attachedPolicies.forEach(({ id }) => add(byPolicy, id, index)));
    this.ofChange = (review?.changes ?? []).map((change) => (
      [...pathsOf(change).flatMap((path) => byPath.get(path) ?? []), ...policyIdsOf(change).flatMap((id) => byPolicy.get(id) ?? [])]));
    this.ofChange.forEach((about, change) => about.forEach((node) => add(this.ofNode, node, change)));
  }
}

function pathsOf(change: Change): string[] {
  if ('account' in change) return [change.account.path];
  if ('unit' in change) return [change.unit.path];
  if ('target' in change) return [change.target.path];
  if ('on' in change && change.on.kind !== 'policy') return [change.on.path];
  return [];
}

function policyIdsOf(change: Change): string[] {
  if ('on' in change) return change.on.kind === 'policy' ? [change.on.id] : [];
  return 'policy' in change && !('target' in change) ? [change.policy.id] : [];
}
