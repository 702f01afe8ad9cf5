import { RESERVED_TAG_PREFIX } from '../../contract';
import type { Tags } from '../organization';
import type { TagChange } from './change';
import type { FlatOrganization } from './flat-organization';
import type { Names } from './names';
import type { TaggedReference } from './references';

/** Tags of what is in both. Those of this library tell nothing to a reviewer. */
export function diffTags(base: FlatOrganization, head: FlatOrganization, names: Names): TagChange[] {
  return [
    ...[...head.targets.values()].flatMap((target) => tagChanges(names.target(target), base.targets.get(target.id)?.tags, target.tags)),
    ...[...head.policies.values()].flatMap((policy) => tagChanges(names.policy(policy), base.policies.get(policy.id)?.tags, policy.tags)),
  ];
}

function tagChanges(on: TaggedReference, before: Tags | undefined, after: Tags): TagChange[] {
  if (before === undefined) return [];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => !key.startsWith(RESERVED_TAG_PREFIX)).sort();
  return keys.flatMap((key): TagChange[] => {
    const [one, other] = [ownValue(before, key), ownValue(after, key)];
    if (one === other) return [];
    if (one === undefined) return [{ kind: 'tagAdded', on, key, after: other! }];
    if (other === undefined) return [{ kind: 'tagRemoved', on, key, before: one }];
    return [{ kind: 'tagChanged', on, key, before: one, after: other }];
  });
}

/** A key may be called `constructor`. */
function ownValue(tags: Tags, key: string): string | undefined {
  return Object.hasOwn(tags, key) ? tags[key] : undefined;
}
