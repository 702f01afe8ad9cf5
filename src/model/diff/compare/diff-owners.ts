import { isInvited } from '../../invitations';
import type { DelegatedAdministrator } from '../../organization';
import type { OwnerChange } from '../change';
import type { Aligned } from '../identity/align';
import { handOverOf, handOverOfAdministrator } from '../identity/hand-overs';
import { type Names, resourcePolicyReference } from '../identity/names';

/** Resources that the deployment adopts, and those whose constructs move from one stack to another. */
export function diffOwners(aligned: Aligned, names: Names): OwnerChange[] {
  return [...takenOver(aligned, names), ...handedOver(aligned, names), ...handedOverAdministrators(aligned)];
}

function takenOver({ base, head }: Pick<Aligned, 'base' | 'head'>, names: Names): OwnerChange[] {
  if (base.code !== undefined) return [];
  return owned({ base, head }, names).filter(({ on }) => on.kind !== 'root').flatMap(({ before, after: { code }, on }): OwnerChange[] => (
    before !== undefined && before.code === undefined && (code?.adopt || (code?.invited && isMember(before))) ? [{ kind: 'takenOver', on, by: code.owner }] : []));
}

function isMember(target: object): boolean {
  return 'state' in target && !isInvited({ state: String(target.state) });
}

/** The resources of the head that have an owner, with their counterparts in the base. */
function owned({ base, head }: Pick<Aligned, 'base' | 'head'>, names: Names) {
  return [
    ...[...head.policies.values()].map((after) => ({ before: base.policies.get(after.id), after, on: names.policy(after) })),
    ...[...head.targets.values()].map((after) => ({ before: base.targets.get(after.id), after, on: names.target(after) })),
    ...[head.resourcePolicy ?? []].flat().map((after) => ({ before: base.resourcePolicy, after, on: resourcePolicyReference(after) })),
  ];
}

function handedOver(aligned: Aligned, names: Names): OwnerChange[] {
  return owned(aligned, names).flatMap(({ before, after, on }): OwnerChange[] => {
    const handOver = before && handOverOf(aligned, before, after);
    return handOver === undefined ? [] : [{ kind: 'handedOver', on, from: before!.code!.owner, to: after.code!.owner, ...handOver }];
  });
}

function handedOverAdministrators(aligned: Aligned): OwnerChange[] {
  const keyOf = ({ accountId, servicePrincipal }: DelegatedAdministrator) => `${accountId}/${servicePrincipal}`;
  const former = new Map(aligned.base.delegatedAdministrators.map((each) => [keyOf(each), each]));
  return aligned.head.delegatedAdministrators.flatMap((after): OwnerChange[] => {
    const before = former.get(keyOf(after));
    const handOver = before && handOverOfAdministrator(aligned, before, after);
    if (handOver === undefined) return [];
    const { accountName, servicePrincipal } = after;
    const on = { kind: 'delegatedAdministrator' as const, id: keyOf(after), accountName, servicePrincipal };
    return [{ kind: 'handedOver', on, from: before!.owner!, to: after.owner!, ...handOver }];
  });
}
