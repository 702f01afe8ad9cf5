import type { AttachmentChange } from './change';
import { afterTypes, FULL_AWS_ACCESS } from './default-attachments';
import type { FlatOrganization } from './flat-organization';
import type { Names } from './names';

/** Attachments of targets that are in both. What AWS attaches when a policy type is enabled is no change of its own. */
export function diffAttachments(base: FlatOrganization, head: FlatOrganization, names: Names): AttachmentChange[] {
  const enabled = head.policyTypes.filter((type) => !base.policyTypes.includes(type));
  const removed = base.policyTypes.filter((type) => !head.policyTypes.includes(type));
  return [...head.targets.values()].flatMap((flat): AttachmentChange[] => {
    const former = base.targets.get(flat.id);
    if (former === undefined) return [];
    const target = names.target(flat);
    const before = afterTypes(former.attachedPolicies, enabled, removed);
    const [ids, formerIds] = [new Set(flat.attachedPolicies.map(({ id }) => id)), new Set(before.map(({ id }) => id))];
    return [
      ...flat.attachedPolicies.filter(({ id }) => !formerIds.has(id)).map((policy): AttachmentChange => (policy.id === FULL_AWS_ACCESS
        ? { kind: 'fullAwsAccessReturned', target }
        : { kind: 'attached', policy: names.policy(policy), target, awsManaged: policy.awsManaged })),
      ...before.filter(({ id }) => !ids.has(id)).map((policy): AttachmentChange => (policy.id === FULL_AWS_ACCESS
        ? { kind: 'fullAwsAccessDetached', target }
        : { kind: 'detached', policy: names.policy(policy), target, awsManaged: policy.awsManaged })),
    ];
  });
}
