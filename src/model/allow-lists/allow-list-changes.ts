import type { AllowListChange } from './allow-lists-of';
import { allowedAtTarget, TargetPolicies } from './target-policies';
import type { RemainingAccess } from '../../policy';
import type { Aligned } from '../diff/identity/align';
import { Names } from '../diff/identity/names';

/**
 * Targets where service control policies form an allow list, before or after a change, and where other services are allowed after it.
 * Policies of the levels above count as well.
 */
export function allowListChanges(aligned: Aligned): AllowListChange[] {
  return aligned.haveSamePolicies ? [] : comparedAllowLists(aligned);
}

/** The same, by the comparison of every target. */
export function comparedAllowLists(aligned: Aligned): AllowListChange[] {
  const { base, head } = aligned;
  const [before, after] = [base, head].map((each) => new TargetPolicies(aligned.treeOf(each)));
  const ids = after.targetIds.filter((id) => before.isAllowList(id) || after.isAllowList(id));
  if (ids.length === 0) return [];
  const names = new Names(base, head);
  return ids.flatMap((id): AllowListChange[] => {
    const [former, present] = [before.allowed(id), after.allowed(id)!];
    if (JSON.stringify(former) === JSON.stringify(present)) return [];
    const target = names.target(head.targets.get(id)!);
    const change = { target, after: allowedAtTarget(present) };
    if (former === undefined) return [{ ...change, noLonger: [], newly: [] }];
    return [{ ...change, before: allowedAtTarget(former), noLonger: lost(former, present), newly: lost(present, former) }];
  });
}

/** Services that one allows to some degree, and the other not at all. */
function lost(one: RemainingAccess, other: RemainingAccess): string[] {
  const gone = new Set(one.none);
  return other.none.filter((service) => !gone.has(service));
}
