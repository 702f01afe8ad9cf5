import { isDay } from './exemption-metadata';

/** Why and since when a rollout does not go on. */
export interface RolloutPause {
  readonly since: string;
  readonly by?: string;
  readonly reason?: string;
}

export const ROLLOUT_ACTIONS = ['advance', 'revert', 'restart', 'pause', 'resume'] as const;

export type RolloutAction = typeof ROLLOUT_ACTIONS[number];

/** A step of a rollout that is past. */
export interface RolloutStep {
  readonly day: string;
  readonly action: RolloutAction;
  /** The stage after the step; null if the rollout has not begun. */
  readonly stage: string | null;
  readonly by?: string;
  readonly reason?: string;
}

/** The stage of a rollout as its file has it. */
export interface RolloutStage {
  /** The name of the wave that is reached; null before the first one. */
  readonly stage: string | null;
  /** The day on which `cdk-org rollout` wrote the stage, in UTC: `2026-11-30`. */
  readonly since?: string;
  /** The SHA-256 of the text that the policy had then. Absent in older files, and if the app does not have the text. */
  readonly policyDigest?: string;
  readonly paused?: RolloutPause;
  /** The oldest step first. */
  readonly history: readonly RolloutStep[];
}

/** The largest number of characters in a text of the file. */
export const LONGEST_ROLLOUT_TEXT = 500;

/** A file whose text is none of a stage. */
export class RolloutStageError extends Error {}

/**
 * Decodes the file with the stage of a rollout, without a byte order mark.
 * @throws RolloutStageError for a file that is not in UTF-8
 */
export function decodeRolloutStage(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // The message below is for these bytes too.
  }
  const isUtf16 = bytes.includes(0) || [[0xFF, 0xFE], [0xFE, 0xFF]].some((mark) => mark.every((byte, place) => bytes[place] === byte));
  throw new RolloutStageError(`it is not in UTF-8 (given: ${isUtf16 ? 'UTF-16' : 'another encoding'}). Save it as UTF-8`);
}

/**
 * Reads the text of the file with the stage of a rollout.
 * @param parseJson throws an error for a text that is no JSON, and for a key that an object has twice
 * @throws RolloutStageError that names the member that is wrong
 */
export function parseRolloutStage(text: string, parseJson: (json: string) => unknown): RolloutStage {
  const value = recordOf(parsed(text, parseJson), 'the file', ['stage', 'since', 'policyDigest', 'paused', 'history']);
  const stage = value.stage === null ? null : textOf(value.stage, 'stage');
  if (stage !== null && value.since === undefined) throw wrong('since', value.since, 'Give the day on which the stage was reached, such as "2026-11-30"');
  if (stage === null && value.since !== undefined) throw wrong('since', value.since, 'Leave it out as long as the stage is null');
  const { policyDigest, history = [] } = value;
  if (policyDigest !== undefined && !isPolicyDigest(policyDigest)) throw wrong('policyDigest', policyDigest, 'Leave it as "cdk-org rollout" wrote it, or leave it out');
  if (!Array.isArray(history)) throw wrong('history', history, 'Give a list of steps');
  return {
    stage,
    ...(value.since === undefined ? {} : { since: dayOf(value.since, 'since') }),
    ...(policyDigest === undefined ? {} : { policyDigest }),
    ...(value.paused === undefined ? {} : { paused: pauseOf(value.paused) }),
    history: history.map(stepOf),
  };
}

/** The text of the file, always in the same form, so that a step is a small difference. */
export function rolloutStageText({ stage, since, policyDigest, paused, history }: RolloutStage): string {
  return `${JSON.stringify({ stage, since, policyDigest, paused, history }, undefined, 2)}\n`;
}

/** Whether a value is the SHA-256 of the text of a policy. */
export function isPolicyDigest(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

function pauseOf(given: unknown): RolloutPause {
  const value = recordOf(given, 'paused', ['since', 'by', 'reason']);
  return { since: dayOf(value.since, 'paused.since'), ...notesOf(value, 'paused') };
}

function stepOf(given: unknown, place: number): RolloutStep {
  const name = `history[${place}]`;
  const value = recordOf(given, name, ['day', 'action', 'stage', 'by', 'reason']);
  const action = ROLLOUT_ACTIONS.find((each) => each === value.action);
  if (action === undefined) throw wrong(`${name}.action`, value.action, `Use one of ${ROLLOUT_ACTIONS.join(', ')}`);
  const stage = value.stage === null ? null : textOf(value.stage, `${name}.stage`);
  return { day: dayOf(value.day, `${name}.day`), action, stage, ...notesOf(value, name) };
}

function notesOf(value: Record<string, unknown>, name: string): Pick<RolloutPause, 'by' | 'reason'> {
  return Object.fromEntries((['by', 'reason'] as const).filter((key) => value[key] !== undefined)
    .map((key) => [key, textOf(value[key], `${name}.${key}`)]));
}

function parsed(text: string, parseJson: (json: string) => unknown): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    throw new RolloutStageError(`its JSON is wrong: ${(error as Error).message}`);
  }
}

function recordOf(value: unknown, name: string, members: readonly string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(name, value, `Give an object with ${members.join(', ')}`);
  const unknown = Object.keys(value).find((key) => !members.includes(key));
  if (unknown !== undefined) throw wrong(name, unknown, `It has only ${members.join(', ')}`);
  return value as Record<string, unknown>;
}

/** Whether a text may be in the file. */
export function isRolloutText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST_ROLLOUT_TEXT;
}

function textOf(value: unknown, name: string): string {
  if (isRolloutText(value)) return value;
  throw wrong(name, value, `Give a text of 1 to ${LONGEST_ROLLOUT_TEXT} characters`);
}

function dayOf(value: unknown, name: string): string {
  if (typeof value === 'string' && isDay(value)) return value;
  throw wrong(name, value, 'Give a day such as "2026-11-30"');
}

function wrong(member: string, given: unknown, remedy: string): RolloutStageError {
  return new RolloutStageError(`${member} is wrong (given: ${JSON.stringify(given) ?? 'nothing'}). ${remedy}`);
}
