import { OWNER_TAG_KEY, RESERVED_TAG_PREFIX } from '../../../contract';
import type { Tags } from '../../organization';
import type { TagChange } from '../change';
import type { FlatOrganization } from '../flat-organization';
import { type Names, resourcePolicyReference } from '../identity/names';
import type { TaggedReference } from '../references';

export interface TagOptions {
  /**
   * Whether a missing or different owner tag counts.
   * @default false
   */
  readonly ownerTags?: boolean;
}

/** Tags of resources that are in both. Tags of this library are omitted, unless a resource lost the owner tag of its stack. */
export function diffTags(
  base: FlatOrganization, head: FlatOrganization, names: Names, { ownerTags = false }: TagOptions = {},
): TagChange[] {
  const changes = [
    ...[...head.targets.values()].flatMap(
      (target) => tagChanges(() => names.target(target), base.targets.get(target.id)?.tags, target.tags)),
    ...[...head.policies.values()].flatMap(
      (policy) => tagChanges(() => names.policy(policy), base.policies.get(policy.id)?.tags, policy.tags)),
    ...[head.resourcePolicy ?? []].flat()
      .flatMap((policy) => tagChanges(() => resourcePolicyReference(policy), base.resourcePolicy?.tags, policy.tags)),
  ];
  return changes.filter(({ key, kind }) => !key.startsWith(RESERVED_TAG_PREFIX) || (ownerTags && key === OWNER_TAG_KEY && kind !== 'tagAdded'));
}

function tagChanges(reference: () => TaggedReference, before: Tags | undefined, after: Tags): TagChange[] {
  if (before === undefined || before === after) return [];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const changed = keys.filter((key) => ownValue(before, key) !== ownValue(after, key));
  if (changed.length === 0) return [];
  const on = reference();
  return changed.map((key): TagChange => {
    const [one, other] = [ownValue(before, key), ownValue(after, key)];
    if (one === undefined) return { kind: 'tagAdded', on, key, after: other! };
    if (other === undefined) return { kind: 'tagRemoved', on, key, before: one };
    return { kind: 'tagChanged', on, key, before: one, after: other };
  });
}

/** A key may be `constructor`. */
function ownValue(tags: Tags, key: string): string | undefined {
  return Object.hasOwn(tags, key) ? tags[key] : undefined;
}
