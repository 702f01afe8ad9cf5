import { countingTypesOf, type FlatTarget } from './flat-organization';
import type { Aligned } from './identity/align';

/**
 * Whether the same policies count at every target before and after a change, such as one of tags: then no action and no effective policy
 * changes in any account. False where it would take longer to tell.
 */
export function haveSamePolicies({ base, head }: Aligned): boolean {
  return countingTypesOf(base).join() === countingTypesOf(head).join()
    && base.targets.size === head.targets.size
    && base.policies.size === head.policies.size
    && [...head.policies.values()].every(({ id, type, content }) => {
      const former = base.policies.get(id);
      return former?.type === type && former.content === content;
    })
    && [...head.targets.values()].every((target) => isSameTarget(base.targets.get(target.id), target));
}

/** The name of a target outside the code tells that its policies are not known. An account that joins has none before. */
function isSameTarget(former: FlatTarget | undefined, present: FlatTarget): boolean {
  return former !== undefined
    && former.parentId === present.parentId
    && former.name === present.name
    && former.state === present.state
    && areSameAttachments(former.attachedPolicies, present.attachedPolicies);
}

function areSameAttachments(former: FlatTarget['attachedPolicies'], present: FlatTarget['attachedPolicies']): boolean {
  return former.length === present.length && former.every(({ id, type, awsManaged }, index) => (
    id === present[index].id && type === present[index].type && awsManaged === present[index].awsManaged));
}
