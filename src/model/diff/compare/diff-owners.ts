import { isInvited } from '../../invitations';
import type { OwnerChange } from '../change';
import type { Aligned } from '../identity/align';
import { handOverOf } from '../identity/hand-overs';
import { type Names, resourcePolicyReference } from '../identity/names';

/** Resources that the deployment adopts, and those whose constructs move from one stack to another. */
export function diffOwners(aligned: Aligned, names: Names): OwnerChange[] {
  return [...takenOver(aligned, names), ...handedOver(aligned, names)];
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

function handedOver(aligned: Aligned, names: Names): OwnerChange[] {
  const { base, head } = aligned;
  const owned = [
    ...[...head.policies.values()].map((after) => ({ before: base.policies.get(after.id), after, on: names.policy(after) })),
    ...[...head.targets.values()].filter(({ kind }) => kind !== 'root')
      .map((after) => ({ before: base.targets.get(after.id), after, on: names.target(after) })),
    ...[head.resourcePolicy ?? []].flat().map((after) => ({ before: base.resourcePolicy, after, on: resourcePolicyReference(after) })),
  ];
  return owned.flatMap(({ before, after, on }): OwnerChange[] => {
    const handOver = before && handOverOf(aligned, before, after);
    return handOver === undefined ? [] : [{ kind: 'handedOver', on, from: before!.code!.owner, to: after.code!.owner, ...handOver }];
  });
}
