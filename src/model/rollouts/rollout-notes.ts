import { RolloutCode } from './rollout-code';
import { type ChangedRollout, hasteOf, hasteOfNew, type RolloutHaste } from './rollout-haste';
import { isOfFuture, type StateOfRollout, stateOfRollout } from './rollout-state';
import type { CloudAssembly } from '../../assembly';
import { type RolloutMetadata, wavesReached } from '../../contract';
import type { Change } from '../diff/change';

/** A policy rollout that the code describes. Where the policies apply follows from the attachments. */
export interface RolloutNote extends RolloutMetadata, StateOfRollout, RolloutHaste {
  /** The day of the stage is after today, so that it says nothing of the soak time. */
  readonly isFuture?: true;
  /** The waves have another order than before the change. */
  readonly reordered?: true;
  /** The difference from the code before the change. Absent if there is none, or if no code before it is known. */
  readonly change?: 'new' | 'changed' | 'removed';
  /** The stage before the change, if it was another one; null if the rollout had not begun. */
  readonly formerStage?: string | null;
}

/**
 * The policy rollouts in code, and those that it removes, by their paths. A rollout with a new path is the same one if its policy is.
 * @param base the code before the change
 * @param time milliseconds since 1970
 * @param changes those of the review
 */
export function rolloutNotes(head: CloudAssembly, time: number, base?: CloudAssembly, changes: readonly Change[] = []): RolloutNote[] {
  const [present, former] = [rolloutsIn(head), rolloutsIn(base)];
  const [code, formerCode] = [new RolloutCode(head), new RolloutCode(base ?? head)];
  const formerOf = ({ rollout, policy }: RolloutMetadata) => former.find((each) => each.rollout === rollout)
    ?? former.find((each) => each.policy === policy && !present.some((other) => other.rollout === each.rollout));
  const noteOf = (after: RolloutMetadata): RolloutNote => {
    const before = formerOf(after);
    const change = base === undefined ? {} : before === undefined ? { change: 'new' as const, ...hasteOfNew(after) }
      : changeOf({ before, after, head: code, formerCode, time, changes });
    return { ...after, ...stateIn(code, after, time), ...(isOfFuture(after, time) ? { isFuture: true } : {}), ...change };
  };
  const kept = new Set(present.map(formerOf));
  const removed = former.filter((each) => !kept.has(each)).map((each): RolloutNote => {
    const reached = wavesReached(each);
    const endsEarly = reached > 0 && reached < each.waves.length;
    return { ...each, ...stateIn(formerCode, each, time), change: 'removed', ...(endsEarly ? { endsEarly } : {}) };
  });
  return [...present.map(noteOf), ...removed].sort((one, other) => (one.rollout < other.rollout ? -1 : 1));
}

export function rolloutsIn(assembly: CloudAssembly | undefined): RolloutMetadata[] {
  return (assembly?.stacks ?? []).flatMap(({ rollouts = [] }) => rollouts);
}

function stateIn(code: RolloutCode, rollout: RolloutMetadata, time: number): StateOfRollout {
  return stateOfRollout(rollout, time, rollout.policyDigest === undefined ? undefined : code.digestOf(rollout));
}

function changeOf(changed: ChangedRollout): Partial<RolloutNote> {
  const { before, after } = changed;
  const haste = hasteOf(changed);
  if (JSON.stringify(before) === JSON.stringify(after)) return haste.changesText ? { changesText: true } : {};
  return {
    change: 'changed',
    ...(before.stage === after.stage ? {} : { formerStage: before.stage ?? null }),
    ...(isReordered(before, after) ? { reordered: true } : {}),
    ...haste,
  };
}

/** Whether the waves that both have are in another order. */
function isReordered(before: RolloutMetadata, after: RolloutMetadata): boolean {
  const [one, other] = [before, after].map(({ waves }) => waves.map(({ name }) => name));
  return one.filter((name) => other.includes(name)).join('\n') !== other.filter((name) => one.includes(name)).join('\n');
}
