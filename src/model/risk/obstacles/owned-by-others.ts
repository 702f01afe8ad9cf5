import { type Kept, obstacle } from './obstacle';
import { ownerInOtherRegion } from './other-region';
import { OWNER_TAG_KEY } from '../../../contract';
import type { HandOverOutcome } from '../../diff/change';
import type { Aligned } from '../../diff/identity/align';
import { handOverOf, isSafe } from '../../diff/identity/hand-overs';
import type { Obstacle } from '../risk';

/**
 * Resources that another stack owns, or none of the app's stacks, are left alone unless they are adopted. A hand-over that loses something
 * in one order of deployment is an obstacle as well.
 * @param untouched addresses of the resources that the deployment does not look at
 */
export function ownedByOthers(kept: Kept, aligned: Aligned, untouched: ReadonlySet<string>): Obstacle[] {
  const { before, after, subject } = kept;
  const { base } = aligned;
  const [former, present] = [before.code, after.code];
  if (present === undefined || untouched.has(present.address)) return [];
  if (former === undefined) {
    // A member without an owner is taken over by the construct that invites it.
    if (present.adopt || (present.invited !== undefined && !Object.hasOwn(before.tags, OWNER_TAG_KEY))) return [];
    // Code that only named the resource before does not know its owner.
    if (base.code !== undefined || ownerInOtherRegion(kept, untouched) !== undefined) return [];
    return [obstacle('taken', subject, `${subject} exists and was not made by this code`, before.id,
      present.invited === undefined ? 'Set adopt: true to take it over, or choose another name' : 'Use Account with adopt: true to take it over')];
  }
  const handOver = handOverOf(aligned, before, after);
  if (handOver === undefined || isSafe(handOver)) return [];
  const given = `from ${former.owner} to ${present.owner}`;
  if (!LOSSES.includes(handOver.formerFirst)) {
    return [obstacle('movesToAnotherStack', subject, `${subject} moves to another stack, which leaves alone what the stack before owns`, given,
      present.invited === undefined ? 'Set adopt: true on it in the new stack' : 'Use Account with adopt: true in the new stack')];
  }
  return [obstacle('movesToAnotherStack', subject,
    `${subject} moves to another stack, and the stack before ${LOSS_WORDS[handOver.formerFirst as Loss]} if it is deployed first`, given,
    'Deploy the former stack with the removal policy RETAIN on it first, then move it and set adopt: true')];
}

type Loss = Exclude<HandOverOutcome, 'takenOver' | 'refused'>;

const LOSS_WORDS: Readonly<Record<Loss, string>> = {
  closed: 'closes it',
  removedFromOrganization: 'removes it from the organization',
  moved: 'moves it away',
  invitationCanceled: 'cancels its invitation',
  deleted: 'deletes it',
  recreated: 'deletes it',
};

const LOSSES: readonly HandOverOutcome[] = Object.keys(LOSS_WORDS) as Loss[];
