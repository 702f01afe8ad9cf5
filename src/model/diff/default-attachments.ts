import { policyTypeLimits, type PolicyTypeName } from '../../contract';
import type { AttachedPolicy } from '../organization';

export const FULL_AWS_ACCESS = 'p-FullAWSAccess';

/** The policies that AWS attaches to every target as soon as one of these types is enabled. */
export function defaultAttachments(types: readonly PolicyTypeName[]): AttachedPolicy[] {
  return types.flatMap((type) => {
    const { attachedByDefault: id } = policyTypeLimits(type);
    return id === undefined ? [] : [{ id, name: id.slice('p-'.length), type, awsManaged: true }];
  });
}

/** The policies attached to a target after policy types were enabled or disabled, before any other attachment or detachment. */
export function afterTypes(
  attached: readonly AttachedPolicy[], enabled: readonly PolicyTypeName[], removed: readonly PolicyTypeName[],
): readonly AttachedPolicy[] {
  if (enabled.length + removed.length === 0) return attached;
  const gone = new Set(defaultAttachments(removed).map(({ id }) => id));
  const kept = attached.filter(({ id }) => !gone.has(id));
  return [...kept, ...defaultAttachments(enabled).filter(({ id }) => !kept.some((policy) => policy.id === id))];
}
