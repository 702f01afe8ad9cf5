import {
  CAUSE_LASTS_MS, DECIDING_IN_CALL_MS, READING_IN_CALL_MS, REFUSALS_LAST_MS, STABILIZATION_MS, STABILIZATION_PAUSE_MS,
} from '../consistency';
import type { AttemptResult } from './reconcile-attempt';

/** The times that a decision depends on, as a value: each attempt of a call yields new clocks. All times are milliseconds since 1970. */
export interface Clocks {
  readonly now: number;
  readonly eventStartedAt: number;
  readonly callStartedAt: number;
  readonly window: StabilizationWindow;
  readonly cause: PersistentCause;
}

export function startClocks(eventStartedAt: number, now: number): Clocks {
  const window = { callStartedAt: now, openedAt: now, attemptStartedAt: now };
  return { now, eventStartedAt, callStartedAt: now, window, cause: { patienceSeconds: Number.POSITIVE_INFINITY, since: now, metAt: now } };
}

export function afterAttempt(clocks: Clocks, result: AttemptResult, attemptStartedAt: number, now: number): Clocks {
  const requeue = 'requeue' in result ? result.requeue : undefined;
  const window = { ...clocks.window, attemptStartedAt };
  // Another stack may have acted while the first attempt waited for the notes of this one.
  const hasWaited = window.openedAt === window.callStartedAt && isSlow(window, now) && !decidesAlone(window, now);
  const hasChanged = requeue !== undefined || result.hasWritten || hasWaited;
  return {
    ...clocks,
    now,
    window: { ...window, openedAt: hasChanged ? now : window.openedAt },
    cause: causeAfter(clocks.cause, result, attemptStartedAt, now),
  };
}

/**
 * The time in which the attempts of a call find nothing to do. A single reading may be stale. An attempt that reads long lists takes
 * minutes: it shows the state at its start, and the next attempt decides.
 */
export interface StabilizationWindow {
  readonly callStartedAt: number;
  /** When an attempt last wrote or waited, or a first attempt that took long ended; before, when the call began. */
  readonly openedAt: number;
  readonly attemptStartedAt: number;
}

/** Whether the last attempt began late enough in the window, or took so long that the call has no time for another one. */
export function isStable(window: StabilizationWindow, now: number): boolean {
  const { openedAt, attemptStartedAt } = window;
  if (attemptStartedAt < openedAt) return false;
  return attemptStartedAt - openedAt >= STABILIZATION_MS || decidesAlone(window, now);
}

function decidesAlone({ attemptStartedAt }: StabilizationWindow, now: number): boolean {
  return now - attemptStartedAt >= READING_IN_CALL_MS / 3;
}

/** Whether an attempt takes so long that the next call would have no time for a second one either. */
export function isSlow({ attemptStartedAt }: StabilizationWindow, now: number): boolean {
  return now - attemptStartedAt >= STABILIZATION_MS;
}

/** Whether the call has time for the slow attempt that decides. The next call would only begin with an attempt that takes as long. */
export function hasTimeForSlowAttempt(window: StabilizationWindow, now: number): boolean {
  return isSlow(window, now) && now - window.callStartedAt < DECIDING_IN_CALL_MS;
}

export function pauseInWindow(window: StabilizationWindow, now: number): number {
  return isSlow(window, now) ? Math.max(window.openedAt + STABILIZATION_MS - now, STABILIZATION_PAUSE_MS) : STABILIZATION_PAUSE_MS;
}

/**
 * The cause that the attempts of a call wait for. Patience counts from the start of an event, and request rates or crashed calls can use
 * it up. A cause that has only just appeared, or that a write of this call may end, has had no time to pass.
 */
export interface PersistentCause {
  readonly reason?: string;
  readonly patienceSeconds: number;
  /** When an attempt first met it after another one, or after the last write. */
  readonly since: number;
  /** When an attempt met it last. */
  readonly metAt: number;
}

function causeAfter(cause: PersistentCause, result: AttemptResult, attemptStartedAt: number, now: number): PersistentCause {
  const requeue = 'requeue' in result ? result.requeue : undefined;
  if (requeue === undefined || requeue.options.isRefusal) return result.hasWritten ? { ...cause, since: now } : cause;
  const lasts = requeue.reason === cause.reason && !result.hasWritten && isMet(cause, attemptStartedAt);
  const { patienceSeconds = Number.POSITIVE_INFINITY } = requeue.options;
  return { reason: requeue.reason, patienceSeconds, since: lasts ? cause.since : now, metAt: now };
}

/** Whether attempts met the cause not long ago. */
export function isMet({ metAt }: PersistentCause, now: number): boolean {
  return now - metAt <= REFUSALS_LAST_MS;
}

export function isPersistent({ since }: PersistentCause, now: number): boolean {
  return now - since >= CAUSE_LASTS_MS;
}
