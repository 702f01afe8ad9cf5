import { createHash } from 'crypto';
import { canonicalJson } from '../../assembly';
import { daysUntil, type RolloutMetadata, wavesReached } from '../../contract';
import type { Organization } from '../organization';

/**
 * `soaking`: the soak time of the stage is not over. `soaked`: it is over, and there is a further wave. `complete`: it is over in the last
 * wave. `changed`: the policy has another text than at the beginning of the stage, so that its days do not count. `undated`: the stage is
 * in the code, which says no day.
 */
export type RolloutState = 'not-begun' | 'soaking' | 'soaked' | 'paused' | 'complete' | 'changed' | 'undated';

/** The state of a rollout, with its days. */
export interface StateOfRollout {
  readonly state: RolloutState;
  /** The first day on which the next wave may begin, in UTC. Absent before the first wave and if no day is known. */
  readonly soakUntil?: string;
}

/**
 * @param time milliseconds since 1970
 * @param digest of the text that the policy has in the code, if it is known
 */
export function stateOfRollout(rollout: RolloutMetadata, time: number, digest?: string): StateOfRollout {
  const { stage, since, policyDigest, paused, waves } = rollout;
  if (paused !== undefined) return { state: 'paused', ...soakEnd(rollout) };
  if (stage === undefined) return { state: 'not-begun' };
  if (since === undefined) return { state: 'undated' };
  if (policyDigest !== undefined && digest !== undefined && digest !== policyDigest) return { state: 'changed' };
  const end = soakEnd(rollout);
  if (daysUntil(end.soakUntil!, time) > 0) return { state: 'soaking', ...end };
  return { state: wavesReached(rollout) === waves.length ? 'complete' : 'soaked', ...end };
}

function soakEnd(rollout: RolloutMetadata): Pick<StateOfRollout, 'soakUntil'> {
  const { since, waves } = rollout;
  const wave = waves[wavesReached(rollout) - 1];
  return since === undefined || wave === undefined ? {} : { soakUntil: soakEndAfter(since, wave.soakDays) };
}

const DAY_MS = 86_400_000;
const LAST_DAY = '9999-12-31';

/**
 * The day after a soak time of whole days. The day of the step is not counted: it had begun before, and the deployment comes later in it.
 * @param since the day of the step
 */
export function soakEndAfter(since: string, soakDays: number): string {
  if (soakDays === 0) return since;
  const time = Date.parse(`${since}T00:00:00Z`) + (soakDays + 1) * DAY_MS;
  return time > Date.parse(LAST_DAY) ? LAST_DAY : dayOf(time);
}

/** The whole days between two steps. */
export function soakedDays(since: string, until: string): number {
  return Math.max(0, daysUntil(until, Date.parse(`${since}T00:00:00Z`)) - 1);
}

/** The day of a time in UTC, such as `2026-11-30`. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** Whether the day of the stage is after today. @param time milliseconds since 1970 */
export function isOfFuture({ since }: Pick<RolloutMetadata, 'since'>, time: number): boolean {
  return since !== undefined && since > dayOf(time);
}

interface NamedPolicy {
  readonly type: string;
  readonly name: string;
  readonly id: string;
}

/** Whether a policy is that of a rollout. */
export function isPolicyOf({ policyType, policyName, policyId }: RolloutMetadata, { type, name, id }: NamedPolicy): boolean {
  return policyId === undefined ? type === policyType && name === policyName : id === policyId;
}

/** The SHA-256 of the text of a policy in code, in which spaces and the order of keys do not count. Undefined if the code has none. */
export function policyDigestOf(rollout: RolloutMetadata, { policies }: Pick<Organization, 'policies'>): string | undefined {
  const content = policies.find((policy) => isPolicyOf(rollout, policy))?.content;
  return content === undefined || content === '' ? undefined : createHash('sha256').update(canonicalText(content)).digest('hex');
}

function canonicalText(content: string): string {
  try {
    return canonicalJson(JSON.parse(content));
  } catch {
    return content;
  }
}
