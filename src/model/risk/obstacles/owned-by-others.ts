import { type Kept, obstacle } from './obstacle';
import { ownerInOtherRegion } from './other-region';
import type { Aligned } from '../../diff/identity/align';
import { changesStack, isLeftToItself } from '../../diff/identity/provenance';
import type { Obstacle } from '../risk';

/**
 * Resources that another stack owns, or none of the app's stacks, are left alone unless they are adopted.
 * @param untouched addresses of the resources that the deployment does not look at
 */
export function ownedByOthers(kept: Kept, { base, head }: Aligned, untouched: ReadonlySet<string>): Obstacle[] {
  const { before, after, subject } = kept;
  const [former, present] = [before.code, after.code];
  if (present === undefined || untouched.has(present.address) || (former === undefined && present.adopt)) return [];
  if (former === undefined) {
    // Code that only named the resource before does not know its owner.
    if (base.code !== undefined || ownerInOtherRegion(kept, untouched) !== undefined) return [];
    return [obstacle('taken', subject, `${subject} exists and was not made by this code`, before.id, 'Set adopt: true to take it over, or choose another name')];
  }
  if (!changesStack(kept) || (present.adopt && isAdoptable(kept, isLeftToItself(former, head)))) return [];
  return [obstacle('movesToAnotherStack', subject, `${subject} moves to another stack, which leaves alone what the stack before owns`,
    `from ${former.owner} to ${present.owner}`,
    'Deploy the former stack with the removal policy RETAIN on it first, then move it and set adopt: true')];
}

/** An account must still exist; a unit or policy that the former stack has deleted is created again. */
function isAdoptable({ before }: Kept, isLeft: boolean): boolean {
  return isLeft || before.code!.retained || !('kind' in before) || before.kind !== 'account' || before.code!.removal === undefined;
}
