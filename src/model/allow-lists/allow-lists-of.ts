import { allowedAtTarget, TargetPolicies } from './target-policies';
import type { AllowedServices } from '../../policy';
import { flatten, withNamedRoot } from '../diff/flat-organization';
import { Names } from '../diff/identity/names';
import type { TargetReference } from '../diff/references';
import type { Organization } from '../organization';

/** The services that service control policies leave allowed at a target and below it. */
export interface AllowedAtTarget {
  /** The maximum that is allowed: `s3, sts, and some actions of ec2`. Absent where an unknown policy may allow anything. */
  readonly allowed?: string;
  /** Services that most accounts need, and of which no action is allowed: `iam`. Empty where nothing at all is allowed. */
  readonly missing: readonly string[];
  /** Names of policies whose text is unknown, so that only the other policies count. */
  readonly unknownPolicies: readonly string[];
}

/** The services that are allowed at targets without FullAWSAccess. */
export interface AllowList extends AllowedAtTarget {
  /** All targets that allow the same; at least one. */
  readonly targets: readonly TargetReference[];
}

/** A target without FullAWSAccess, before or after the change, where other services are allowed than before. */
export interface AllowListChange {
  readonly target: TargetReference;
  /** Absent for a target that is new. */
  readonly before?: AllowedAtTarget;
  readonly after: AllowedAtTarget;
  /** Services of which some actions were allowed, and none are now. */
  readonly noLonger: readonly string[];
  /** Services of which no action was allowed, and some are now. */
  readonly newly: readonly string[];
}

/** The services that are allowed where FullAWSAccess is detached, one entry for all targets that allow the same. */
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
