import { isInvited } from '../../invitations';
import type { OwnerChange } from '../change';
import type { Aligned } from '../identity/align';
import { targetsOf } from '../identity/identities';
import { type Names, resourcePolicyReference } from '../identity/names';
import { changesStack, isLeftToItself } from '../identity/provenance';

/** Resources that the deployment adopts, and policies and empty units that one stack deletes while another one creates them. */
export function diffOwners(aligned: Aligned, names: Names): OwnerChange[] {
  return [...takenOver(aligned, names), ...recreated(aligned, names)];
}

function takenOver({ base, head }: Aligned, names: Names): OwnerChange[] {
  if (base.code !== undefined) return [];
  const owned = [
    ...[...head.policies.values()].map((after) => ({ before: base.policies.get(after.id), after, on: names.policy(after) })),
    ...[...head.targets.values()].filter(({ kind }) => kind !== 'root')
      .map((after) => ({ before: base.targets.get(after.id), after, on: names.target(after) })),
    ...[head.resourcePolicy ?? []].flat().map((after) => ({ before: base.resourcePolicy, after, on: resourcePolicyReference(after) })),
  ];
  return owned.flatMap(({ before, after: { code }, on }): OwnerChange[] => (
    before !== undefined && before.code === undefined && (code?.adopt || (code?.invited && isMember(before))) ? [{ kind: 'takenOver', on, by: code.owner }] : []));
}

function isMember(target: object): boolean {
  return 'state' in target && !isInvited({ state: String(target.state) });
}

function recreated({ base, head }: Aligned, names: Names): OwnerChange[] {
  const inhabited = new Set([...base.targets.values()].map(({ parentId }) => parentId));
  const owned = [
    ...[...head.policies.values()].map((after) => ({ before: base.policies.get(after.id), after, on: names.policy(after) })),
    ...targetsOf(head, 'organizationalUnit').map((after) => ({ before: base.targets.get(after.id), after, on: names.target(after) })),
  ];
  return owned.flatMap(({ before, after, on }): OwnerChange[] => {
    if (before === undefined || !changesStack({ before, after })) return [];
    const [former, present] = [before.code!, after.code!];
    if (!present.adopt || former.retained || former.adopt || isLeftToItself(former, head) || inhabited.has(after.id)) return [];
    return [{ kind: 'recreated', on, from: former.owner, to: present.owner }];
  });
}
