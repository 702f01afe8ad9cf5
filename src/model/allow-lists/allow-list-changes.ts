import type { AllowListChange } from './allow-lists-of';
import { allowedAtTarget, TargetPolicies } from './target-policies';
import type { RemainingAccess } from '../../policy';
import { unflatten } from '../diff/flat-organization';
import type { Aligned } from '../diff/identity/align';
import { Names } from '../diff/identity/names';

/**
 * Targets where service control policies form an allow list, before or after a change, and where other services are allowed after it.
 * Policies of the levels above count as well.
 */
export function allowListChanges({ base, head }: Aligned): AllowListChange[] {
  const [before, after] = [base, head].map((each) => new TargetPolicies(unflatten(each)));
  const names = new Names(base, head);
  return after.targetIds.filter((id) => before.isAllowList(id) || after.isAllowList(id)).flatMap((id): AllowListChange[] => {
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
