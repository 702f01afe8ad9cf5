import { leftTargets, replacementEnds } from './left-targets';
import type { RolloutCode } from './rollout-code';
import { dayOf, soakedDays } from './rollout-state';
import { type RolloutMetadata, wavesReached } from '../../contract';
import type { Change } from '../diff/change';

/** How a change goes faster than the rollout says. Each is absent if it is not so. */
export interface RolloutHaste {
  /** Waves that the change begins together with a later one. */
  readonly skippedWaves?: readonly string[];
  /** Whole days that the wave before soaked, if they are fewer than it asks for. */
  readonly soakedDays?: number;
  /** The day of the same stage before the change, if the change makes it an earlier one. */
  readonly formerSince?: string;
  /** Waves of which the change shortens the soak time, the passed ones aside. */
  readonly shorterSoaks?: readonly { readonly wave: string; readonly before: number; readonly after: number }[];
  /** Paths of targets that the policy newly reaches and that no wave up to this stage had before the change. */
  readonly hastyTargets?: readonly string[];
  /** The path of the policy before the change, if the stage was reached with that one. */
  readonly formerPolicy?: string;
  /** Paths of targets of the waves before that are without the policy after the change, although the stage is no earlier one. */
  readonly leftTargets?: readonly string[];
  /** The path of the policy that it no longer replaces, before its last wave. */
  readonly endsReplacement?: string;
  /** Paths of targets to which the code attaches the policy that the rollout no longer replaces. */
  readonly olderPolicyAt?: readonly string[];
  /** A further wave begins although the rollout is paused. */
  readonly ignoresPause?: true;
  /** The text of the policy changes although it applies to a wave already, or a wave gets one that is not the text that soaked. */
  readonly changesText?: true;
  /** The rollout is removed before its last wave. */
  readonly endsEarly?: true;
}

/** A rollout before and after a change. */
export interface ChangedRollout {
  readonly before: RolloutMetadata;
  readonly after: RolloutMetadata;
  /** The code after the change. */
  readonly head: RolloutCode;
  /** Paths of constructs that the code before the change has. */
  readonly formerCode: RolloutCode;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Those of the review. */
  readonly changes: readonly Change[];
}

/** How the change of a rollout goes faster than it says. */
export function hasteOf(changed: ChangedRollout): RolloutHaste {
  const { before, after, time, changes } = changed;
  if (before.policy !== after.policy) return { ...hasteOfNew(after), ...formerPolicy(before, after) };
  return {
    ...skipped(after, reachedBefore(before, after), before),
    ...early(before, after, time),
    ...formerSince(before, after),
    ...shorterSoaks(before, after),
    ...hastyTargets(before, after),
    ...leftTargets(changed),
    ...replacementEnds(changed),
    ...(after.paused !== undefined && isFurther(before, after) ? { ignoresPause: true } : {}),
    ...changesText(before, changes),
    ...soaksAnotherText(changed),
  };
}

/** How a new rollout does. */
export function hasteOfNew(after: RolloutMetadata): RolloutHaste {
  return skipped(after, 0);
}

/** How many waves were reached before, among those of after: by the name of the stage, or else by its place. */
function reachedBefore(before: RolloutMetadata, { waves }: RolloutMetadata): number {
  return wavesReached({ waves, stage: before.stage }) || wavesReached(before);
}

function isFurther(before: RolloutMetadata, after: RolloutMetadata): boolean {
  return wavesReached(after) > reachedBefore(before, after);
}

/** In the order of the waves after the change, and in that before it, so that a new order skips none either. */
function skipped(after: RolloutMetadata, from: number, before?: RolloutMetadata): RolloutHaste {
  const between = after.waves.slice(from, Math.max(from, wavesReached(after) - 1));
  const formerly = before === undefined ? []
    : before.waves.slice(wavesReached(before), Math.max(0, wavesReached({ waves: before.waves, stage: after.stage }) - 1));
  const waves = [...new Set([...between, ...formerly].map(({ name }) => name))];
  return waves.length === 0 ? {} : { skippedWaves: waves };
}

