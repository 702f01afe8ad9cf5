import type { ChangedRollout, RolloutHaste } from './rollout-haste';
import { isPolicyOf } from './rollout-state';
import { type RolloutMetadata, wavesReached } from '../../contract';

/** Targets that another order of waves, or a wave less, leaves without the policy. Those after the stage of a revert lose it on purpose. */
export function leftTargets({ before, after, head, formerCode }: ChangedRollout): Pick<RolloutHaste, 'leftTargets'> {
  if (after.stage === undefined) return {};
  const place = wavesReached({ waves: before.waves, stage: after.stage }) || before.waves.length;
  const expected = targetsOf(before, Math.min(place, wavesReached(before)));
  const reached = new Set(targetsOf(after, wavesReached(after)));
  const left = expected.filter((path) => {
    if (reached.has(path)) return false;
    const target = head.targetAt(path);
    // A target outside the code has no path there, before and after.
    return target === undefined ? formerCode.targetAt(path) === undefined : !head.inherits(target, (policy) => isPolicyOf(after, policy));
  });
  return left.length === 0 ? {} : { leftTargets: left };
}

/** The end of a replacement, and the targets that keep the older policy then. */
export function replacementEnds({ before, after, head }: ChangedRollout): Pick<RolloutHaste, 'endsReplacement' | 'olderPolicyAt'> {
  const { replaces } = before;
  if (replaces === undefined || replaces === after.replaces) return {};
  const olderPolicyAt = head.attachedTo(replaces);
  return {
    ...(wavesReached(after) < after.waves.length ? { endsReplacement: replaces } : {}),
    ...(olderPolicyAt.length === 0 ? {} : { olderPolicyAt }),
  };
}

function targetsOf({ waves }: RolloutMetadata, reached: number): string[] {
  return waves.slice(0, reached).flatMap(({ targets }) => targets);
}
