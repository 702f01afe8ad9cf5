import { isKept, type Kept, obstacle } from './obstacle';
import { foreignUnitBelow } from '../../diff/foreign-unit-below';
import type { Aligned } from '../../diff/identity/align';
import type { Obstacle } from '../risk';

/** A unit that gets another parent is recreated there, and so is each unit of the code below it. */
export function unitMoves(kept: readonly Kept[], { base, recreatedUnits: moving }: Aligned): Obstacle[] {
  const isLive = base.code === undefined;
  return kept.filter(isKept('organizationalUnit')).flatMap(({ before, after, subject }) => {
    const { code } = after;
    if (code === undefined || !moving.has(after.id) || (!isLive && before.code?.address !== code.address)) return [];
    const goesAlong = before.parentId === after.parentId;
    const foreign = isLive && !goesAlong ? foreignUnitBelow(base, before.id) : undefined;
    const parent = goesAlong ? 'another parent, since the one above it is recreated' : 'another parent';
    return [
      ...(code.allowReplacement ? [] : [obstacle('moveNotAllowed', subject, `${subject} gets ${parent}, and AWS Organizations has no call that moves an organizational unit`,
        before.name, 'Keep its parent, or set allowReplacement: true, so that it is recreated there with another ID')]),
      ...(foreign === undefined ? [] : [obstacle('foreignUnitBelow', subject, `${subject} moves, and a unit below it is not in the code and would not follow`,
        `${foreign.name}, ${foreign.id}`, 'Add it to the code with adopt: true, or move its accounts and delete it')]),
      ...(code.exports.length === 0 ? [] : [obstacle('exportedIdChanges', subject, `${subject} gets another ID, which other stacks may import, and CloudFormation keeps an export that is in use`,
        code.exports.join(', '), 'Take the references out of the other stacks first, and put them back afterwards')]),
    ];
  });
}
