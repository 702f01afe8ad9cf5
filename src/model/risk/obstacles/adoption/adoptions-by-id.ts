import type { FlatTarget } from '../../../diff/flat-organization';
import type { Aligned } from '../../../diff/identity/align';
import { captionsOf } from '../../../diff/identity/names';
import type { Obstacle } from '../../risk';
import { obstacle } from '../obstacle';

const WORDS = {
  account: { noun: 'account', own: 'name and address', nameOf: (caption: string, { email }: FlatTarget) => `${caption}, ${email}` },
  organizationalUnit: { noun: 'organizational unit', own: 'name and parent', nameOf: (caption: string) => caption },
} as const;

/**
 * Targets that the code takes over by the ID of another one, or of none. An account that has the given ID and another name or address is an
 * identity problem (`identityProblems`); a target whose name does not exist either, `adoptionsOfNothing`.
 */
export function adoptionsById({ base, head }: Aligned): Obstacle[] {
  if (base.code !== undefined) return [];
  const [before, after] = [captionsOf(base), captionsOf(head)];
  return [...head.targets.values()].flatMap((target) => {
    const { id, kind, code: { idToAdopt } = {} } = target;
    const [found, named] = [base.targets.get(id), base.targets.get(idToAdopt ?? '')];
    // What the stack owns already is known by its construct.
    if (idToAdopt === undefined || kind === 'root' || found === undefined || found.code !== undefined) return [];
    const { noun, own, nameOf } = WORDS[kind];
    const subject = after.get(id)!;
    const takesOver = `The code takes over ${nameOf(subject, target)}`;
    if (named === undefined) {
      return [obstacle('adoptFindsNothing', subject, `${takesOver} by an ID that no ${noun} of the organization has`, idToAdopt,
        `Write the ID of this ${noun} into the code: ${id}`)];
    }
    if (named.id === id && (kind === 'account' || (named.name === target.name && named.parentId === target.parentId))) return [];
    return [obstacle('idOfAnother', subject, `${takesOver} by the ID of ${nameOf(before.get(named.id)!, named)}`, idToAdopt,
      `Write the ID of the ${noun} that is meant into the code, or the present ${own} of this one`)];
  });
}
