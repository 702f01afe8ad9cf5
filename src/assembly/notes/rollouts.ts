import {
  isDay, isPolicyDigest, LONGEST_ROLLOUT_TEXT, LONGEST_SOAK_DAYS, ROLLOUT_METADATA, type RolloutMetadata, type RolloutPause,
  type RolloutWaveMetadata,
} from '../../contract';
import type { StackMetadata } from '../deployment/stack-metadata';
import { isRecord } from '../record';

const LONGEST_NAME = 2_048;

/**
 * The policy rollouts that the metadata of a stack describes, each once. They are texts that the author of the code wrote: the attachments
 * alone say where a policy applies. Malformed metadata is left out; see {@link unreadNotes}.
 */
export function rolloutsOf(metadata: StackMetadata): readonly RolloutMetadata[] {
  const found = metadata(ROLLOUT_METADATA).flatMap(rolloutIn);
  return [...new Map(found.map((rollout) => [rollout.rollout, rollout])).values()];
}

export function rolloutIn(data: unknown): RolloutMetadata[] {
  if (!isRecord(data)) return [];
  const { rollout, policy, policyType, policyName, policyId, replaces } = data as unknown as RolloutMetadata;
  const { stageFile, stage, since, policyDigest, paused, waves } = data as unknown as RolloutMetadata;
  const hasNames = [rollout, policy, policyType].every(isName)
    && [replaces, stageFile, stage].every((text) => text === undefined || isName(text));
  const hasDay = (since === undefined || isDayText(since)) && (policyDigest === undefined || isPolicyDigest(policyDigest));
  if (!hasNames || !hasDay || !Array.isArray(waves) || !waves.every(isWave) || (paused !== undefined && !isPause(paused))) return [];
  if (stage !== undefined && !waves.some(({ name }) => name === stage)) return [];
  // A name may be known only at deployment.
  const known = { policyName: isName(policyName) ? policyName : undefined, policyId: isName(policyId) ? policyId : undefined };
  return [{ rollout, policy, policyType, ...without({ ...known, replaces, stageFile, stage, since, policyDigest, paused }), waves }];
}

function isName(text: unknown): text is string {
  return typeof text === 'string' && text.length <= LONGEST_NAME;
}

function isWave(value: unknown): value is RolloutWaveMetadata {
  if (!isRecord(value)) return false;
  const { name, targets, soakDays } = value as unknown as RolloutWaveMetadata;
  const hasDays = Number.isInteger(soakDays) && soakDays >= 0 && soakDays <= LONGEST_SOAK_DAYS;
  return isName(name) && Array.isArray(targets) && targets.every(isName) && hasDays;
}

function isPause(value: unknown): value is RolloutPause {
  if (!isRecord(value)) return false;
  const { since, by = '', reason = '' } = value as unknown as RolloutPause;
  return isDayText(since) && [by, reason].every((text) => typeof text === 'string' && text.length <= LONGEST_ROLLOUT_TEXT);
}

function isDayText(value: unknown): boolean {
  return typeof value === 'string' && isDay(value);
}

function without<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;
}
