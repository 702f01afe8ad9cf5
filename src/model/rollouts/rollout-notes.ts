import type { CloudAssembly } from '../../assembly';
import { daysUntil, type RolloutMetadata, wavesReached } from '../../contract';

/**
 * `soaking`: the soak time of the stage is not over. `soaked`: it is over, and there is a further wave. `complete`: it is over in the last
 * wave. `undated`: the stage is in the code, which says no day.
 */
export type RolloutState = 'not-begun' | 'soaking' | 'soaked' | 'paused' | 'complete' | 'undated';

/** A policy rollout that the code describes. Where the policies apply follows from the attachments. */
export interface RolloutNote extends RolloutMetadata {
  readonly state: RolloutState;
  /** The first day on which the next wave may begin, in UTC. Absent before the first wave and if no day is known. */
  readonly soakUntil?: string;
  /** The difference from the code before the change. Absent if there is none, or if no code before it is known. */
  readonly change?: 'new' | 'changed' | 'removed';
  /** The stage before the change, if it was another one; null if the rollout had not begun. */
  readonly formerStage?: string | null;
  /** Waves that the change begins together with a later one. */
  readonly skippedWaves?: readonly string[];
  /** Whole days that the wave before soaked, if they are fewer than it asks for. */
  readonly soakedDays?: number;
}

/**
 * The policy rollouts in code, and those that it removes, by their paths.
 * @param base the code before the change
 * @param time milliseconds since 1970
 */
export function rolloutNotes(head: CloudAssembly, time: number, base?: CloudAssembly): RolloutNote[] {
  const [present, former] = [head, base].map((assembly) => new Map(rolloutsIn(assembly).map((each) => [each.rollout, each])));
  const notes = [...present.values()].map((each): RolloutNote => ({
    ...each, ...stateOfRollout(each, time), ...(base ? changeOf(each, former.get(each.rollout)) : {}),
  }));
  const removed = [...former.values()].filter(({ rollout }) => !present.has(rollout))
    .map((each): RolloutNote => ({ ...each, ...stateOfRollout(each, time), change: 'removed' }));
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
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

function changeOf(after: RolloutMetadata, before: RolloutMetadata | undefined): Partial<RolloutNote> {
  if (before === undefined) return { change: 'new', ...skipped(after, 0) };
  if (JSON.stringify(before) === JSON.stringify(after)) return {};
  if (before.stage === after.stage || before.policy !== after.policy) return { change: 'changed', ...(before.policy === after.policy ? {} : skipped(after, 0)) };
  // The waves before the change may have had other names.
  const from = wavesReached({ ...after, stage: before.stage });
  return { change: 'changed', formerStage: before.stage ?? null, ...skipped(after, from), ...early(before, after) };
}

function skipped(after: RolloutMetadata, from: number): Pick<RolloutNote, 'skippedWaves'> {
  const waves = after.waves.slice(from, wavesReached(after) - 1).map(({ name }) => name);
  return waves.length === 0 ? {} : { skippedWaves: waves };
}

/** Only a step to a later wave needs the soak time of the one before it. */
function early(before: RolloutMetadata, after: RolloutMetadata): Pick<RolloutNote, 'soakedDays'> {
  const reached = wavesReached(before);
  if (wavesReached(after) <= reached || reached === 0 || before.since === undefined || after.since === undefined) return {};
  const days = daysUntil(after.since, Date.parse(`${before.since}T00:00:00Z`));
  return days < before.waves[reached - 1].soakDays ? { soakedDays: days } : {};
}
