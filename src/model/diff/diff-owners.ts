import type { Aligned } from './align';
import type { OwnerChange } from './change';
import { targetsOf } from './identities';
import type { Names } from './names';
import { changesStack, isLeftToItself } from './other-stack';

/** Policies, and units that are empty, which one stack deletes while another one makes them. */
export function diffOwners({ base, head }: Aligned, names: Names): OwnerChange[] {
  const inhabited = new Set([...base.targets.values()].map(({ parentId }) => parentId));
  const things = [
    ...[...head.policies.values()].map((after) => ({ before: base.policies.get(after.id), after, on: names.policy(after) })),
    ...targetsOf(head, 'organizationalUnit').map((after) => ({ before: base.targets.get(after.id), after, on: names.target(after) })),
  ];
  return things.flatMap(({ before, after, on }): OwnerChange[] => {
    if (before === undefined || !changesStack({ before, after })) return [];
    const [former, present] = [before.code!, after.code!];
    if (!present.adopt || former.retained || former.adopt || isLeftToItself(former, head) || inhabited.has(after.id)) return [];
    return [{ kind: 'madeAnew', on, from: former.owner, to: present.owner }];
  });
}
