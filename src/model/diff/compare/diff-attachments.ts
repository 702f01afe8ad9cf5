import type { AttachmentChange } from '../change';
import { afterTypes, defaultAttachments, FULL_AWS_ACCESS } from '../default-attachments';
import { countingTypesOf, type FlatOrganization, type FlatTarget } from '../flat-organization';
import type { Names } from '../identity/names';

/**
 * Attachments of targets that are in both, and of targets outside the code, which exist even if the code does not name them. The policies
 * that AWS attaches when a policy type is enabled are no changes of their own.
 */
export function diffAttachments(base: FlatOrganization, head: FlatOrganization, names: Names): AttachmentChange[] {
  const [before, after] = [base, head].map(countingTypesOf);
  const enabled = after.filter((type) => !before.includes(type));
  const removed = before.filter((type) => !after.includes(type));
  const changes = (target: FlatTarget, former: FlatTarget, present: FlatTarget) => (
    attachmentChanges(names, target, afterTypes(former.attachedPolicies, enabled, removed), present.attachedPolicies));
  return [
    ...[...head.targets.values()].flatMap((present) => {
      const former = base.targets.get(present.id) ?? (isOnlyNamed(head, present) ? asLeftAlone(base, present) : undefined);
      return former === undefined ? [] : changes(present, former, present);
    }),
    ...[...base.targets.values()].filter((former) => !head.targets.has(former.id) && isOnlyNamed(base, former))
      .flatMap((former) => changes(former, former, asLeftAlone(head, former))),
  ];
}

/** Whether code names a target that it does not create: then only the code's own attachments are known. */
export function isOnlyNamed(organization: Pick<FlatOrganization, 'code'>, { code, kind }: FlatTarget): boolean {
  return organization.code !== undefined && code === undefined && kind !== 'root';
}

/** A target outside the code with the attachments that it has if no code attaches anything to it. */
export function asLeftAlone(organization: FlatOrganization, target: FlatTarget): FlatTarget {
  return { ...target, attachedPolicies: defaultAttachments(countingTypesOf(organization)) };
}

function attachmentChanges(
  names: Names, flat: FlatTarget, before: FlatTarget['attachedPolicies'], after: FlatTarget['attachedPolicies'],
): AttachmentChange[] {
  if (before.length === after.length && before.every(({ id }, index) => id === after[index].id)) return [];
  const target = names.target(flat);
  const [ids, formerIds] = [new Set(after.map(({ id }) => id)), new Set(before.map(({ id }) => id))];
  return [
    ...after.filter(({ id }) => !formerIds.has(id)).map((policy): AttachmentChange => (policy.id === FULL_AWS_ACCESS
      ? { kind: 'fullAwsAccessReturned', target }
      : { kind: 'attached', policy: names.policy(policy), target, awsManaged: policy.awsManaged })),
    ...before.filter(({ id }) => !ids.has(id)).map((policy): AttachmentChange => (policy.id === FULL_AWS_ACCESS
      ? { kind: 'fullAwsAccessDetached', target }
      : { kind: 'detached', policy: names.policy(policy), target, awsManaged: policy.awsManaged })),
  ];
}
