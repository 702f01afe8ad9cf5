import type { AllowList } from './allow-list';
import { allowedAtTarget, TargetPolicies } from './target-policies';
import type { AllowedServices } from '../../policy';
import { flatten, withNamedRoot } from '../diff/flat-organization';
import { Names } from '../diff/identity/names';
import type { TargetReference } from '../diff/references';
import type { Organization } from '../organization';

/** The services that are allowed where FullAWSAccess is detached, once for all targets at which the same is allowed. */
export function allowListsOf(organization: Organization): AllowList[] {
  const policies = new TargetPolicies(organization);
  const flat = withNamedRoot(flatten(organization));
  const names = new Names(flat, flat);
  const lists = new Map<string, { readonly allowed: AllowedServices; readonly targets: TargetReference[] }>();
  for (const id of policies.targetIds.filter((each) => policies.isAllowList(each))) {
    const allowed = policies.allowed(id)!;
    const key = JSON.stringify(allowed);
    const list = lists.get(key) ?? { allowed, targets: [] };
    lists.set(key, list);
    list.targets.push(names.target(flat.targets.get(id)!));
  }
  return [...lists.values()].map(({ allowed, targets }) => ({ ...allowedAtTarget(allowed), targets }));
}
