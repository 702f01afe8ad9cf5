import { type Kept, obstacle } from './obstacle';
import { ownerInOtherRegion } from './other-region';
import type { Aligned } from '../../diff/identity/align';
import { changesStack, isLeftToItself } from '../../diff/identity/provenance';
import type { Obstacle } from '../risk';

/**
 * What another stack owns, or nobody of ours, is left alone unless it is adopted.
 * @param untouched addresses of the things that the deployment does not look at
 */
export function ownedByOthers(kept: Kept, { base, head }: Aligned, untouched: ReadonlySet<string>): Obstacle[] {
  const { before, after, subject } = kept;
  const [former, present] = [before.code, after.code];
  if (present === undefined || untouched.has(present.address) || (former === undefined && present.adopt)) return [];
  if (former === undefined) {
    // Code that only named it before does not say whose it is.
    if (base.code !== undefined || ownerInOtherRegion(kept, untouched) !== undefined) return [];
    return [obstacle('taken', subject, `${subject} exists and was not made by this code`, before.id, 'Set adopt: true to take it over, or choose another name')];
  }
  if (!changesStack(kept) || (present.adopt && isAdoptable(kept, isLeftToItself(former, head)))) return [];
  return [obstacle('movesToAnotherStack', subject, `${subject} moves to another stack, which leaves alone what the stack before owns`,
    `from ${former.owner} to ${present.owner}`,
    'Deploy the former stack with the removal policy RETAIN on it first, then move it and set adopt: true')];
}

/** An account has to be there still; a unit or policy that the former stack has deleted is made anew. */
function isAdoptable({ before }: Kept, isLeft: boolean): boolean {
  return isLeft || before.code!.retained || !('kind' in before) || before.kind !== 'account' || before.code!.removal === undefined;
}
