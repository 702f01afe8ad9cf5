import type { AllowListChange } from './allow-lists-of';
import { allowedAtTarget, TargetPolicies } from './target-policies';
import type { RemainingAccess } from '../../policy';
import { unflatten } from '../diff/flat-organization';
import type { Aligned } from '../diff/identity/align';
import { Names } from '../diff/identity/names';

/**
 * Targets at which service control policies say what is allowed, before or after a change, and other services are allowed after it. The
 * policies of levels above take part.
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

/** Services that are allowed to some degree by one, and not at all by the other. */
function lost(one: RemainingAccess, other: RemainingAccess): string[] {
  const gone = new Set(one.none);
  return other.none.filter((service) => !gone.has(service));
}
