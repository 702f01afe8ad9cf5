import { idsOfCode } from './on-organization';
import { Owned } from './owned';
import { FULL_AWS_ACCESS_DETACHED } from '../../contract';
import type { AttachmentChange } from '../diff/change';
import { FULL_AWS_ACCESS } from '../diff/default-attachments';
import { type FlatOrganization, flatten, type FlatTarget, unflatten } from '../diff/flat-organization';
import type { Aligned } from '../diff/identity/align';
import { Names } from '../diff/identity/names';
import type { AttachedPolicy, Organization } from '../organization';

/**
 * Attachments that a change of code ends although none of its versions lists them: those of a target that left the app and came back with
 * a shorter list (decision 0028), and those of the stack's own policies that somebody made by hand. Only the organization shows them.
 * @param aligned the deployed code, and the present one
 */
export function droppedClaims(aligned: Aligned, live: Organization): AttachmentChange[] {
  const { base, head } = aligned;
  const ids = idsOfCode(live, aligned);
  const idOf = (id: string) => ids.get(id) ?? id;
  const owned = new Owned(unflatten(head));
  const names = new Names(base, head);
  const { targets, policies } = flatten(live);
  return [...targets.values()].flatMap(({ id, tags, attachedPolicies }): AttachmentChange[] => {
    const [former, present, inHead] = [listOf(base, idOf(id)), listOf(head, idOf(id)), head.targets.get(idOf(id))];
    // A first list drops nothing, and a target that leaves the app keeps what it has.
    if (inHead === undefined || former.size === 0) return [];
    if (!isUpdated([base.targets.get(idOf(id)), inHead], [former, present])) return [];
    const target = names.target(inHead);
    const others = owned.listedByOthersFor(tags);
    const claims = new Set([...owned.attachedTo(tags), ...owned.foundOn(tags)].filter((each) => !others.has(each)));
    const isListed = (each: string) => former.has(each) || present.has(each);
    // The handlers ignore a policy that only a tag names.
    const isKnown = (policyId: string) => base.policies.has(policyId) || head.policies.has(policyId);
    const isMade = (policyId: string) => owned.isMade(policies.get(policyId)?.tags ?? {});
    const isOurs = (policyId: string) => claims.has(policyId) || (!others.has(policyId) && isMade(policyId));
    const isDropped = (policy: AttachedPolicy) => isOurs(policy.id) && isKnown(idOf(policy.id)) && !isListed(idOf(policy.id));
    const isWithout = claims.has(FULL_AWS_ACCESS_DETACHED) && !attachedPolicies.some((policy) => policy.id === FULL_AWS_ACCESS);
    const returns = isWithout && !owned.foundOn(tags).has(FULL_AWS_ACCESS_DETACHED) && !isListed(FULL_AWS_ACCESS_DETACHED);
    return [
      ...attachedPolicies.filter(isDropped).map((policy): AttachmentChange => (
        { kind: 'detached', policy: names.policy({ ...policy, id: idOf(policy.id) }), target, awsManaged: false })),
      ...(returns ? [{ kind: 'fullAwsAccessReturned', target } as const] : []),
    ];
  });
}

/** The list of a target in code: IDs of its policies, and that FullAWSAccess is detached. */
function listOf({ targets, code }: FlatOrganization, id: string): ReadonlySet<string> {
  const policies = targets.get(id)?.attachedPolicies.filter(({ awsManaged }) => !awsManaged) ?? [];
  return new Set([...policies.map((policy) => policy.id), ...(code?.withoutFullAwsAccess.includes(id) ? [FULL_AWS_ACCESS_DETACHED] : [])]);
}

/** Whether CloudFormation calls the handler of the list. */
function isUpdated([before, after]: readonly (FlatTarget | undefined)[], [former, present]: readonly ReadonlySet<string>[]): boolean {
  return before?.code?.reconcile !== after?.code?.reconcile || former.size !== present.size || [...former].some((id) => !present.has(id));
}
