import type { CloudAssembly } from '../../assembly';
import { daysUntil, type RolloutMetadata, wavesReached } from '../../contract';
import type { Change } from '../diff/change';

/**
 * `soaking`: the soak time of the stage is not over. `soaked`: it is over, and there is a further wave. `complete`: it is over in the last
 * wave. `undated`: the stage is in the code, which says no day.
 */
export type RolloutState = 'not-begun' | 'soaking' | 'soaked' | 'paused' | 'complete' | 'undated';

/** How a change goes faster than the rollout says. Each is absent if it is not so. */
export interface RolloutHaste {
  /** Waves that the change begins together with a later one. */
  readonly skippedWaves?: readonly string[];
  /** Whole days that the wave before soaked, if they are fewer than it asks for. */
  readonly soakedDays?: number;
  /** The day of the stage is after today, so that it says nothing of the soak time. */
  readonly isFuture?: true;
  /** The day of the same stage before the change, if the change makes it an earlier one. */
  readonly formerSince?: string;
  /** Waves of which the change shortens the soak time, the passed ones aside. */
  readonly shorterSoaks?: readonly { readonly wave: string; readonly before: number; readonly after: number }[];
  /** Paths of targets that the policy newly reaches and that no wave up to this stage had before the change. */
  readonly hastyTargets?: readonly string[];
  /** The path of the policy before the change, if the stage was reached with that one. */
  readonly formerPolicy?: string;
  /** A further wave begins although the rollout is paused. */
  readonly ignoresPause?: true;
  /** The text of the policy changes although it applies to a wave already. */
  readonly changesText?: true;
  /** The rollout is removed before its last wave. */
  readonly endsEarly?: true;
}

/** A policy rollout that the code describes. Where the policies apply follows from the attachments. */
export interface RolloutNote extends RolloutMetadata, RolloutHaste {
  readonly state: RolloutState;
  /** The first day on which the next wave may begin, in UTC. Absent before the first wave and if no day is known. */
  readonly soakUntil?: string;
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
  const formerOf = ({ rollout, policy }: RolloutMetadata) => former.find((each) => each.rollout === rollout)
    ?? former.find((each) => each.policy === policy && !present.some((other) => other.rollout === each.rollout));
  const notes = present.map((each): RolloutNote => ({
    ...each, ...stateOfRollout(each, time), ...(base ? changeOf(each, formerOf(each), time, changes) : {}),
  }));
  const kept = new Set(present.map(formerOf));
  const removed = former.filter((each) => !kept.has(each)).map((each): RolloutNote => {
    const reached = wavesReached(each);
    const endsEarly = reached > 0 && reached < each.waves.length;
    return { ...each, ...stateOfRollout(each, time), change: 'removed', ...(endsEarly ? { endsEarly } : {}) };
  });
  return [...notes, ...removed].sort((one, other) => (one.rollout < other.rollout ? -1 : 1));
}

export function rolloutsIn(assembly: CloudAssembly | undefined): RolloutMetadata[] {
  return (assembly?.stacks ?? []).flatMap(({ rollouts = [] }) => rollouts);
}

/** @param time milliseconds since 1970 */
export function stateOfRollout(rollout: RolloutMetadata, time: number): Pick<RolloutNote, 'state' | 'soakUntil'> {
  const { stage, since, paused, waves } = rollout;
  if (paused !== undefined) return { state: 'paused', ...soakEnd(rollout) };
  if (stage === undefined) return { state: 'not-begun' };
  if (since === undefined) return { state: 'undated' };
  const end = soakEnd(rollout);
  if (daysUntil(end.soakUntil!, time) > 0) return { state: 'soaking', ...end };
  return { state: wavesReached(rollout) === waves.length ? 'complete' : 'soaked', ...end };
}

function soakEnd(rollout: RolloutMetadata): Pick<RolloutNote, 'soakUntil'> {
  const { since, waves } = rollout;
  const wave = waves[wavesReached(rollout) - 1];
  return since === undefined || wave === undefined ? {} : { soakUntil: dayAfter(since, wave.soakDays) };
}

const DAY_MS = 86_400_000;

function dayAfter(day: string, days: number): string {
  return dayOf(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS);
}

function changeOf(
  after: RolloutMetadata, before: RolloutMetadata | undefined, time: number, changes: readonly Change[],
): Partial<RolloutNote> {
  if (before === undefined) return { change: 'new', ...skipped(after, 0), ...future(after, time) };
  const newText = changesText(before, changes);
  if (JSON.stringify(before) === JSON.stringify(after)) return newText;
  const shared = { change: 'changed' as const, ...(before.stage === after.stage ? {} : { formerStage: before.stage ?? null }) };
  if (before.policy !== after.policy) return { ...shared, ...skipped(after, 0), ...future(after, time), ...formerPolicy(before, after) };
  return {
    ...shared,
    ...skipped(after, reachedBefore(before, after)),
    ...early(before, after, time),
    ...future(after, time),
    ...formerSince(before, after),
    ...shorterSoaks(before, after),
    ...hastyTargets(before, after),
    ...(after.paused !== undefined && wavesReached(after) > reachedBefore(before, after) ? { ignoresPause: true } : {}),
    ...newText,
  };
}

/** How many waves were reached before, among those of after: by the name of the stage, or else by its place. */
function reachedBefore(before: RolloutMetadata, { waves }: RolloutMetadata): number {
  return wavesReached({ waves, stage: before.stage }) || wavesReached(before);
}

function skipped(after: RolloutMetadata, from: number): RolloutHaste {
  const waves = after.waves.slice(from, Math.max(from, wavesReached(after) - 1)).map(({ name }) => name);
  return waves.length === 0 ? {} : { skippedWaves: waves };
}

/** Only a step to a later wave needs the soak time of the one before it. A day in the future, or none, counts as today. */
function early(before: RolloutMetadata, after: RolloutMetadata, time: number): RolloutHaste {
  const reached = wavesReached(before);
  if (wavesReached(after) <= reachedBefore(before, after) && !hasNext(before, after)) return {};
  if (reached === 0 || before.since === undefined) return {};
  const [since] = [after.since ?? dayOf(time), dayOf(time)].sort();
  const days = daysUntil(since, Date.parse(`${before.since}T00:00:00Z`));
  return days < before.waves[reached - 1].soakDays ? { soakedDays: days } : {};
}

/** Whether the stage after the change is a later wave before it, although waves in between are gone. */
function hasNext(before: RolloutMetadata, { stage }: RolloutMetadata): boolean {
  return wavesReached({ waves: before.waves, stage }) > wavesReached(before);
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function future({ since }: RolloutMetadata, time: number): RolloutHaste {
  return since !== undefined && since > dayOf(time) ? { isFuture: true } : {};
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
