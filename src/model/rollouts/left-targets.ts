import type { ChangedRollout, RolloutHaste } from './rollout-haste';
import { isPolicyOf } from './rollout-state';
import { type RolloutMetadata, wavesReached } from '../../contract';

/** Targets that a new order of the waves, or a wave less, leaves without the policy. A revert does that on purpose. */
export function leftTargets({ before, after, head, formerCode }: ChangedRollout): Pick<RolloutHaste, 'leftTargets'> {
  if (after.stage === undefined || isRevert(before, after)) return {};
  const reached = new Set(reachedTargets(after));
  const left = reachedTargets(before).filter((path) => {
    if (reached.has(path)) return false;
    const target = head.targetAt(path);
    // A target outside the code has no path there, before and after.
    return target === undefined ? formerCode.targetAt(path) === undefined : !head.inherits(target, (policy) => isPolicyOf(after, policy));
  });
  return left.length === 0 ? {} : { leftTargets: left };
}

/** What becomes of the older policy if the rollout no longer replaces it. */
export function replacementEnds({ before, after, head }: ChangedRollout): Pick<RolloutHaste, 'endsReplacement' | 'olderPolicyAt'> {
  const { replaces } = before;
  if (replaces === undefined || replaces === after.replaces) return {};
  const olderPolicyAt = head.attachedTo(replaces);
  return {
    ...(wavesReached(after) < after.waves.length ? { endsReplacement: replaces } : {}),
    ...(olderPolicyAt.length === 0 ? {} : { olderPolicyAt }),
  };
}

function reachedTargets(rollout: RolloutMetadata): string[] {
  return rollout.waves.slice(0, wavesReached(rollout)).flatMap(({ targets }) => targets);
}

function isRevert(before: RolloutMetadata, { stage }: RolloutMetadata): boolean {
  const place = wavesReached({ waves: before.waves, stage });
  return place > 0 && place < wavesReached(before);
}
