/**
 * Decides what follows each attempt of a call, as a pure function.
 *
 * ```text
 *              ┌─────────────────────── retryInCall ────────────────────────┐
 *              ▼                                                            │
 *  call ──▶ attempt ──┬─ nothing left to do ──┬─ conclusive, or stable ─────┼──▶ complete
 *   ▲                 │                       ├─ time left in the call ─────┤
 *   │                 │                       └─ otherwise ─────────────────┼──▶ requeue
 *   │                 │                                                     │
 *   │                 └─ waits ──┬─ time left in the call ──────────────────┤
 *   │                            ├─ patience over, cause new ───────────────┘
 *   │                            ├─ patience left, or cause new ───────────────▶ requeue
 *   │                            └─ patience over ──┬─ may be left behind ─────▶ retain
 *   │                                               └─ otherwise ──────────────▶ fail
 *   └──────────────────────── requeue: the waiter calls again
 * ```
 *
 * If an attempt throws a terminal error, or its event is stale, the call ends without a decision.
 */
import { DEADLINE_MS, DECIDING_IN_CALL_MS, PAUSE_IN_CALL_MS, STABILIZATION_MS, WAITING_IN_CALL_MS } from '../consistency';
import { type Clocks, hasTimeForSlowAttempt, isMet, isPersistent, isStable, pauseInWindow } from './clocks';
import type { AttemptResult, Converged } from './reconcile-attempt';
import { TerminalError, type RequeueError } from '../reconcile/errors';
import type { Outcome } from '../reconcile/reconcile-context';

export type Decision =
  /** Responds with the outcome of the attempt. */
  | { readonly action: 'complete'; readonly outcome: Outcome }
  /** Makes another attempt in the same call. */
  | { readonly action: 'retryInCall'; readonly afterMs: number }
  /** Ends the call, so that the waiter calls again. */
  | { readonly action: 'requeue'; readonly afterMs: number; readonly reason: string }
  /** Responds with success and leaves the resource as it is, with a warning. */
  | { readonly action: 'retain'; readonly reason: string }
  /** Fails the event, except in a rollback. */
  | { readonly action: 'fail'; readonly error: TerminalError };

const RETRY: Decision = { action: 'retryInCall', afterMs: PAUSE_IN_CALL_MS };

export function decide(result: AttemptResult, clocks: Clocks): Decision {
  return 'requeue' in result ? decideWaiting(result.requeue, clocks) : decideConverged(result, clocks);
}

function decideConverged({ outcome, isConclusive }: Converged, { now, eventStartedAt, callStartedAt, window }: Clocks): Decision {
  if (isConclusive || isStable(window, now) || now - eventStartedAt >= DEADLINE_MS) return { action: 'complete', outcome };
  if (now < callStartedAt + WAITING_IN_CALL_MS + STABILIZATION_MS || hasTimeForSlowAttempt(window, now)) {
    return { action: 'retryInCall', afterMs: pauseInWindow(window, now) };
  }
  return { action: 'requeue', afterMs: 0, reason: 'Nothing was found to do, but not for long enough yet.' };
}

function decideWaiting({ message, options }: RequeueError, clocks: Clocks): Decision {
  const { now, eventStartedAt, callStartedAt, window, cause } = clocks;
  const { patienceSeconds = Number.POSITIVE_INFINITY, restSeconds = 0, retriesInCall = true, retainMessage, advice } = options;
  const elapsedMs = now - eventStartedAt;
  const isAfter = (seconds: number) => elapsedMs >= Math.min(seconds * 1_000, DEADLINE_MS);
  const isOver = isAfter(patienceSeconds);
  if (retriesInCall && now + PAUSE_IN_CALL_MS <= callStartedAt + WAITING_IN_CALL_MS) return RETRY;
  // The next call would know nothing of the cause that this one has met. If each attempt takes all its time, one has to decide.
  const isOpen = elapsedMs < DEADLINE_MS && (isOver ? !isPersistent(cause, now) : isAfter(cause.patienceSeconds) && isMet(cause, now));
  if (isOpen && now < callStartedAt + DECIDING_IN_CALL_MS) return RETRY;
  const decidesAlone = now - window.attemptStartedAt >= DECIDING_IN_CALL_MS;
  if (!isOver || (isOpen && !decidesAlone)) return { action: 'requeue', afterMs: restSeconds * 1_000, reason: message };
  if (retainMessage !== undefined) return { action: 'retain', reason: `${message} ${retainMessage}` };
  const problem = `Not done after ${Math.floor(elapsedMs / 60_000)} minutes. ${message}`;
  return { action: 'fail', error: new TerminalError(problem, `${advice ? `${advice} ` : ''}Deploying again continues from here.`) };
}