/** Only a step to a later wave needs the soak time of the one before it. A day in the future, or none, counts as today. */
function early(before: RolloutMetadata, after: RolloutMetadata, time: number): RolloutHaste {
  const reached = wavesReached(before);
  if (wavesReached(after) <= reachedBefore(before, after) && !hasNext(before, after)) return {};
  if (reached === 0 || before.since === undefined) return {};
  const [since] = [after.since ?? dayOf(time), dayOf(time)].sort();
  const days = soakedDays(before.since, since);
  return days < before.waves[reached - 1].soakDays ? { soakedDays: days } : {};
}

/** Whether the stage after the change is a later wave before it, although waves in between are gone. */
function hasNext(before: RolloutMetadata, { stage }: RolloutMetadata): boolean {
  return wavesReached({ waves: before.waves, stage }) > wavesReached(before);
}

function formerSince(before: RolloutMetadata, after: RolloutMetadata): RolloutHaste {
  const isEarlier = before.stage === after.stage && before.since !== undefined && after.since !== undefined && after.since < before.since;
  return isEarlier ? { formerSince: before.since } : {};
}

function shorterSoaks(before: RolloutMetadata, after: RolloutMetadata): RolloutHaste {
  const former = new Map(before.waves.map(({ name, soakDays }) => [name, soakDays]));
  const shorter = after.waves.slice(Math.max(0, wavesReached(after) - 1)).flatMap(({ name, soakDays }) => {
    const days = former.get(name) ?? soakDays;
    return soakDays < days ? [{ wave: name, before: days, after: soakDays }] : [];
  });
  return shorter.length === 0 ? {} : { shorterSoaks: shorter };
}

function hastyTargets(before: RolloutMetadata, after: RolloutMetadata): RolloutHaste {
  const inBefore = wavesReached({ waves: before.waves, stage: after.stage }) || wavesReached(after);
  const expected = before.waves.slice(0, Math.max(wavesReached(before), inBefore));
  const known = new Set(expected.flatMap(({ targets }) => targets));
  const targets = after.waves.slice(0, wavesReached(after)).flatMap((wave) => wave.targets).filter((target) => !known.has(target));
  return targets.length === 0 ? {} : { hastyTargets: targets };
}

function formerPolicy(before: RolloutMetadata, after: RolloutMetadata): RolloutHaste {
  const isKept = wavesReached(after) > 0 && wavesReached(before) > 0 && (after.since ?? '') <= (before.since ?? '');
  return isKept ? { formerPolicy: before.policy } : {};
}

const TEXT_CHANGES: readonly Change['kind'][] = ['policyStatementsChanged', 'policyRewritten'];

function changesText(before: RolloutMetadata, changes: readonly Change[]): RolloutHaste {
  const { policyName, policyId, policyType } = before;
  const isOfPolicy = (change: Change) => TEXT_CHANGES.includes(change.kind) && 'policy' in change
    && change.policy.type === policyType && (change.policy.id === policyId || change.policy.name === policyName);
  return wavesReached(before) > 0 && changes.some(isOfPolicy) ? { changesText: true } : {};
}

/** A step, or an edit of the file by hand, with which the days of one text would count for another. */
function soaksAnotherText({ before, after, head }: ChangedRollout): RolloutHaste {
  const { policyDigest } = before;
  if (policyDigest === undefined || wavesReached(before) === 0 || wavesReached(after) === 0) return {};
  const keepsDays = before.stage === after.stage && (after.since ?? '') <= (before.since ?? '');
  const text = isFurther(before, after) || hasNext(before, after) ? head.digestOf(after) ?? policyDigest
    : keepsDays ? after.policyDigest : policyDigest;
  return text === policyDigest ? {} : { changesText: true };
}
